"""One HTML file with everything inside, plotly.js too, that asks the network for nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence

from quiz.charts.chart import as_script_data
from quiz.charts.prototype import checked_figure
from quiz.charts.standalone.panel import GROUND, INK, LINE, Panel

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
