"""The team's picture: how a group's scores lie, with nothing of any one person left in it.

Spread comes before mean: where a team stands wide apart is where to talk first. Everything is rounded here,
in the picture itself and not on the page: nobody shall take nine known answers from ten and find the last.
Who may be in a picture at all is decided elsewhere (see `quiz.workshop.disclosure`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import fmean

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


def team_picture(profiles: Iterable[Profile], instrument: Instrument) -> TeamPicture:
    """The picture of these people's profiles, all under one instrument, in whatever order.

    Raises IncompleteProfileError, or ValueError for fewer than two profiles: one person is no group.
    """
    headline = _Line()
    domains = {domain.id: _Line() for domain in instrument.domains}
    facets = {facet.id: _Line() for facet in instrument.facets}
    for profile in profiles:  # each is let go of at once: ten thousand are a lot to keep
        headline.add(profile.headline)
        for domain_id, line in domains.items():
            line.add(profile.domains[domain_id])
        for facet_id, line in facets.items():
            line.add(profile.facets[facet_id])
    n = len(headline.values)
    if n < 2:
        raise ValueError(f"profiles: got {n}, expected at least 2")
    across, up = domains.values()
    return TeamPicture(
        n=n,
        headline=headline.group_score(),
        domains={domain_id: line.group_score() for domain_id, line in domains.items()},
        facets={facet_id: line.group_score() for facet_id, line in facets.items()},
        cells=_cells(across, up),
    )


def group_score(scores: Iterable[Score | None]) -> GroupScore:
    """Mean, spread and agreement of two or more scores. Raises IncompleteProfileError for an unscored one."""
    line = _Line()
    for score in scores:
        line.add(score)
    return line.group_score()


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


class _Line:
    """Where people are on one facet, domain or the headline: the numbers, and nothing that holds them."""

    def __init__(self) -> None:
        self.values: list[float] = []
        self._leanings = dict.fromkeys(Level, 0)

    def add(self, score: Score | None) -> None:
        if score is None:
            raise IncompleteProfileError("every part of every profile must be scored")
        self.values.append(score.score)
        self._leanings[level_of(score)] += 1

    def group_score(self) -> GroupScore:
        n, mean = len(self.values), fmean(self.values)
        step = COARSE if n < COARSE_BELOW else FINE
        exact_sd = sqrt(fsum((value - mean) ** 2 for value in self.values) / (n - 1))
        sd = _rounded(exact_sd, step)
        return GroupScore(
            n=n,
            mean=_rounded(mean, step),
            sd=sd,
            standard_error=_rounded(exact_sd / sqrt(n), step) or step,
            agreement=agreement(sd),
            leanings=None if n in self._leanings.values() else Leanings(*self._leanings.values()),
        )


def _rounded(value: float, step: float) -> float:
    return step * round(value / step)


def _cells(across: _Line, up: _Line) -> tuple[tuple[int, ...], ...] | None:
    counts = Counter(zip(map(_cell, across.values), map(_cell, up.values), strict=True))
    if len(counts) < 2:
        return None
    return tuple(tuple(counts[column, row] for column in range(CELLS)) for row in range(CELLS))


def _cell(score: float) -> int:
    return min(CELLS - 1, int((score - SCORE_MIN) / (SCORE_MAX - SCORE_MIN) * CELLS))
