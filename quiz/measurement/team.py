"""The team's picture: how a group's scores lie, with nothing of any one person left in it.

Spread comes before mean: where a team stands wide apart is where to talk first. Everything is rounded here,
in the picture itself and not on the page: nobody shall take nine known answers from ten and find the last.
Who may be in a picture at all is decided elsewhere (see `quiz.workshop.disclosure`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from quiz.measurement.instrument import SCORE_MAX, SCORE_MIN, Instrument, Level
from quiz.measurement.interpretation import level_of
from quiz.measurement.profile import Profile, Score

COARSE_BELOW = 10
"""People; fewer are shown in steps of COARSE points, more in steps of FINE."""

COARSE, FINE = 5.0, 1.0

UNIFORM_VARIANCE = (SCORE_MAX - SCORE_MIN) ** 2 / 12
"""Of scores spread evenly over the whole line: what "no agreement at all" is compared with."""

CELLS = 5
"""Of the map, each way: 20 points wide."""


@dataclass(frozen=True)
class Leanings:
    """How many lean clearly to the low pole, to neither, to the high pole."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True)
class GroupScore:
    """A group on one facet, domain or the headline.

    `mean` (0-100), `sd` and `standard_error` (of the mean) are points, rounded; `agreement` is 0-1.
    `leanings` is None when all lean the same way: it would tell everybody's place.
    """

    n: int
    mean: float
    sd: float
    standard_error: float
    agreement: float
    leanings: Leanings | None


@dataclass(frozen=True)
class TeamPicture:
    """A group's scores by id, of the same people on every part.

    `cells` counts people on the map: `cells[row][column]`, from low to high of the second and the first
    domain; None when all are in one cell.
    """

    n: int
    headline: GroupScore
    domains: Mapping[str, GroupScore]
    facets: Mapping[str, GroupScore]
    cells: tuple[tuple[int, ...], ...] | None


class IncompleteProfileError(ValueError):
    """A profile with an unscored part was to be in a picture."""


def is_complete(profile: Profile) -> bool:
    """Whether everything is scored. Only such profiles may be in a picture.

    If somebody were on three facets of a domain and not on the fourth, and so not in the domain either, the
    facets' sums less four times the domain's would be that one person's.
    """
    parts = (profile.headline, *profile.domains.values(), *profile.facets.values())
    return all(part is not None for part in parts)


def team_picture(profiles: Sequence[Profile], instrument: Instrument) -> TeamPicture:
    """The picture of these people's profiles, all under one instrument, in whatever order.

    Raises IncompleteProfileError, or ValueError for fewer than two profiles: one person is no group.
    """
    if len(profiles) < 2:
        raise ValueError(f"profiles: got {len(profiles)}, expected at least 2")
    if not all(map(is_complete, profiles)):
        raise IncompleteProfileError("every part of every profile must be scored")
    return TeamPicture(
        n=len(profiles),
        headline=group_score([each.headline for each in profiles]),
        domains={
            domain.id: group_score([each.domains[domain.id] for each in profiles])
            for domain in instrument.domains
        },
        facets={
            facet.id: group_score([each.facets[facet.id] for each in profiles]) for facet in instrument.facets
        },
        cells=_cells(profiles, instrument),
    )


def group_score(parts: Sequence[Score | None]) -> GroupScore:
    """Mean, spread and agreement of two or more scores; of None, which is unscored, there must be none."""
    scores = [part for part in parts if part is not None]
    step = COARSE if len(scores) < COARSE_BELOW else FINE
    values = [score.score for score in scores]
    sd = _rounded(stdev(values), step)
    return GroupScore(
        n=len(scores),
        mean=_rounded(fmean(values), step),
        sd=sd,
        standard_error=_rounded(stdev(values) / sqrt(len(values)), step) or step,
        agreement=agreement(sd),
        leanings=_leanings(scores),
    )


def agreement(sd: float) -> float:
    """Within-group agreement r_wg = 1 - s²/σ², 0 (none) to 1; below nought it is shown as 0.

    σ² is the variance of a uniform distribution over the line (James, L. R., Demaree, R. G. & Wolf, G., 1984,
    Estimating within-group interrater reliability with and without response bias, Journal of Applied
    Psychology 69, 85-98). It is worked out from the rounded SD: otherwise it would undo the rounding.
    """
    return round(max(0.0, 1 - sd**2 / UNIFORM_VARIANCE), 2)


def widest_spread(picture: TeamPicture) -> tuple[str, ...]:
    """Ids of the facets, the widest spread first; equally wide ones in the instrument's order."""
    return tuple(sorted(picture.facets, key=lambda facet_id: -picture.facets[facet_id].sd))


def has_moved(earlier: GroupScore, later: GroupScore) -> bool:
    """Whether the means of two rounds differ by more than both their errors: 1.96 · √(SE₁² + SE₂²).

    From the rounded figures, since nothing else is kept; and without knowing who was in both rounds.
    """
    error = sqrt(earlier.standard_error**2 + later.standard_error**2)
    return abs(later.mean - earlier.mean) > 1.96 * error


def _rounded(value: float, step: float) -> float:
    return step * round(value / step)


def _leanings(scores: Sequence[Score]) -> Leanings | None:
    levels = [level_of(score) for score in scores]
    counts = {level: levels.count(level) for level in Level}
    if len(scores) in counts.values():
        return None
    return Leanings(counts[Level.LOW], counts[Level.MIDDLE], counts[Level.HIGH])


def _cells(profiles: Sequence[Profile], instrument: Instrument) -> tuple[tuple[int, ...], ...] | None:
    across, up = (domain.id for domain in instrument.domains)
    places = [
        (_cell(x.score), _cell(y.score))
        for each in profiles
        if (x := each.domains.get(across)) and (y := each.domains.get(up))
    ]
    if len(set(places)) < 2:
        return None
    return tuple(tuple(places.count((column, row)) for column in range(CELLS)) for row in range(CELLS))


def _cell(score: float) -> int:
    return min(CELLS - 1, int((score - SCORE_MIN) / (SCORE_MAX - SCORE_MIN) * CELLS))
