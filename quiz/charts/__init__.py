"""Charts of a profile: Plotly figures, each with its words and its table. Nothing here knows people."""

from quiz.charts.chart import Bar, Chart, Table, TableRow
from quiz.charts.facets_figure import facets_figure
from quiz.charts.headline_figure import headline_figure
from quiz.charts.map_figure import map_figure
from quiz.charts.preparation import prepare_charts

__all__ = [
    "Bar",
    "Chart",
    "Table",
    "TableRow",
    "facets_figure",
    "headline_figure",
    "map_figure",
    "prepare_charts",
]
