"""Quality of answers: signs that they were given in a hurry.

They are told to the respondent alone, as a reason to look again or to take it again. No answer is dropped or
weighed less because of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from quiz.instrument.instrument import Edition, Instrument, Statement
from quiz.measurement.responses import Responses
from quiz.measurement.scoring import keyed_values, mean

FAST_SECONDS = 2
"""Nobody reads an item and chooses in less, at the median (Huang et al. 2012)."""

MOST_SECONDS = 10
"""Longer medians are all the same to us, so nothing longer is kept of anybody."""

FACETS_BOTH_WAYS = 3
"""One facet agreed with from both ends is common and can be true; in three of them it is a sign."""

LEAST_CONSISTENCY = 0.3
"""Of the even-odd consistency (Jackson 1977, after Johnson 2005)."""

_LEAST_FACETS = 3
# Two points always lie on a line: their correlation says nothing.


@dataclass(frozen=True)
class Quality:
    """What was seen of how someone answered.

    `median_seconds` an item, rounded down, MOST_SECONDS at most, None when it was not measured;
    `both_ways` the facets agreed with from both ends; `consistency` from -1 to 1, None when it is undefined.
    """

    median_seconds: int | None
    both_ways: tuple[str, ...]
    consistency: float | None

    @property
    def is_fast(self) -> bool:
        return self.median_seconds is not None and self.median_seconds < FAST_SECONDS

    @property
    def is_inconsistent(self) -> bool:
        is_low = self.consistency is not None and self.consistency < LEAST_CONSISTENCY
        return is_low or len(self.both_ways) >= FACETS_BOTH_WAYS

    @property
    def is_rushed(self) -> bool:
        """Both at once: fast people may be sure, and inconsistent answers may be true ones."""
        return self.is_fast and self.is_inconsistent


def quality_of(
    responses: Responses, edition: Edition, instrument: Instrument, median_seconds: int | None
) -> Quality:
    """Look for signs in one respondent's responses.

    Raises UnknownItemError or OptionOutOfRangeError for responses that break a rule.
    """
    return Quality(
        median_seconds=median_seconds,
        both_ways=facets_agreed_both_ways(responses, edition, instrument),
        consistency=even_odd_consistency(responses, edition, instrument),
    )


def facets_agreed_both_ways(
    responses: Responses, edition: Edition, instrument: Instrument
) -> tuple[str, ...]:
    """The facets whose statements of either direction were, at the mean, agreed with.

    Agreed means above the middle of the response format, (A + 1) / 2 of the options 1 to A.
    """
    middle = (len(instrument.response_format) + 1) / 2

    def is_agreed(facet_id: str, keyed: str) -> bool:
        chosen = tuple(
            float(option)
            for item in edition.items_of(facet_id)
            if isinstance(item, Statement) and item.keyed == keyed
            if (option := responses.get(item.id)) is not None
        )
        return bool(chosen) and mean(chosen) > middle

    return tuple(
        facet.id for facet in instrument.facets if is_agreed(facet.id, "+") and is_agreed(facet.id, "-")
    )


def even_odd_consistency(responses: Responses, edition: Edition, instrument: Instrument) -> float | None:
    """How far the two halves of every facet tell the same of this respondent, from -1 to 1.

    A facet's items are split by their place in the edition: first, third, … and second, fourth, …; r is the
    correlation of the two halves' mean keyed values over the facets, stepped up to the full length after
    Spearman and Brown: 2r / (1 + r), -1 at least (Johnson 2005). None when fewer than three facets have
    answers in both halves, or when one half is the same in all of them.
    """
    halves = list(_halves(responses, edition, instrument))
    if len(halves) < _LEAST_FACETS:
        return None
    odd, even = zip(*halves, strict=True)
    if len(set(odd)) == 1 or len(set(even)) == 1:
        return None
    try:
        r = correlation(odd, even)
    except StatisticsError:
        return None
    return max(-1.0, min(1.0, 2 * r / (1 + r))) if r > -1 else -1.0


def _halves(responses: Responses, edition: Edition, instrument: Instrument) -> Iterator[tuple[float, float]]:
    values = keyed_values(responses, edition, instrument)
    for facet in instrument.facets:
        items = edition.items_of(facet.id)
        odd, even = (
            tuple(values[item.id] for item in items[start::2] if item.id in values) for start in (0, 1)
        )
        if odd and even:
            yield mean(odd), mean(even)
