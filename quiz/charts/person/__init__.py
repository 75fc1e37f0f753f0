"""One person's charts: headline, map, facets, and the path over the map."""

from quiz.charts.base.prototype import prototype_of
from quiz.charts.person.facets import draw_facets
from quiz.charts.person.headline import draw_headline
from quiz.charts.person.map import draw_map
from quiz.instrument.instrument import Instrument


def prepare_charts(instrument: Instrument) -> None:
    """Build the prototypes before anyone waits: Plotly takes half a second for the first one."""
    for draw in (draw_headline, draw_map, draw_facets):
        prototype_of(instrument, draw)
