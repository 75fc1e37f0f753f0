"""Progress: what moved between two results of one person, so that a page seldom tells of what did not.

All that a page tells is tested together: of a hundred pages of people in whom nothing changed, five at most
tell a change, `HEADLINE_SHARE`, `DOMAIN_SHARE` twice and `FACETS_SHARE` of them. The headline has the largest
share since it can show a change at all; a single facet rests on so few answers that it hardly ever can.

Only what was asked in the same way both times is compared: two versions of a facet are two facets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

from quiz.instrument.instrument import SCORE_MAX, Edition, Instrument
from quiz.measurement.profile import Profile, Score
from quiz.measurement.scoring import scoring_key
from quiz.measurement.significance import holm, t_reach, two_sided_p, welch_df

HEADLINE_SHARE, DOMAIN_SHARE, FACETS_SHARE = 0.02, 0.01, 0.01
"""Of pages on which nothing moved: those that say so of the headline, of one domain, of any facet."""


@dataclass(frozen=True)
class Movement:
    """From an earlier score to a later one.

    `has_moved` is the verdict, never true where an error is unknown; `share` is how often the band of the
    change, from `low` to `high` in points, would miss the true change.
    """

    first: Score
    second: Score
    share: float
    has_moved: bool

    @property
    def difference(self) -> float:
        """The second minus the first, in points, -100 to 100."""
        return self.second.score - self.first.score

    @property
    def low(self) -> float:
        return max(-SCORE_MAX, self.difference - self._reach)

    @property
    def high(self) -> float:
        return min(SCORE_MAX, self.difference + self._reach)

    @property
    def _reach(self) -> float:
        if not _is_known(self.first, self.second):
            return 2 * SCORE_MAX
        return t_reach(self.share, _df(self.first, self.second)) * _error(self.first, self.second)


@dataclass(frozen=True)
class Occasion:
    """One result: the profile, and what it was answered to."""

    profile: Profile
    edition: Edition
    instrument: Instrument


@dataclass(frozen=True)
class Progress:
    """Movements by id. A facet that was not asked alike, or is unscored on either side, is missing.

    A domain is there when all its facets were asked alike, the headline when both domains are.
    """

    headline: Movement | None
    domains: Mapping[str, Movement]
    facets: Mapping[str, Movement]


def progress_between(earlier: Occasion, later: Occasion) -> Progress:
    """What moved from the earlier to the later result."""
    alike = facets_asked_alike(earlier, later)
    before, now = earlier.profile, later.profile
    domains = {
        domain.id: _alone(*pair, DOMAIN_SHARE)
        for domain in later.instrument.domains
        if {facet.id for facet in domain.facets} <= alike
        and (pair := _both(before.domains.get(domain.id), now.domains.get(domain.id)))
    }
    is_whole = len(domains) == len(later.instrument.domains)
    headline = _both(before.headline, now.headline) if is_whole else None
    facets = {
        facet.id: pair
        for facet in later.instrument.facets
        if facet.id in alike and (pair := _both(before.facets.get(facet.id), now.facets.get(facet.id)))
    }
    return Progress(_alone(*headline, HEADLINE_SHARE) if headline else None, domains, _together(facets))


def facets_asked_alike(earlier: Occasion, later: Occasion) -> frozenset[str]:
    """Ids of the facets that may be compared.

    Under the same instrument all of them, be the editions different; under two versions those whose items,
    with their texts and their key, are the same in both editions.
    """
    ids = {facet.id for facet in later.instrument.facets}
    if earlier.instrument.sha256 == later.instrument.sha256:
        return frozenset(ids)
    return frozenset(each for each in ids if _asked(each, earlier) == _asked(each, later))


def _both(first: Score | None, second: Score | None) -> tuple[Score, Score] | None:
    return None if first is None or second is None else (first, second)


def _alone(first: Score, second: Score, share: float) -> Movement:
    return Movement(first, second, share, _p(first, second) <= share)


def _together(pairs: Mapping[str, tuple[Score, Score]]) -> dict[str, Movement]:
    moved = holm({key: _p(*pair) for key, pair in pairs.items()}, FACETS_SHARE)
    return {key: Movement(*pair, FACETS_SHARE / len(pairs), key in moved) for key, pair in pairs.items()}


def _p(first: Score, second: Score) -> float:
    """How often noise alone makes a difference as large; always, where an error is unknown."""
    if not _is_known(first, second):
        return 1.0
    return two_sided_p((second.score - first.score) / _error(first, second), _df(first, second))


def _is_known(first: Score, second: Score) -> bool:
    return first.df > 0 and second.df > 0


def _error(first: Score, second: Score) -> float:
    return hypot(first.sem, second.sem)


def _df(first: Score, second: Score) -> float:
    return welch_df(first.sem, first.df, second.sem, second.df)


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
