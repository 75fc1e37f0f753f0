"""Comparison: two people's profiles side by side, where they differ and what they cover together.

Everything is joined by id: the two may have answered different editions, or versions, of one instrument.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quiz.instrument.instrument import Facet, Instrument, Level
from quiz.measurement.as_others_see import Extent
from quiz.measurement.change import Change, change_of
from quiz.measurement.interpretation import level_of
from quiz.measurement.profile import Profile

QUESTIONS = 3

GENERAL_QUESTIONS = (
    "What does the other do that you are glad not to have to do yourself?",
    "When did the two of you last need each other’s way of working, and did you notice at the time?",
    "Which part of this picture would those who know you not recognise, and why?",
)
"""For what the two do not show each other, or could not be scored on."""


class Coverage(StrEnum):
    """What two people cover of a facet together, by their levels; nobody is placed near the middle."""

    BOTH_POLES = "both poles"
    LOW_POLE = "low pole"
    HIGH_POLE = "high pole"
    ONE_LOW = "one low, one open"
    ONE_HIGH = "one high, one open"
    OPEN = "open"


@dataclass(frozen=True)
class FacetPair:
    """A facet both were scored on; `change` goes from the first person to the second."""

    facet: Facet
    change: Change
    coverage: Coverage


@dataclass(frozen=True)
class PairComparison:
    """As much as the extent allows: `domains` and `facets` are empty below it."""

    extent: Extent
    headline: Change | None
    domains: Mapping[str, Change]
    facets: tuple[FacetPair, ...]


def comparable_instruments(one: Instrument, other: Instrument) -> bool:
    """Whether results under these two may be laid side by side: versions of one instrument may."""
    return one.id == other.id


def newer(one: Instrument, other: Instrument) -> Instrument:
    """The one whose texts are shown to both."""
    return other if other.version > one.version else one


def compare_profiles(first: Profile, second: Profile, texts: Instrument, extent: Extent) -> PairComparison:
    """What the two may see of each other; facets in the order of `texts`, without those one of them lacks."""
    has_domains, has_facets = extent.includes(Extent.DOMAINS), extent.includes(Extent.FACETS)
    domains = {
        domain.id: change
        for domain in texts.domains
        if (change := change_of(first.domains.get(domain.id), second.domains.get(domain.id)))
    }
    pairs = (_facet_pair(facet, first, second) for facet in texts.facets)
    return PairComparison(
        extent=extent,
        headline=change_of(first.headline, second.headline),
        domains=domains if has_domains else {},
        facets=tuple(pair for pair in pairs if pair) if has_facets else (),
    )


def conversation_questions(pair: PairComparison) -> tuple[str, ...]:
    """QUESTIONS of them, one a facet at most: clear differences first, then what both lean to."""
    apart = sorted(
        (each for each in pair.facets if each.change.is_beyond_error),
        key=lambda each: -abs(each.change.z),
    )
    alike = [each for each in pair.facets if each.coverage in {Coverage.LOW_POLE, Coverage.HIGH_POLE}]
    asked = [each.facet.questions.apart for each in apart if each.facet.questions]
    asked += [each.facet.questions.alike for each in alike if each.facet.questions and each not in apart]
    return tuple((asked + list(GENERAL_QUESTIONS))[:QUESTIONS])


def _facet_pair(facet: Facet, first: Profile, second: Profile) -> FacetPair | None:
    change = change_of(first.facets.get(facet.id), second.facets.get(facet.id))
    if change is None:
        return None
    return FacetPair(facet, change, _COVERAGE[frozenset({level_of(change.first), level_of(change.second)})])


_COVERAGE = {
    frozenset({Level.LOW, Level.HIGH}): Coverage.BOTH_POLES,
    frozenset({Level.LOW}): Coverage.LOW_POLE,
    frozenset({Level.HIGH}): Coverage.HIGH_POLE,
    frozenset({Level.LOW, Level.MIDDLE}): Coverage.ONE_LOW,
    frozenset({Level.HIGH, Level.MIDDLE}): Coverage.ONE_HIGH,
    frozenset({Level.MIDDLE}): Coverage.OPEN,
}
