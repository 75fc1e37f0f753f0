"""Responses of a made-up person, so that a result can be shown to whoever has none. Nobody gave them.

They are chosen by pole and not by item, so that every instrument has them.
"""

from __future__ import annotations

from quiz.instrument.instrument import Edition, Instrument, Item
from quiz.measurement.responses import Responses
from quiz.measurement.scoring import keyed_value

PLACES = (90, 70, 75, 55, 30, 20, 45, 15)
"""Of the facets in their order, from 0 to 100; from the first one again, where there are more."""

APART = 20
"""Points by which answers lie beside their facet's place, on either side in turn: nobody answers evenly."""


def made_up_edition(instrument: Instrument) -> Edition:
    """The edition that asks most, for its result says most."""
    return max(instrument.editions.values(), key=lambda edition: len(edition.items))


def made_up_responses(edition: Edition, instrument: Instrument) -> Responses:
    """To each item the option that is worth what comes nearest to the person's place; the same every time."""
    responses: dict[str, int | None] = {}
    for number, facet in enumerate(instrument.facets):
        place = PLACES[number % len(PLACES)]
        for at, item in enumerate(edition.items_of(facet.id)):
            responses[item.id] = _nearest(item, place - APART if at % 2 else place + APART, instrument)
    return responses


def _nearest(item: Item, place: float, instrument: Instrument) -> int:
    options = range(1, instrument.option_count(item) + 1)
    return min(options, key=lambda option: abs(keyed_value(item, option, instrument) - place))
