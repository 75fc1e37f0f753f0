"""From responses to raw scores: keyed values, facet means, and the rule for missing answers.

How sure a raw score is belongs to `precision`; what may be said about it to `interpretation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, fsum

from quiz.instrument.instrument import SCORE_MAX, Edition, Instrument, Item, Statement
from quiz.measurement.responses import OptionOutOfRangeError, Responses, check_responses

SHARE_NEEDED = 0.5
"""A facet is scored when at least this share of its items is answered: 3 of 5, or 1 of 2."""


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


def facet_raw_scores(
    responses: Responses, edition: Edition, instrument: Instrument
) -> dict[str, float | None]:
    """Facet id to the mean of its answered items (0-100), or None while too few are answered."""
    needed = answers_still_needed(responses, edition, instrument)
    return {
        facet_id: None if facet_id in needed else mean(values)
        for facet_id, values in keyed_values_by_facet(responses, edition, instrument).items()
    }


def answers_still_needed(responses: Responses, edition: Edition, instrument: Instrument) -> dict[str, int]:
    """The facets that would stay unscored, each with how many more answers it needs (at least 1)."""
    needed = scoring_key(edition, instrument).answers_needed
    return {
        facet_id: needed[facet_id] - len(values)
        for facet_id, values in keyed_values_by_facet(responses, edition, instrument).items()
        if len(values) < needed[facet_id]
    }


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


def _check(responses: Responses, key: ScoringKey, edition: Edition, instrument: Instrument) -> None:
    """What breaks a rule is looked for only when something does: most response sets are in order."""
    if not key.possible.issuperset(responses.items()):
        check_responses(responses, edition, instrument)


def _build_key(edition: Edition, instrument: Instrument) -> ScoringKey:
    items_by_facet = {
        facet.id: tuple(item.id for item in edition.items_of(facet.id)) for facet in instrument.facets
    }
    option_values = {item.id: _option_values(item, instrument) for item in edition.items}
    return ScoringKey(
        option_values=option_values,
        values_by_facet={
            facet_id: tuple((item_id, option_values[item_id]) for item_id in item_ids)
            for facet_id, item_ids in items_by_facet.items()
        },
        possible=frozenset(
            (item_id, option) for item_id, values in option_values.items() for option in (None, *values)
        ),
        answers_needed={
            facet_id: max(1, ceil(SHARE_NEEDED * len(item_ids)))
            for facet_id, item_ids in items_by_facet.items()
        },
    )


def _option_values(item: Item, instrument: Instrument) -> dict[int, float]:
    if not isinstance(item, Statement):
        return {number: option.value for number, option in enumerate(item.options, start=1)}
    steps = len(instrument.response_format) - 1
    rising = [SCORE_MAX * step / steps for step in range(steps + 1)]
    return dict(enumerate(rising if item.keyed == "+" else reversed(rising), start=1))
