"""Naming: of how many facets a side is named, of how many people an archetype, and how often rightly.

What is shown with a probability has to be right at least that often, not on average but in every bin of it:
else the surest half could make up for the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median_low

from quiz.evidence.simulation import SimulatedRespondent
from quiz.instrument.instrument import SCORE_MID, Archetype
from quiz.measurement.posterior import Word

BINS = (0.80, 0.85, 0.90, 0.95)
"""Where each begins; the next one, or 1, ends it."""

_HIGH = (Word.PROBABLY_HIGH, Word.CLEARLY_HIGH)
_CLEARLY = (Word.CLEARLY_LOW, Word.CLEARLY_HIGH)


@dataclass(frozen=True)
class Hits:
    """Of so many that were named so, how many truly were."""

    named: int
    right: int

    @property
    def share(self) -> float:
        """0-1. Raises ZeroDivisionError when none was named."""
        return self.right / self.named

    @property
    def standard_error(self) -> float:
        """Of the share, as if all were independent."""
        return sqrt(self.share * (1 - self.share) / self.named)


@dataclass(frozen=True)
class Naming:
    """What people are told: how many facets a person at the median has named, and the share with none.

    `probably` and `clearly` are of facets by word; `facets` and `archetypes` are by bin of the probability,
    in the order of BINS: of facets that are named, of each person's most probable archetype.
    """

    facets_named: int
    without_any: float
    probably: Hits
    clearly: Hits
    facets: tuple[Hits, ...]
    archetypes: tuple[Hits, ...]


def naming_of(drawn: Sequence[SimulatedRespondent], archetypes: Sequence[Archetype]) -> Naming:
    """What these respondents, of known truth, are told."""
    facets = [told for each in drawn for told in named_facets(each)]
    named = [sum(1 for _ in named_facets(each)) for each in drawn]
    firmly = [told for each in drawn if (told := _archetype(each, archetypes))]
    return Naming(
        facets_named=median_low(named),
        without_any=named.count(0) / len(named),
        probably=hits(is_right for word, _, is_right in facets if word not in _CLEARLY),
        clearly=hits(is_right for word, _, is_right in facets if word in _CLEARLY),
        facets=_by_bin((probability, is_right) for _, probability, is_right in facets),
        archetypes=_by_bin(firmly),
    )


def named_facets(respondent: SimulatedRespondent) -> Iterable[tuple[Word, float, bool]]:
    """Of each facet that is named: the word, how probable its side is, and whether it truly lies there."""
    for facet_id, score in respondent.profile.facets.items():
        if score is None or score.p_high is None or score.word in {None, Word.OPEN}:
            continue
        assert score.word is not None
        is_high = score.word in _HIGH
        probability = score.p_high if is_high else 1 - score.p_high
        yield score.word, probability, is_high == (respondent.true_facets[facet_id] > SCORE_MID)


def is_clear(word: Word | None) -> bool:
    return word in _CLEARLY


def true_archetype(respondent: SimulatedRespondent, archetypes: Sequence[Archetype]) -> str:
    """Its id."""
    sides = tuple("high" if truth > SCORE_MID else "low" for truth in respondent.true_domains.values())
    return next(each.id for each in archetypes if each.sides == sides)


def hits(are_right: Iterable[bool]) -> Hits:
    counts = Counter(are_right)
    return Hits(counts.total(), counts[True])


def _archetype(respondent: SimulatedRespondent, archetypes: Sequence[Archetype]) -> tuple[float, bool] | None:
    probabilities = respondent.profile.archetypes
    if probabilities is None:
        return None
    named = max(probabilities, key=probabilities.__getitem__)
    return probabilities[named], named == true_archetype(respondent, archetypes)


def _by_bin(told: Iterable[tuple[float, bool]]) -> tuple[Hits, ...]:
    cases = list(told)
    ends = (*BINS[1:], float("inf"))
    return tuple(
        hits(is_right for probability, is_right in cases if low <= probability < end)
        for low, end in zip(BINS, ends, strict=True)
    )
