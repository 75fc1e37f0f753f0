"""Which answers made a facet's score: how far each pulled it away from the middle, and which way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quiz.instrument.instrument import SCORE_MID, Edition, Instrument, Item
from quiz.measurement.responses import PASSED_OVER, Responses
from quiz.measurement.scoring import keyed_values


class Pull(NamedTuple):
    """One item's part in its facet's score.

    `value` is its keyed value (0-100), `pull` the points it moved the score from 50: below 0 towards the
    superstar pole, above 0 towards the enabler pole. All three are None for an item without an answer.
    """

    item: Item
    option: int | None
    value: float | None
    pull: float | None


def explanations(
    responses: Responses, edition: Edition, instrument: Instrument
) -> dict[str, tuple[Pull, ...]]:
    """Facet id to the pulls of its items, in the edition's order.

    With n answered items, pull = (value - 50) / n; so the pulls of a facet sum to its score - 50.
    """
    values = keyed_values(responses, edition, instrument)
    return {facet.id: _pulls(edition.items_of(facet.id), responses, values) for facet in instrument.facets}


def _pulls(items: tuple[Item, ...], responses: Responses, values: Mapping[str, float]) -> tuple[Pull, ...]:
    given = [values.get(item.id) for item in items]
    answers = len(given) - given.count(None)
    return tuple(
        [
            Pull(item, PASSED_OVER, None, None)
            if value is None
            else Pull(item, responses[item.id], value, (value - SCORE_MID) / answers)
            for item, value in zip(items, given, strict=True)
        ]
    )
