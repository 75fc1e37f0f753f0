"""Taking it again: what moved, what is noise, and what must not be compared."""

from __future__ import annotations

from dataclasses import replace

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.change import Occasion, facets_asked_alike, progress_between
from quiz.measurement.profile import Profile, profile_of
from tests.builders import FACET_IDS, FACETS_BY_DOMAIN, a_statement, an_instrument, responses_worth

INSTRUMENT = an_instrument()


def taken(value: float, edition: str = "full", instrument: Instrument = INSTRUMENT) -> Occasion:
    given = responses_worth(value, edition, instrument)
    chosen = instrument.editions[edition]
    return Occasion(profile_of(given, chosen, instrument), chosen, instrument)


def version_two(**changed: object) -> Instrument:
    """Version 2, in which the item remit-1 is another one."""
    edition = INSTRUMENT.editions["full"]
    items = tuple(replace(item, **changed) if item.id == "remit-1" else item for item in edition.items)
    editions = {**INSTRUMENT.editions, "full": replace(edition, items=items)}
    return replace(INSTRUMENT, version=2, sha256="2" * 64, editions=editions)


def test_a_facet_moved_when_the_change_exceeds_its_error():
    progress = progress_between(taken(25), taken(100))
    assert set(progress.facets) == set(FACET_IDS)
    assert all(change.difference > 60 and change.is_beyond_error for change in progress.facets.values())
    assert progress.headline is not None
    assert progress.headline.is_beyond_error


def test_the_same_answers_moved_nowhere():
    progress = progress_between(taken(75), taken(75))
    assert {change.difference for change in progress.facets.values()} == {0.0}
    assert not any(change.is_beyond_error for change in progress.facets.values())


def test_another_edition_of_the_same_instrument_is_compared():
    assert facets_asked_alike(taken(75), taken(75, "quick")) == set(FACET_IDS)


def test_a_facet_with_a_changed_item_is_not_compared_nor_what_rests_on_it():
    later = taken(75, instrument=version_two(text="Another text."))
    progress = progress_between(taken(25), later)
    assert set(progress.facets) == set(FACET_IDS) - {"remit"}
    assert set(progress.domains) == {"focus"}
    assert progress.headline is None


def test_a_changed_key_is_a_change_too():
    assert "remit" not in facets_asked_alike(taken(75), taken(75, instrument=version_two(keyed="-")))


def test_a_new_version_with_the_same_items_is_compared_whole():
    later = taken(75, instrument=version_two())
    assert progress_between(taken(75), later).headline is not None


def test_under_two_versions_another_edition_has_other_items():
    later = taken(75, "quick", version_two())
    assert facets_asked_alike(taken(75), later) == set()


def test_a_facet_only_the_later_version_has_is_not_compared():
    extra = a_statement("remit-9", "remit")
    edition = INSTRUMENT.editions["full"]
    longer = replace(edition, items=(*edition.items, extra))
    later = replace(INSTRUMENT, version=2, sha256="3" * 64, editions={**INSTRUMENT.editions, "full": longer})
    assert facets_asked_alike(taken(75), taken(75, instrument=later)) == set(FACET_IDS) - {"remit"}


def test_an_unscored_facet_has_no_change_and_its_domain_neither():
    given = {item: option for item, option in responses_worth(75).items() if not item.startswith("remit")}
    edition: Edition = INSTRUMENT.editions["full"]
    profile: Profile = profile_of(given, edition, INSTRUMENT)
    progress = progress_between(taken(75), Occasion(profile, edition, INSTRUMENT))
    assert set(progress.facets) == set(FACET_IDS) - {"remit"}
    assert set(progress.domains) == {"focus"}
    assert set(FACETS_BY_DOMAIN["focus"]) <= set(progress.facets)
    assert progress.headline is None
