"""Which answers made a facet's score: how far each pulled it away from the middle, and which way."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.measurement.instrument import SCORE_MID, Edition, Instrument, Item
from quiz.measurement.responses import PASSED_OVER, Responses
from quiz.measurement.scoring import keyed_values


@dataclass(frozen=True)
class Pull:
    """One item's part in its facet's score.

    `value` is its keyed value (0-100), `pull` the points it moved the score from 50: below 0 towards the
    superstar pole, above 0 towards the enabler pole. All three are None for an item without an answer.
    """

    item: Item
    option: int | None
    value: float | None
    pull: float | None


def explain(
    facet_id: str, responses: Responses, edition: Edition, instrument: Instrument
) -> tuple[Pull, ...]:
    """The pulls of a facet's items, in the edition's order.

    With n answered items, pull = (value - 50) / n; so the pulls sum to score - 50.
    Raises KeyError for a facet the instrument does not have.
    """
    facet = instrument.facets_by_id[facet_id]
    values = keyed_values(responses, edition, instrument)
    items = edition.items_of(facet.id)
    answers = sum(item.id in values for item in items)
    return tuple(
        Pull(item, responses[item.id], values[item.id], (values[item.id] - SCORE_MID) / answers)
        if item.id in values
        else Pull(item, PASSED_OVER, None, None)
        for item in items
    )
