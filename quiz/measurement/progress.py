"""One person at two times: what moved, and what cannot be told from noise.

Only what was asked in the same way both times is compared: two versions of a facet are two facets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.change import Change, change_of
from quiz.measurement.profile import Profile
from quiz.measurement.scoring import scoring_key


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
    facets = {
        facet.id: change
        for facet in later.instrument.facets
        if facet.id in alike and (change := _facet_change(facet.id, earlier, later))
    }
    domains = {
        domain.id: change
        for domain in later.instrument.domains
        if {facet.id for facet in domain.facets} <= alike
        and (change := _domain_change(domain.id, earlier, later))
    }
    is_whole = len(domains) == len(later.instrument.domains)
    headline = change_of(earlier.profile.headline, later.profile.headline) if is_whole else None
    return Progress(headline, domains, facets)


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
        item.id: (item.text, occasion.instrument.option_labels(item), values[item.id])
        for item in occasion.edition.items_of(facet_id)
    }


def _facet_change(facet_id: str, earlier: Occasion, later: Occasion) -> Change | None:
    return change_of(earlier.profile.facets.get(facet_id), later.profile.facets.get(facet_id))


def _domain_change(domain_id: str, earlier: Occasion, later: Occasion) -> Change | None:
    return change_of(earlier.profile.domains.get(domain_id), later.profile.domains.get(domain_id))
