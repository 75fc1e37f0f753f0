"""Which items deserve a second look, and from which limit on; a flag is a question, not a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.instrument.instrument import SCORE_MAX, SCORE_MIN
from quiz.measurement.reliability.figures import Figure, Flag

LEAST_ITEM_REST = 0.2
"""Below it an item shares less than 4 % of its variance with the others of its facet. The usual rule of thumb
(Streiner, D. L. & Norman, G. R., Health measurement scales, Oxford University Press, ch. 5, after Kline)."""

NEAR_POLE = 15.0
"""Points: a mean so near a pole leaves no room on one side; on five points it is 1.6, or 4.4."""

LEAST_SD = 15.0
"""Points: little over half a step of the five-point format."""

MOST_NOT_ANSWERED = 0.2
"""Of the respondents; whom it does not fit, the facet is scored for on fewer answers."""


def item_flags(mean: Figure, sd: Figure, item_rest: Figure, share_not_answered: float) -> tuple[Flag, ...]:
    """The flags of an item with these figures; a figure that is missing raises none."""
    return tuple(_flags(mean.value, sd.value, item_rest.value, share_not_answered))


def _flags(mean: float | None, sd: float | None, item_rest: float | None, missed: float) -> Iterator[Flag]:
    if item_rest is not None and item_rest < LEAST_ITEM_REST:
        yield Flag.LOW_ITEM_REST
    if mean is not None and mean < SCORE_MIN + NEAR_POLE:
        yield Flag.NEAR_LOW_POLE
    if mean is not None and mean > SCORE_MAX - NEAR_POLE:
        yield Flag.NEAR_HIGH_POLE
    if sd is not None and sd < LEAST_SD:
        yield Flag.LITTLE_VARIANCE
    if missed > MOST_NOT_ANSWERED:
        yield Flag.PASSED_OVER
