"""Taking it again: what moved, what is chance, and what must not be compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.instrument.instrument import Edition, Instrument
from quiz.measurement.profile import Profile, Score, profile_of
from quiz.measurement.progress import Occasion, facets_asked_alike, progress_between
from tests.builders import FACET_IDS, FACETS_BY_DOMAIN, a_score, a_statement, an_instrument, responses_worth

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


def occasion(headline: Score, domain: Score | None = None, **facets: Score) -> Occasion:
    """A result in which everything but these stands at 50."""
    still = a_score(50.0)
    scores = dict.fromkeys(FACET_IDS, still) | facets
    profile = Profile(headline, {"mindset": domain or still, "focus": still}, scores, None, None)
    return Occasion(profile, INSTRUMENT.editions["full"], INSTRUMENT)


def test_the_headline_moved_beyond_the_t_of_its_share() -> None:
    # SEM 3 and 4 make 5; df (9 + 16)² / (81/8 + 256/16) = 625 / 26.125 = 23.923; t(0.99; 23.923) = 2.4927,
    # so 12.4636 points.
    first = a_score(50.0, sem=3.0, df=8)
    under = progress_between(occasion(first), occasion(a_score(62.46, sem=4.0, df=16))).headline
    over = progress_between(occasion(first), occasion(a_score(62.47, sem=4.0, df=16))).headline
    assert under is not None
    assert over is not None
    assert (under.has_moved, over.has_moved) == (False, True)
    assert over.high - over.difference == pytest.approx(12.4636, abs=1e-4)
    assert under.low < 0 < over.low


def test_a_domain_has_a_smaller_share_than_the_headline() -> None:
    # SEM 5 and 5 make 7.0711; df 64; t(0.99; 64) = 2.3860, t(0.995; 64) = 2.6549: 16.872 and 18.773 points
    moved = progress_between(occasion(a_score(50.0), a_score(50.0)), occasion(a_score(68.0), a_score(68.0)))
    assert moved.headline is not None
    assert moved.headline.has_moved
    assert not moved.domains["mindset"].has_moved
    assert moved.domains["mindset"].high == pytest.approx(18 + 18.773, abs=1e-3)


def test_facets_are_tested_together() -> None:
    # The first of eight needs p ≤ 0.01/8 = 0.00125, t = 3.3771, 23.880 points; the next one p ≤ 0.01/7, with
    # t = 3.3336, 23.572.
    headline = a_score(50.0)

    def moved(**facets: Score) -> set[str]:
        now = progress_between(occasion(headline), occasion(headline, **facets)).facets
        return {facet_id for facet_id, movement in now.items() if movement.has_moved}

    assert moved(remit=a_score(73.8)) == set()
    assert moved(remit=a_score(73.9)) == {"remit"}
    assert moved(remit=a_score(73.8), stage=a_score(26.0)) == {"remit", "stage"}


def test_where_an_error_is_unknown_nothing_moved_and_anything_fits() -> None:
    unknown = a_score(100.0, df=0)
    now = progress_between(occasion(a_score(0.0)), occasion(unknown, unknown, remit=unknown))
    assert now.headline is not None
    assert (now.headline.low, now.headline.high) == (-100, 100)
    parts = [now.headline, *now.domains.values(), *now.facets.values()]
    assert not any(movement.has_moved for movement in parts)


def test_from_one_end_to_the_other_everything_moved():
    progress = progress_between(taken(0), taken(100))
    assert set(progress.facets) == set(FACET_IDS)
    assert progress.headline is not None
    assert all(each.has_moved for each in [progress.headline, *progress.domains.values()])
    assert all(each.has_moved and each.difference == 100 for each in progress.facets.values())


def test_the_same_answers_moved_nowhere():
    progress = progress_between(taken(75), taken(75))
    assert {each.difference for each in progress.facets.values()} == {0.0}
    assert not any(each.has_moved for each in progress.facets.values())


@given(st.lists(st.integers(1, 4), min_size=80, max_size=80))
def test_going_back_turns_every_sign_and_keeps_every_verdict(options):
    edition = INSTRUMENT.editions["full"]
    one, other = (
        Occasion(
            profile_of(
                dict(zip((item.id for item in edition.items), half, strict=True)), edition, INSTRUMENT
            ),
            edition,
            INSTRUMENT,
        )
        for half in (options[:40], options[40:])
    )
    there, back = progress_between(one, other), progress_between(other, one)
    for go, come in zip(parts_of(there), parts_of(back), strict=True):
        assert go.difference == -come.difference
        assert (go.low, go.high) == pytest.approx((-come.high, -come.low))
        assert go.has_moved == come.has_moved
        assert go.low <= go.difference <= go.high
        assert go.low <= 0 <= go.high or go.has_moved


def parts_of(progress):
    return [progress.headline, *progress.domains.values(), *progress.facets.values()]


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
