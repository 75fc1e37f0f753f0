"""Charts of a profile, of two, of one over time, and of a team: figures, words, tables. Knows no people."""

from quiz.charts.chart import Bar, Chart, Table, TableRow
from quiz.charts.facets_figure import facets_figure
from quiz.charts.headline_figure import headline_figure
from quiz.charts.map_figure import map_figure
from quiz.charts.pair import Labelled
from quiz.charts.pair_facets_figure import pair_facets_figure
from quiz.charts.pair_headline_figure import pair_headline_figure
from quiz.charts.pair_map_figure import pair_map_figure
from quiz.charts.preparation import prepare_charts
from quiz.charts.progress_map_figure import progress_map_figure
from quiz.charts.rounds_figure import rounds_figure
from quiz.charts.team_facets_figure import team_facets_figure
from quiz.charts.team_map_figure import team_map_figure

__all__ = [
    "Bar",
    "Chart",
    "Labelled",
    "Table",
    "TableRow",
    "facets_figure",
    "headline_figure",
    "map_figure",
    "pair_facets_figure",
    "pair_headline_figure",
    "pair_map_figure",
    "prepare_charts",
    "progress_map_figure",
    "rounds_figure",
    "team_facets_figure",
    "team_map_figure",
]
