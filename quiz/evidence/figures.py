"""Figures: what can be known of an instrument from the answers to one edition of it.

A figure that is missing says why. Nothing here leads to a person: fewer than a few dozen get no figures.
Which items deserve a second look is a question, not a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from quiz.instrument.instrument import SCORE_MAX, SCORE_MIN

LEAST_FOR_MEANS = 30
"""Respondents for means, SDs and alpha: a mean's standard error is then under a fifth of the SD, and alpha
has its interval beside it, which is wide and says so. Pilot studies take 30 (Johanson, G. A. & Brooks, G. P.,
2010, Initial scale development, Educational and Psychological Measurement 70, 394-400)."""

LEAST_FOR_CORRELATIONS = 100
"""Respondents for what comes without an interval: item-rest correlations, omega, SEM. A correlation of 0.3
has a standard error of 0.09 then, and one of 0.17 at 30, which would not tell a poor item from a good one."""

LEAST_FOR_SHARES = 200
"""Respondents for the shares of variance: a correlation of facets has a standard error of 0.06 then."""

LEAST_ITEM_REST = 0.2
"""Below it an item shares less than 4 % of its variance with the others of its facet. The usual rule of thumb
(Streiner, D. L. & Norman, G. R., Health measurement scales, Oxford University Press, ch. 5, after Kline)."""

NEAR_POLE = 15.0
"""Points: a mean so near a pole leaves no room on one side; on five points it is 1.6, or 4.4."""

LEAST_SD = 15.0
"""Points: little over half a step of the five-point format."""

MOST_NOT_ANSWERED = 0.2
"""Of the respondents; whom it does not fit, the facet is scored for on fewer answers."""


class Absent(StrEnum):
    """Why there is no figure."""

    TOO_FEW = "too few"
    TOO_FEW_ITEMS = "too few items"
    NO_VARIANCE = "no variance"
    NO_SOLUTION = "no solution"
    NOT_INSTALLED = "install the analysis extra"
    NOT_MEANT = "not meant for this scale"


@dataclass(frozen=True)
class Figure:
    """A number, or why there is none: exactly one of the two."""

    value: float | None = None
    absent: Absent | None = None

    @classmethod
    def of(cls, value: float | None, otherwise: Absent = Absent.NO_VARIANCE) -> Figure:
        return cls(absent=otherwise) if value is None else cls(value)


class Flag(StrEnum):
    """What is doubtful about an item; a figure beyond one of the limits above."""

    LOW_ITEM_REST = "goes with the other items too little"
    NEAR_LOW_POLE = "nearly everybody answers towards the low pole"
    NEAR_HIGH_POLE = "nearly everybody answers towards the high pole"
    LITTLE_VARIANCE = "nearly everybody answers alike"
    PASSED_OVER = "passed over by many"


@dataclass(frozen=True)
class ItemStatistics:
    """One item over all respondents of the edition; keyed values, so points from 0 to 100.

    `answered` and `not_answered` (passed over, or without a response) add up to the respondents;
    `item_rest` is over those who answered every item of the facet; `option_counts` is in the key's order, and
    empty below LEAST_FOR_MEANS.
    """

    id: str
    facet: str
    answered: int
    not_answered: int
    mean: Figure
    sd: Figure
    item_rest: Figure
    option_counts: tuple[int, ...]
    flags: tuple[Flag, ...]


ScaleKind = Literal["facet", "domain", "headline"]


@dataclass(frozen=True)
class ScaleStatistics:
    """One scored set of items; mean, SD and SEM in points.

    `scored` respondents have the score. `complete` ones answered every item: alpha and omega of a facet are
    theirs. `reliability` is alpha for a facet, with Feldt's 95 % interval, and stratified alpha for a domain
    and the headline, which are means of facets and were never meant to have one factor.
    """

    kind: ScaleKind
    id: str
    items: int
    scored: int
    complete: int
    mean: Figure
    sd: Figure
    reliability: Figure
    reliability_low: Figure
    reliability_high: Figure
    omega: Figure
    sem: Figure


@dataclass(frozen=True)
class ShareStatistics:
    """What facets' true scores vary by: shares common to all, to those of a domain, and a facet's own.

    Together 1; `sd` in points. Of the `n` respondents who have a score on every facet. They stand beside the
    shares that `measurement.posterior` takes, and change nothing about them.
    """

    n: int
    general: Figure
    domain: Figure
    own: Figure
    sd: Figure


@dataclass(frozen=True)
class EditionStatistics:
    """All figures of one edition of one instrument version; scales from the headline down."""

    instrument_id: str
    version: int
    sha256: str
    edition: str
    respondents: int
    scales: tuple[ScaleStatistics, ...]
    shares: ShareStatistics
    items: tuple[ItemStatistics, ...]

    @property
    def flagged(self) -> tuple[ItemStatistics, ...]:
        return tuple(item for item in self.items if item.flags)


def item_flags(mean: Figure, sd: Figure, item_rest: Figure, share_not_answered: float) -> tuple[Flag, ...]:
    """The flags of an item with these figures; a figure that is missing raises none."""
    raised = {
        Flag.LOW_ITEM_REST: _is_below(item_rest, LEAST_ITEM_REST),
        Flag.NEAR_LOW_POLE: _is_below(mean, SCORE_MIN + NEAR_POLE),
        Flag.NEAR_HIGH_POLE: mean.value is not None and mean.value > SCORE_MAX - NEAR_POLE,
        Flag.LITTLE_VARIANCE: _is_below(sd, LEAST_SD),
        Flag.PASSED_OVER: share_not_answered > MOST_NOT_ANSWERED,
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)


def _is_below(figure: Figure, limit: float) -> bool:
    return figure.value is not None and figure.value < limit
