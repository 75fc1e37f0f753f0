"""Page of findings: one HTML file with everything inside, plotly.js too, that asks the network for nothing.

It stands alone, so colours are values here, and not the site's custom properties.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quiz.charts.base.chart import as_script_data
from quiz.charts.base.prototype import checked_figure

INK, QUIET, LINE, GROUND, FAIR = "#17181d", "#55565c", "#d8d3c6", "#fffdf8", "rgba(31,107,58,.14)"
COLOURS = ("#0072b2", "#b87a00", "#1f6b3a", "#8a3ffc", "#55565c")
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "x")

Figure = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """One finding: the same in a sentence, a Plotly figure that was not checked yet, and a table."""

    id: str
    heading: str
    takeaway: str
    figure: Figure
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def standalone_page(title: str, about: Sequence[str], panels: Sequence[Panel]) -> str:
    """The page with this title, paragraphs about it, and these findings."""
    from plotly.offline import get_plotlyjs  # noqa: PLC0415 - slow to import, so not before it is wanted

    paragraphs = "\n".join(f"<p>{html.escape(sentences)}</p>" for sentences in about)
    sections = "\n".join(map(_section, panels))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{html.escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{html.escape(title)}</h1>
{paragraphs}
{sections}
<script>{get_plotlyjs()}</script>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _section(panel: Panel) -> str:
    rows = "\n".join(_table_row(row) for row in panel.rows)
    headers = "".join(f'<th scope="col">{html.escape(header)}</th>' for header in panel.headers)
    return f"""<section id="{html.escape(panel.id)}" aria-labelledby="{html.escape(panel.id)}-heading">
<h2 id="{html.escape(panel.id)}-heading">{html.escape(panel.heading)}</h2>
<p>{html.escape(panel.takeaway)}</p>
<div role="img" aria-label="{html.escape(panel.heading)} The table below has the figures."></div>
<script type="application/json" data-figure>{as_script_data(checked_figure(panel.figure))}</script>
<details><summary>In figures</summary><div class="scroll"><table>
<thead><tr>{headers}</tr></thead>
<tbody>
{rows}
</tbody></table></div></details>
</section>"""


def _table_row(row: Sequence[str]) -> str:
    first, *others = (html.escape(cell) for cell in row)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"

_STYLE = f"""
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: {INK}; background: {GROUND}; }}
section {{ margin: 3rem 0; }}
table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }}
th, td {{ padding: .3rem .75rem; text-align: left; border-bottom: 1px solid {LINE}; }}
.scroll {{ overflow-x: auto; }}
"""

# What plotly.js could upload or link to is turned off.
_SCRIPT = """
const config = {displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: true,
  modeBarButtons: [["toImage"]]};
for (const data of document.querySelectorAll("script[data-figure]")) {
  const figure = JSON.parse(data.textContent);
  Plotly.newPlot(data.previousElementSibling, figure.data, figure.layout, config);
}
"""


def figure(data: Sequence[Any], x: Any, y: Any, height: int = 380, **layout: Any) -> Figure:
    """These traces between these two axes."""
    return {
        "data": list(data),
        "layout": {
            "template": {"layout": {}},
            "height": height,
            "margin": {"l": 10, "r": 10, "t": 40, "b": 10},
            "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
            "paper_bgcolor": GROUND,
            "plot_bgcolor": GROUND,
            "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
            "dragmode": False,
            "xaxis": _axis(x),
            "yaxis": _axis(y),
            **layout,
        },
    }


def marks(place: int, **trace: Any) -> dict[str, Any]:
    """A scatter trace in the colour and with the symbol of the edition at this place."""
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"color": colour(place), "symbol": SYMBOLS[place % len(SYMBOLS)], "size": 11},
        **trace,
    }


def uneven(low: Sequence[float], middle: Sequence[float], high: Sequence[float]) -> dict[str, Any]:
    """Error bars from the low to the high ends of what has its middles there."""
    up = [round(end - at, 3) for end, at in zip(high, middle, strict=True)]
    down = [round(at - end, 3) for end, at in zip(low, middle, strict=True)]
    return {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "color": QUIET}


def titled(text: str, **axis: Any) -> dict[str, Any]:
    """An axis with its name."""
    return {"title": {"text": text}, **axis}


def colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _axis(own: Any) -> dict[str, Any]:
    base = {"gridcolor": LINE, "linecolor": QUIET, "zeroline": False, "automargin": True, "fixedrange": True}
    return {**base, **own}
