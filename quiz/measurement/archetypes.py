"""The four archetypes: how probable each is, and how firmly one may be named.

Nobody is labelled near the middle: a probability is said beside every name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from statistics import NormalDist

from quiz.instrument.instrument import SCORE_MID, Archetype

PLAIN_FROM = 0.80
"""From this probability on the archetype is named plainly."""

LEANING_FROM = 0.50
"""From this probability on the respondent is said to lean towards it; below, to be between two."""


class Wording(StrEnum):
    """How firmly the archetype may be named."""

    PLAIN = "plain"
    LEANING = "leaning"
    BETWEEN = "between"


def probability_above_middle(score: float, sem: float) -> float:
    """P(true score > 50) = Φ((score - 50) / SEM), 0-1: the normal approximation; `sem` in points, above 0."""
    return _STANDARD_NORMAL.cdf((score - SCORE_MID) / sem)


def archetype_probabilities(
    above_middle: tuple[float, float], archetypes: Sequence[Archetype]
) -> dict[str, float]:
    """Archetype id to probability: the product over the two domains of being on the archetype's side.

    `above_middle` holds P(domain > 50) in the order of the domains. Four archetypes, one a quarter, sum to 1.
    """
    sides = [{"low": 1.0 - probability, "high": probability} for probability in above_middle]
    return {
        archetype.id: sides[0][archetype.sides[0]] * sides[1][archetype.sides[1]] for archetype in archetypes
    }


def wording_of(probabilities: Mapping[str, float]) -> Wording:
    """How firmly the most probable archetype may be named."""
    highest = max(probabilities.values())
    if highest >= PLAIN_FROM:
        return Wording.PLAIN
    return Wording.LEANING if highest >= LEANING_FROM else Wording.BETWEEN


_STANDARD_NORMAL = NormalDist()
