"""Profile as others see it: as much as its owner allows, and hardly an answer can be worked out from it.

A facet of two items has nine raw scores, and the length of the bands says how much answers differ within
facets: exact figures give away one pair of answers in three. What leans, and which archetypes are named,
stays as it is for the owner, so that no page contradicts another. A facet's word and exact probability come
from all answers together, so others get neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from math import ceil, copysign, floor, sqrt

from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Level
from quiz.measurement.interpretation import A_THIRD, NEAR_THE_MIDDLE, THIRDS, level_of
from quiz.measurement.precision import confidence_band
from quiz.measurement.profile import Profile, Score

STEP = 10
"""Points to which headline, domains and the spread of answers are rounded, and hundredths of a
probability."""

LEAST_ANSWERS = 2
"""Of a facet, for others to see it: one answer alone would be its score."""


class Extent(StrEnum):
    """How much is shown, from narrow to wide: the headline, the domains with the map, or all facets."""

    HEADLINE = "headline"
    DOMAINS = "domains"
    FACETS = "facets"

    def includes(self, other: Extent) -> bool:
        """Whether whoever may see this much may see that much."""
        return _WIDTH[self] >= _WIDTH[other]


def narrower(one: Extent, other: Extent) -> Extent:
    """What both allow: never more than either."""
    return other if one.includes(other) else one


_WIDTH = {extent: width for width, extent in enumerate(Extent)}


def as_others_see(profile: Profile) -> Profile:
    """The rounded profile; a facet with fewer than LEAST_ANSWERS is unscored in it."""
    longer = _longer(profile)
    return Profile(
        headline=_in_steps(profile.headline, longer),
        domains={name: _in_steps(score, longer) for name, score in profile.domains.items()},
        facets={name: _in_thirds(score, longer) for name, score in profile.facets.items()},
        archetypes=profile.archetypes and _rounded(profile.archetypes),
        wording=profile.wording,
    )


def _in_steps(score: Score | None, longer: float) -> Score | None:
    """Of headline and domains the side is named exactly when the owner's page names it."""
    if score is None:
        return None
    side, away = _side(score), score.score - SCORE_MID
    place = float(STEP * floor(score.score / STEP + 0.5))
    if abs(away) > NEAR_THE_MIDDLE >= abs(place - SCORE_MID):
        place = SCORE_MID + copysign(NEAR_THE_MIDDLE + STEP, away)
    elif side and place == SCORE_MID:
        place += side * STEP
    rounded = _wider(_at(place, score, STEP, longer))
    if side > 0:
        return replace(rounded, low=max(rounded.low, SCORE_MID + 1))
    if side < 0:
        return replace(rounded, high=min(rounded.high, SCORE_MID - 1))
    return _open(rounded)


def _in_thirds(score: Score | None, longer: float) -> Score | None:
    """Of a facet the side is named when both the exact and the rounded band lie there: where answers differ
    much, only one pair of answers has its band on a side, and the side would tell it."""
    if score is None or score.items < LEAST_ANSWERS:
        return None
    third = min(len(THIRDS) - 1, floor(score.score / A_THIRD))
    rounded = _at(A_THIRD * (third + 0.5), score, A_THIRD / 2, longer)
    return rounded if _side(rounded) == _side(score) else _open(rounded)


def _longer(profile: Profile) -> float:
    """By what factor the errors grow when the spread of answers is rounded up to a whole STEP."""
    spreads = (score.sem * sqrt(score.items) for score in profile.facets.values() if score)
    spread = next(spreads, None)
    return STEP * ceil(spread / STEP - _SLACK) / spread if spread else 1.0


_SLACK = 1e-9
"""So that a spread of 10, which is the floor, stays one."""


def _at(place: float, score: Score, moved_by: float, longer: float) -> Score:
    sem = score.sem * longer
    low, high = confidence_band(place, sem, score.df)
    return replace(
        score, score=place, sem=sem, low=low, high=high, rounded_by=moved_by, p_high=None, word=None
    )


def _wider(score: Score) -> Score:
    """By what rounding takes away: of the place that it moved to, "very likely" would say too much."""
    return replace(
        score, low=max(SCORE_MIN, score.low - STEP / 2), high=min(SCORE_MAX, score.high + STEP / 2)
    )


def _open(score: Score) -> Score:
    """Its band holds the middle."""
    return replace(score, low=min(score.low, SCORE_MID), high=max(score.high, SCORE_MID))


def _side(score: Score) -> int:
    return {Level.LOW: -1, Level.MIDDLE: 0, Level.HIGH: 1}[level_of(score)]


def _rounded(probabilities: Mapping[str, float]) -> dict[str, float]:
    """To tenths, and none certain; most probable first, so that those which become equal keep their order."""
    by_probability = sorted(probabilities.items(), key=lambda pair: -pair[1])
    return {name: min(0.95, max(0.05, floor(10 * p + 0.5) / 10)) for name, p in by_probability}
