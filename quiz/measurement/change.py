"""Change: do two scores differ by more than their errors of measurement allow?

Of two people, or of one person at two times: z = (x₂ - x₁) / √(SEM₁² + SEM₂²), and beyond 1.96 the difference
is taken for real, in 95 of 100 cases rightly (Jacobson, N. S. & Truax, P., 1991, Clinical significance,
Journal of Consulting and Clinical Psychology 59, 12-19).

Of one person only what was asked in the same way both times is compared: two versions of a facet are two
facets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.profile import Profile, Score
from quiz.measurement.scoring import scoring_key

BEYOND_ERROR = 1.96
"""How many standard errors of the difference."""


@dataclass(frozen=True)
class Change:
    """From one score to another; `is_beyond_error` is the verdict, never true where an error is unknown."""

    first: Score
    second: Score

    @property
    def difference(self) -> float:
        """The second minus the first, in points, -100 to 100."""
        return self.second.score - self.first.score

    @property
    def least_difference(self) -> float:
        """Points that a difference must exceed to count: 1.96 · √(SEM₁² + SEM₂²), and what rounding moved."""
        return BEYOND_ERROR * self._error + self.first.rounded_by + self.second.rounded_by

    @property
    def z(self) -> float:
        """The difference in its standard errors."""
        return self.difference / self._error

    @property
    def is_beyond_error(self) -> bool:
        is_known = self.first.df > 0 and self.second.df > 0
        return is_known and abs(self.difference) > self.least_difference

    @property
    def _error(self) -> float:
        return hypot(self.first.sem, self.second.sem)


def change_of(first: Score | None, second: Score | None) -> Change | None:
    """The change between two scores; None when one is unscored."""
    return None if first is None or second is None else Change(first, second)


@dataclass(frozen=True)
class Occasion:
    """One result: the profile, and what it was answered to."""

    profile: Profile
    edition: Edition
    instrument: Instrument


@dataclass(frozen=True)
class Progress:
    """Changes by id. A facet that was not asked alike, or is unscored on either side, is missing.

    A domain is there when all its facets were asked alike, the headline when both domains are.
    """

    headline: Change | None
    domains: Mapping[str, Change]
    facets: Mapping[str, Change]


def progress_between(earlier: Occasion, later: Occasion) -> Progress:
    """What changed from the earlier to the later result."""
    alike = facets_asked_alike(earlier, later)
    before, now = earlier.profile, later.profile
    facets = {
        facet.id: change
        for facet in later.instrument.facets
        if facet.id in alike and (change := change_of(before.facets.get(facet.id), now.facets.get(facet.id)))
    }
    whole = [each.id for each in later.instrument.domains if {facet.id for facet in each.facets} <= alike]
    domains = {
        each: change
        for each in whole
        if (change := change_of(before.domains.get(each), now.domains.get(each)))
    }
    is_whole = len(domains) == len(later.instrument.domains)
    return Progress(change_of(before.headline, now.headline) if is_whole else None, domains, facets)


def facets_asked_alike(earlier: Occasion, later: Occasion) -> frozenset[str]:
    """Ids of the facets that may be compared.

    Under the same instrument all of them, be the editions different; under two versions those whose items,
    with their texts and their key, are the same in both editions.
    """
    ids = {facet.id for facet in later.instrument.facets}
    if earlier.instrument.sha256 == later.instrument.sha256:
        return frozenset(ids)
    return frozenset(each for each in ids if _asked(each, earlier) == _asked(each, later))


def _asked(facet_id: str, occasion: Occasion) -> object:
    """Everything that decides a facet's score: its items, and what their options are worth."""
    values = scoring_key(occasion.edition, occasion.instrument).option_values
    return {
        item.id: (
            occasion.instrument.lead_in,
            item.text,
            occasion.instrument.option_labels(item),
            values[item.id],
        )
        for item in occasion.edition.items_of(facet_id)
    }
