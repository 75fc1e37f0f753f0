"""Scoring: from responses to keyed values, what is still needed for a score, and what pulled it which way.

How sure a raw score is belongs to `precision`; what may be said about it to `interpretation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, fsum
from typing import NamedTuple

from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, Edition, Instrument, Item, Statement
from quiz.measurement.responses import PASSED_OVER, OptionOutOfRangeError, Responses, check_responses

SHARE_NEEDED = 0.5
"""A facet is scored when at least this share of its items is answered: 3 of 5, or 1 of 2."""


class Pull(NamedTuple):
    """One item's part in its facet's score.

    `value` is its keyed value (0-100), `pull` the points it moved the score from 50: below 0 towards the
    superstar pole, above 0 towards the enabler pole. All three are None for an item without an answer.
    """

    item: Item
    option: int | None
    value: float | None
    pull: float | None


def keyed_value(item: Item, option: int, instrument: Instrument) -> float:
    """What choosing `option` (1-based) of `item` is worth: 0 (superstar pole) to 100 (enabler pole).

    A statement with A response options: x' = x when keyed "+", A + 1 - x when keyed "-";
    then 100 (x' - 1) / (A - 1). A situation's option carries its value at once.
    Raises OptionOutOfRangeError when the item has no such option.
    """
    values = _option_values(item, instrument)
    if option not in values:
        raise OptionOutOfRangeError(f"{item.id}: got option {option}, expected 1 to {len(values)}")
    return values[option]


def keyed_values(responses: Responses, edition: Edition, instrument: Instrument) -> dict[str, float]:
    """Item id to keyed value (0-100) of the answered items, in the edition's order.

    Raises UnknownItemError or OptionOutOfRangeError for responses that break a rule.
    """
    key = scoring_key(edition, instrument)
    _check(responses, key, edition, instrument)
    return {
        item_id: option_values[option]
        for item_id, option_values in key.option_values.items()
        if (option := responses.get(item_id)) is not None
    }


def keyed_values_by_facet(
    responses: Responses, edition: Edition, instrument: Instrument
) -> dict[str, tuple[float, ...]]:
    """Facet id to the keyed values of its answered items; every facet is there, be it empty."""
    key = scoring_key(edition, instrument)
    _check(responses, key, edition, instrument)
    given = responses.get
    return {
        facet_id: tuple(
            [values[option] for item_id, values in items if (option := given(item_id)) is not None]
        )
        for facet_id, items in key.values_by_facet.items()
    }


def answers_still_needed(responses: Responses, edition: Edition, instrument: Instrument) -> dict[str, int]:
    """The facets that would stay unscored, each with how many more answers it needs (at least 1)."""
    needed = scoring_key(edition, instrument).answers_needed
    return {
        facet_id: needed[facet_id] - len(values)
        for facet_id, values in keyed_values_by_facet(responses, edition, instrument).items()
        if len(values) < needed[facet_id]
    }


def explanations(
    responses: Responses, edition: Edition, instrument: Instrument
) -> dict[str, tuple[Pull, ...]]:
    """Facet id to the pulls of its items, in the edition's order.

    With n answered items, pull = (value - 50) / n; so the pulls of a facet sum to its score - 50.
    """
    values = keyed_values(responses, edition, instrument)
    return {facet.id: _pulls(edition.items_of(facet.id), responses, values) for facet in instrument.facets}


def mean(values: tuple[float, ...]) -> float:
    """The arithmetic mean; `fsum` makes it independent of the order, to the last bit."""
    return fsum(values) / len(values)


@dataclass(frozen=True, eq=False)
class ScoringKey:
    """What is the same for every respondent of an edition, worked out once."""

    option_values: Mapping[str, Mapping[int, float]]
    values_by_facet: Mapping[str, tuple[tuple[str, Mapping[int, float]], ...]]
    possible: frozenset[tuple[str, int | None]]
    answers_needed: Mapping[str, int]


def scoring_key(edition: Edition, instrument: Instrument) -> ScoringKey:
    """The scoring key of an edition, remembered for as long as the same two objects are in use."""
    identity = (id(edition), id(instrument))
    remembered = _remembered_keys.get(identity)
    if remembered is None:
        if len(_remembered_keys) >= _KEYS_REMEMBERED:
            _remembered_keys.clear()
        remembered = (edition, instrument, _build_key(edition, instrument))
        _remembered_keys[identity] = remembered
    return remembered[2]


_KEYS_REMEMBERED = 64
"""More than any one server needs: two editions of each instrument version still being answered."""

# Hashing an instrument would cost more than scoring with it, hence keys by identity. The objects are kept
# beside their key, so that no other object can come to have the same id.
_remembered_keys: dict[tuple[int, int], tuple[Edition, Instrument, ScoringKey]] = {}


def _pulls(items: tuple[Item, ...], responses: Responses, values: Mapping[str, float]) -> tuple[Pull, ...]:
    given = [values.get(item.id) for item in items]
    answers = len(given) - given.count(None)
    return tuple(
        Pull(item, PASSED_OVER, None, None)
        if value is None
        else Pull(item, responses[item.id], value, (value - SCORE_MID) / answers)
        for item, value in zip(items, given, strict=True)
    )


def _check(responses: Responses, key: ScoringKey, edition: Edition, instrument: Instrument) -> None:
    """What breaks a rule is looked for only when something does: most response sets are in order."""
    if not key.possible.issuperset(responses.items()):
        check_responses(responses, edition, instrument)


def _build_key(edition: Edition, instrument: Instrument) -> ScoringKey:
    items = {facet.id: edition.items_of(facet.id) for facet in instrument.facets}
    option_values = {item.id: _option_values(item, instrument) for item in edition.items}
    return ScoringKey(
        option_values=option_values,
        values_by_facet={
            facet_id: tuple((item.id, option_values[item.id]) for item in of_facet)
            for facet_id, of_facet in items.items()
        },
        possible=frozenset(
            (item_id, option) for item_id, values in option_values.items() for option in (None, *values)
        ),
        answers_needed={
            facet_id: max(1, ceil(SHARE_NEEDED * len(of_facet))) for facet_id, of_facet in items.items()
        },
    )


def _option_values(item: Item, instrument: Instrument) -> dict[int, float]:
    if not isinstance(item, Statement):
        return {number: option.value for number, option in enumerate(item.options, start=1)}
    steps = len(instrument.response_format) - 1
    rising = [SCORE_MAX * step / steps for step in range(steps + 1)]
    return dict(enumerate(rising if item.keyed == "+" else reversed(rising), start=1))
