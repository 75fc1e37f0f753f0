"""The page: one HTML file with everything inside, plotly.js too, that asks the network for nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence

from quiz.charts.chart import as_script_data
from quiz.charts.prototype import checked_figure
from quiz.charts.trial.conduct_panels import careless_panel, confusion_panel, time_panel
from quiz.charts.trial.panel import GROUND, INK, LINE, Panel
from quiz.charts.trial.recovery_panels import coverage_panel, parts_panel, points_panel
from quiz.measurement.instrument import Instrument
from quiz.measurement.simulation import DIFFICULTIES, DISCRIMINATIONS, DOMAIN_SHARE, GENERAL_SHARE
from quiz.measurement.trial import EditionTrial

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


def trial_page(trials: Sequence[EditionTrial], instrument: Instrument, seed: int) -> str:
    """The whole page for these editions of one instrument, drawn with this seed."""
    from plotly.offline import get_plotlyjs  # noqa: PLC0415 - slow to import, so not before it is wanted

    title = f"{instrument.title}, version {instrument.version}: what simulated respondents show"
    sections = "\n".join(map(_section, trial_panels(trials, instrument)))
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
{_about(trials, instrument, seed)}
{sections}
<script>{get_plotlyjs()}</script>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def trial_panels(trials: Sequence[EditionTrial], instrument: Instrument) -> tuple[Panel, ...]:
    """All that the page shows, in its order."""
    return (
        points_panel(trials, instrument),
        parts_panel(trials, instrument),
        coverage_panel(trials, instrument),
        *(confusion_panel(trial, instrument) for trial in trials),
        careless_panel(trials, instrument),
        time_panel(trials, instrument),
    )


def _about(trials: Sequence[EditionTrial], instrument: Instrument, seed: int) -> str:
    low, high = min(DISCRIMINATIONS), max(DISCRIMINATIONS)
    count = f"{trials[0].respondents:,} for each of {len(trials)} editions, seed {seed}"
    what = (
        f"Nobody answered here. Respondents were drawn ({count}), whose true positions are known; they "
        "answered through a graded response model (Samejima, 1969) and were scored as people are. So this "
        "tells what the arithmetic and the number of items can do. Whether these words measure what they are "
        "meant to, only real answers can tell."
    )
    model = (
        f"The model takes all items to be about as good: discriminations of {low} to {high}, difficulties "
        f"within {max(DIFFICULTIES)} standard deviations of the middle; facet positions correlate "
        f"{GENERAL_SHARE + DOMAIN_SHARE:.2f} within a domain and {GENERAL_SHARE:.2f} across. "
        f"Instrument {instrument.id}, SHA-256 {instrument.sha256}."
    )
    return "\n".join(f"<p>{html.escape(sentences)}</p>" for sentences in (what, model))


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
