"""Where a score stands among those of the people who took the same edition of the same version here.

They are whoever came and let their scores count: no norm of anything. So what is said of them is rounded, and
nothing is said of few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor

from quiz.measurement.profile import Profile, Score

HEADLINE = "headline"
"""The headline's name among the scores that count; the others go by their domain's id."""

LEAST_SHOWN = 30
LEAST_FOR_PERCENTILES = 200
"""People: below the first nothing is said, below the second it is said in tenths."""

STEP, STEP_SHARE = 5, 0.05
"""What is shown changes by so many people at once, or by this share of the group if that is more: whoever
looks before and after somebody came learns nothing of that one."""

_TENTHS, _HUNDREDTHS, _HUNDREDTHS_STEP = 10, 100, 5

CountedScores = Mapping[str, int]
"""One person's scores in whole points, by HEADLINE and domain."""

Counts = Mapping[str, Mapping[int, int]]
"""How many people have which score in whole points, by HEADLINE and domain."""


@dataclass(frozen=True)
class ComparisonGroup:
    """What is shown of a group."""

    people: int
    counts: Counts


@dataclass(frozen=True)
class Place:
    """So many in `out_of` stand nearer to the low pole; `low` and `high` are the same for the band's ends."""

    below: int
    low: int
    high: int
    out_of: int


def counted_scores(profile: Profile) -> dict[str, int] | None:
    """What would count of this profile: headline and domains in whole points, halves up; None if unscored."""
    scores = {HEADLINE: profile.headline, **profile.domains}
    points = {name: whole_points(score.score) for name, score in scores.items() if score is not None}
    return points if len(points) == len(scores) else None


def place_of(score: Score, name: str, group: ComparisonGroup) -> Place | None:
    """Where a score stands in the group; None while the group is too small to say anything."""
    if group.people < LEAST_SHOWN:
        return None
    counts = group.counts[name]
    if group.people < LEAST_FOR_PERCENTILES:
        out_of, step = _TENTHS, 1
    else:
        out_of, step = _HUNDREDTHS, _HUNDREDTHS_STEP

    def rounded(points: float) -> int:
        return step * floor(percentile_rank(points, counts) * out_of / _HUNDREDTHS / step + 0.5)

    return Place(rounded(score.score), rounded(score.low), rounded(score.high), out_of)


def percentile_rank(points: float, counts: Mapping[int, int]) -> float:
    """The mid-rank 100 (below + ½ equal) / n, 0 to 100, of a score among others, all in whole points.

    Raises ZeroDivisionError for an empty group.
    """
    own = whole_points(points)
    below = sum(people for other, people in counts.items() if other < own)
    return 100 * (below + counts.get(own, 0) / 2) / sum(counts.values())


def tally(people: Iterable[CountedScores]) -> dict[str, dict[int, int]]:
    """How many of these people have which score."""
    counters: dict[str, Counter[int]] = {}
    for scores in people:
        for name, points in scores.items():
            counters.setdefault(name, Counter())[points] += 1
    return {name: dict(counter) for name, counter in counters.items()}


def added(one: Counts, other: Counts) -> dict[str, dict[int, int]]:
    """Both groups together."""
    names = one.keys() | other.keys()
    return {name: dict(Counter(one.get(name, {})) + Counter(other.get(name, {}))) for name in sorted(names)}


def may_come_in(shown: int, waiting: int) -> bool:
    """Whether those who wait may be shown: together with LEAST_SHOWN others, or as a step."""
    if shown == 0:
        return waiting >= LEAST_SHOWN
    return waiting >= max(STEP, ceil(STEP_SHARE * shown))


def may_go_out(gone: int) -> bool:
    """Whether those who took their scores back may be left out of what is shown."""
    return gone >= STEP


def whole_points(points: float) -> int:
    """To the nearest, halves up."""
    return floor(points + 0.5)
