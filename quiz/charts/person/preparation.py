"""Getting ready before anyone waits: Plotly takes half a second to import and to check its first figures."""

from __future__ import annotations

from quiz.charts.base.prototype import prototype_of
from quiz.charts.person.facets import draw_facets
from quiz.charts.person.headline import draw_headline
from quiz.charts.person.map import draw_map
from quiz.instrument.instrument import Instrument


def prepare_charts(instrument: Instrument) -> None:
    """Build and keep the instrument's prototypes, so that its first result costs what every other does."""
    for draw in (draw_headline, draw_map, draw_facets):
        prototype_of(instrument, draw)
