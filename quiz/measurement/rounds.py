"""Rounds: what moved between a team's pictures, so that a page seldom tells of what did not.

Nobody is followed: it is worked out from what the pictures tell, and from nothing else. All ends of all
facets are tested together (Holm), the last two rounds and, from three on, the trend over all: of a hundred
pages of teams in which nothing changed, MOST_FALSE at most tell a change.

The trend in shares is that of Cochran, W. G. (1954), Some methods for strengthening the common χ² tests,
Biometrics 10, 417-451, and Armitage, P. (1955), Tests for linear trends in proportions and frequencies,
Biometrics 11, 375-386; over two rounds it is the comparison of two shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt
from statistics import NormalDist
from typing import get_args

from quiz.instrument.instrument import Facet, Side
from quiz.measurement.significance import holm
from quiz.measurement.team import TeamPicture

MOST_FALSE = 0.05


@dataclass(frozen=True)
class Trend:
    """An end of a facet to which more people lean from round to round, or fewer."""

    facet: Facet
    side: Side
    rises: bool


@dataclass(frozen=True)
class Moves:
    """The facets of which it is told that they moved since the round before, and the trends over all."""

    since_last: tuple[Facet, ...]
    trends: tuple[Trend, ...]


def moves_over(pictures: Sequence[TeamPicture], facets: Sequence[Facet]) -> Moves:
    """What is told of two rounds or more, the oldest first. What a round does not tell is left out."""
    last_two, p_values, rising = pictures[-2:], {}, {}
    for facet, side in product(facets, get_args(Side)):
        spans = {"last": last_two, "all": pictures} if len(pictures) > 2 else {"last": last_two}
        for span, rounds in spans.items():
            z = _trend_z(facet, side, rounds)
            if z is not None:
                key = f"{span} {side} {facet.id}"
                p_values[key], rising[key] = 2 * _NORMAL.cdf(-abs(z)), z > 0
    told = holm(p_values, MOST_FALSE)
    return Moves(
        tuple(each for each in facets if {f"last {side} {each.id}" for side in get_args(Side)} & told),
        tuple(
            Trend(facet, side, rising[key])
            for facet, side in product(facets, get_args(Side))
            if (key := f"all {side} {facet.id}") in told
        ),
    )


def _trend_z(facet: Facet, side: Side, rounds: Sequence[TeamPicture]) -> float | None:
    """The trend in its standard errors, 0 where rounding could make it; None where a round tells nothing.

    With round i at place t_i, t̄ the people's mean: T = Σ (t_i − t̄) x_i, nearer to 0 by what each x_i may be
    too low, one person; z = T / √(p̄ (1 − p̄) Σ n_i (t_i − t̄)²).
    """
    counts = [each.facets[facet.id].of(side) if facet.id in each.facets else 0 for each in rounds]
    if not all(counts):
        return None
    people = [each.n for each in rounds]
    middle = sum(place * n for place, n in enumerate(people)) / sum(people)
    places = [place - middle for place in range(len(people))]
    share = sum(counts) / sum(people)
    trend = sum(place * count for place, count in zip(places, counts, strict=True))
    rounded = sum(abs(place) for place in places if place * trend < 0)
    error = sqrt(share * (1 - share) * sum(n * place**2 for place, n in zip(places, people, strict=True)))
    return max(0.0, abs(trend) - rounded) / error * (1 if trend > 0 else -1)


_NORMAL = NormalDist()
