"""Simulated figures of this version of the scoring, for pages that cannot wait for the simulation.

`tests/evidence/test_simulation.py` works the figures out again and compares; with `-s` it prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from quiz.instrument.instrument import Edition, Instrument


@dataclass(frozen=True)
class SimulatedFigure:
    """A level's correlation with the true scores, per cent of bands that hold them, mean SEM in points."""

    level: str
    correlation: float
    coverage: float
    mean_sem: float


RESPONDENTS: Final = 2_000
FACETS: Final = 8

_BY_ITEMS_A_FACET = {
    5: (
        SimulatedFigure("headline", 0.955, 94.9, 3.8),
        SimulatedFigure("domains", 0.937, 95.1, 5.3),
        SimulatedFigure("facets", 0.862, 95.1, 10.6),
    ),
    4: (
        SimulatedFigure("headline", 0.945, 94.8, 4.2),
        SimulatedFigure("domains", 0.921, 94.2, 6.0),
        SimulatedFigure("facets", 0.832, 95.0, 11.9),
    ),
    2: (
        SimulatedFigure("headline", 0.900, 94.0, 5.8),
        SimulatedFigure("domains", 0.867, 94.3, 8.2),
        SimulatedFigure("facets", 0.735, 95.1, 16.4),
    ),
}


def simulated_figures(edition: Edition, instrument: Instrument) -> tuple[SimulatedFigure, ...]:
    """The figures for an edition of this shape; none for shapes that were not simulated.

    They know how many items there are and nothing of their words, so they are the same for every instrument
    of the shape.
    """
    sizes = {len(edition.items_of(facet.id)) for facet in instrument.facets}
    if len(instrument.facets) != FACETS or len(sizes) != 1:
        return ()
    return _BY_ITEMS_A_FACET.get(sizes.pop(), ())
