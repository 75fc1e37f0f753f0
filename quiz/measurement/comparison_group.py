"""Comparison group: where a headline stands among those who took the same edition of the same version here.

They are whoever came and let their headline count: no norm of anything. What others are shown of them is a
release: counts in a few wide classes, each blurred by chance before anybody sees it, and made anew only when
the group has doubled. Dwork, C., McSherry, F., Nissim, K. & Smith, A. (2006), Calibrating noise to
sensitivity in private data analysis; for whole numbers Ghosh, A., Roughgarden, T. & Sundararajan, M. (2009),
Universally utility-maximizing privacy mechanisms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from math import ceil, exp, floor, sqrt

from quiz.instrument.instrument import SCORE_MAX
from quiz.measurement.profile import Score

FIRST_RELEASE = 30
"""People. The next releases are at twice as many, and again: 60, 120 …"""

FIRST_DAYS = 3
"""Days on which the first release's results were begun, at least: nobody makes a group in one sitting."""

EPSILON = 1
"""Of one release: whatever somebody knows of all others, it makes no result of a person more than e^EPSILON =
2.72 times as likely, beside any other that person could have. Who is in three releases has that three
times."""

CLASSES = 5
"""Of equal width on 0 to 100: the fewer there are, the less blur adds up."""

CHANGED_AT_MOST = 2
"""Counts that one person's other result would change: the class it leaves, and the one it goes to."""

OUT_OF = 10
"""What is told is so many in ten."""

_RETENTION = exp(-EPSILON / CHANGED_AT_MOST)
BLUR_SD = sqrt(2 * _RETENTION) / (1 - _RETENTION)
"""People: the standard deviation of what chance adds to one count, 2.80."""

_REACH = 1.96

Below = Callable[[int], int]
"""A whole number from 0 to one less than its argument, each as likely; from a source nobody can foresee."""


@dataclass(frozen=True)
class Release:
    """What is shown of so many people: blurred counts by class, lowest first; some may be below 0."""

    people: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """From `low` to `high` in OUT_OF stand nearer to the low pole: band and blur together."""

    low: int
    high: int


def release_due(counting: int, days: int, released: int) -> int | None:
    """The size of the release that is due when so many count, or None.

    `released` is the last release's size, or 0; then their results must have been begun on FIRST_DAYS `days`.
    """
    size = 2 * released or FIRST_RELEASE
    if counting < size or (not released and days < FIRST_DAYS):
        return None
    while 2 * size <= counting:
        size *= 2
    return size


def class_counts(points: Iterable[float]) -> tuple[int, ...]:
    """How many scores of 0 to 100 lie in each class; one on a border in the upper."""
    counts = [0] * CLASSES
    for each in points:
        counts[_class_of(each)] += 1
    return tuple(counts)


def blurred(counts: Iterable[int], below: Below) -> tuple[int, ...]:
    """Each count plus two-sided geometric noise: so that k is added has the probability (1 − a)/(1 + a) ·
    a^|k|, a = exp(−EPSILON / CHANGED_AT_MOST)."""
    return tuple(each + _waits(below) - _waits(below) for each in counts)


def place_of(score: Score, release: Release) -> Place | None:
    """Where a score stands in the group; None when the release leaves everything open."""
    margin = 100 * _REACH * BLUR_SD * sqrt(CLASSES) / 2 / release.people
    low = floor(max(0.0, _percentile(score.low, release) - margin) * OUT_OF / 100)
    high = ceil(min(100.0, _percentile(score.high, release) + margin) * OUT_OF / 100)
    return Place(low, high) if (low, high) != (0, OUT_OF) else None


def _percentile(points: float, release: Release) -> float:
    """The share of the group below these points, 0 to 100; within a class, as if all were spread evenly."""
    counts = [max(0, each) for each in release.counts]
    own = _class_of(points)
    inside = points * CLASSES / SCORE_MAX - own
    return 100 * (sum(counts[:own]) + inside * counts[own]) / max(1, sum(counts))


def _class_of(points: float) -> int:
    return min(CLASSES - 1, floor(points * CLASSES / SCORE_MAX))


def _waits(below: Below) -> int:
    """How often in a row something of the probability a comes about: at least k times with a^k."""
    return next(times for times in count() if not _is_kept(below))


def _is_kept(below: Below) -> bool:
    """With the probability exp(−EPSILON / CHANGED_AT_MOST), from whole numbers alone: no rounding of a
    logarithm tells what was blurred. Canonne, Kamath & Steinke (2020), The discrete Gaussian, algorithm 1."""
    lost_at = next(turn for turn in count(1) if below(CHANGED_AT_MOST * turn) >= EPSILON)
    return lost_at % 2 == 1
