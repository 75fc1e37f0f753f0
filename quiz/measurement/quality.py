"""Quality of answers: signs that they were given in a hurry.

They are told to the respondent alone, as a reason to look again or to take it again. No answer is dropped or
weighed less because of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean, pvariance

from quiz.instrument.instrument import Edition, Instrument, Statement
from quiz.measurement.precision import pooled_spread
from quiz.measurement.responses import Responses
from quiz.measurement.scoring import keyed_values_by_facet, mean, scoring_key

FAST_SECONDS = 2
"""Nobody reads an item and chooses in less, at the median (Huang et al. 2012)."""

MOST_SECONDS = 10
"""Longer medians are all the same to us, so nothing longer is kept of anybody."""

LEAST_SHARE, LEAST_SHARE_OF_FEW = 0.95, 0.877
"""Of the spread that dice have: from there on answers scatter. The second where a facet has few items."""

FEW_ITEMS = 3
"""Of a facet: below, one pair of answers says little, and many who read carefully scatter as well."""

LEAST_ANSWERS = 8
"""Fewer in a row may follow a pattern by chance."""


class Pattern(StrEnum):
    """One way to choose options without reading, over all statements in the order they were asked."""

    ONE_OPTION = "one option"
    TWO_IN_TURN = "two in turn"


@dataclass(frozen=True)
class Quality:
    """What was seen of how someone answered.

    `median_seconds` an item, rounded down, MOST_SECONDS at most, None when it was not measured; `spread` the
    points by which answers to the same facet differ, None when that is unknown, and `least_spread` where
    scattering begins; `both_ways` the facets agreed with from both ends.
    """

    median_seconds: int | None
    both_ways: tuple[str, ...]
    spread: float | None
    least_spread: float
    pattern: Pattern | None

    @property
    def is_fast(self) -> bool:
        return self.median_seconds is not None and self.median_seconds < FAST_SECONDS

    @property
    def is_scattered(self) -> bool:
        """Whether the answers to one facet differ about as much as dice would make them."""
        return self.spread is not None and self.spread >= self.least_spread

    @property
    def is_rushed(self) -> bool:
        """Both at once: fast people may be sure, and scattered or even answers may be true ones."""
        return self.is_fast and (self.is_scattered or self.pattern is not None)


def quality_of(
    responses: Responses, edition: Edition, instrument: Instrument, median_seconds: int | None
) -> Quality:
    """Look for signs in one respondent's responses.

    Raises UnknownItemError or OptionOutOfRangeError for responses that break a rule.
    """
    spread = pooled_spread(keyed_values_by_facet(responses, edition, instrument).values())
    return Quality(
        median_seconds=median_seconds,
        both_ways=facets_agreed_both_ways(responses, edition, instrument),
        spread=spread.sd if spread.df else None,
        least_spread=least_spread(edition, instrument),
        pattern=pattern_of(responses, edition),
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


def least_spread(edition: Edition, instrument: Instrument) -> float:
    """The points from which answers are said to scatter: a share of the spread that dice have.

    That is √(mean over the items of σ²ᵢ), σ²ᵢ the variance of what the item's options are worth.
    """
    option_values = scoring_key(edition, instrument).option_values
    dice = sqrt(fmean(pvariance(values.values()) for values in option_values.values()))
    has_few = len(edition.items) < FEW_ITEMS * len(instrument.facets)
    return dice * (LEAST_SHARE_OF_FEW if has_few else LEAST_SHARE)


def pattern_of(responses: Responses, edition: Edition) -> Pattern | None:
    """The pattern of all answered statements; None when there is none, or fewer than LEAST_ANSWERS."""
    chosen = [
        option
        for item in edition.items
        if isinstance(item, Statement) and (option := responses.get(item.id)) is not None
    ]
    if len(chosen) < LEAST_ANSWERS or chosen[2:] != chosen[:-2]:
        return None
    return Pattern.ONE_OPTION if chosen[0] == chosen[1] else Pattern.TWO_IN_TURN
