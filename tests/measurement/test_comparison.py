"""Two people side by side: what differs beyond error, what they cover together, what to talk about."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest

from quiz.instrument.instrument import FacetQuestions, Instrument
from quiz.measurement.as_others_see import Extent, narrower
from quiz.measurement.change import Change
from quiz.measurement.comparison import (
    GENERAL_QUESTIONS,
    Coverage,
    comparable_instruments,
    compare_profiles,
    conversation_questions,
    newer,
)
from quiz.measurement.profile import Profile, profile_of
from tests.builders import FACET_IDS, a_score, an_instrument, responses_worth

INSTRUMENT = an_instrument()


def a_profile(**facets: float | None) -> Profile:
    """Everything at 50 with a band of 10 points to either side, but for these facets."""
    scores = {facet_id: a_score(50.0) for facet_id in FACET_IDS}
    named = {facet_id: None if score is None else a_score(score) for facet_id, score in facets.items()}
    return Profile(
        a_score(50.0), {"mindset": a_score(50.0), "focus": a_score(50.0)}, scores | named, None, None
    )


def test_a_difference_as_large_as_its_error_is_not_beyond_it():
    first, second = a_score(50, sem=0, rounded_by=5.0), a_score(60, sem=0, rounded_by=5.0)
    assert Change(first, second).least_difference == Change(first, second).difference == 10
    assert not Change(first, second).is_beyond_error
    assert Change(first, replace(second, score=60.01)).is_beyond_error


def with_questions(instrument: Instrument) -> Instrument:
    domains = tuple(
        replace(
            domain,
            facets=tuple(
                replace(facet, questions=FacetQuestions(f"{facet.id} apart?", f"{facet.id} alike?"))
                for facet in domain.facets
            ),
        )
        for domain in instrument.domains
    )
    return replace(instrument, domains=domains)


def compared(first: Profile, second: Profile, extent: Extent = Extent.FACETS, instrument=INSTRUMENT):
    return compare_profiles(first, second, instrument, extent)


def test_a_difference_counts_beyond_1_96_errors_of_the_difference():
    # SEM 3 and 4 make 5; 1.96 · 5 = 9.8
    change = Change(a_score(50.0, sem=3.0), a_score(59.8, sem=4.0))
    assert change.least_difference == pytest.approx(9.8)
    assert not change.is_beyond_error
    assert Change(a_score(50.0, sem=3.0), a_score(59.9, sem=4.0)).is_beyond_error
    assert Change(a_score(59.9, sem=3.0), a_score(50.0, sem=4.0)).is_beyond_error


def test_the_error_of_a_difference_is_larger_than_either():
    change = Change(a_score(40.0, sem=5.0), a_score(60.0, sem=5.0))
    assert change.least_difference == pytest.approx(1.96 * 5 * sqrt(2))
    assert change.z == pytest.approx(20 / (5 * sqrt(2)))


def test_where_an_error_is_unknown_nothing_differs():
    assert not Change(a_score(0.0, df=0), a_score(100.0)).is_beyond_error
    assert not Change(a_score(0.0), a_score(100.0, df=0)).is_beyond_error


@pytest.mark.parametrize(
    ("first", "second", "coverage"),
    [
        (20.0, 80.0, Coverage.BOTH_POLES),
        (80.0, 20.0, Coverage.BOTH_POLES),
        (20.0, 30.0, Coverage.LOW_POLE),
        (75.0, 90.0, Coverage.HIGH_POLE),
        (20.0, 55.0, Coverage.ONE_LOW),
        (50.0, 80.0, Coverage.ONE_HIGH),
        (45.0, 55.0, Coverage.OPEN),  # both bands reach the middle: nobody is placed
    ],
)
def test_what_two_cover_together_goes_by_their_levels(first, second, coverage):
    pair = compared(a_profile(remit=first), a_profile(remit=second))
    assert {each.facet.id: each.coverage for each in pair.facets}["remit"] is coverage


def test_changing_places_turns_the_sign_and_keeps_the_verdict():
    one, other = a_profile(remit=20.0, stage=70.0), a_profile(remit=80.0, stage=65.0)
    there, back = compared(one, other), compared(other, one)
    for go, come in zip(there.facets, back.facets, strict=True):
        assert go.change.difference == -come.change.difference
        assert go.change.is_beyond_error == come.change.is_beyond_error
        assert go.coverage == come.coverage


@pytest.mark.parametrize(
    ("extent", "domains", "facets"), [("headline", 0, 0), ("domains", 2, 0), ("facets", 2, 8)]
)
def test_nothing_beyond_the_extent_is_even_computed(extent, domains, facets):
    pair = compared(a_profile(remit=20.0), a_profile(remit=80.0), Extent(extent))
    assert (len(pair.domains), len(pair.facets)) == (domains, facets)
    assert pair.headline is not None
    assert ("20" in repr(pair)) == (extent == "facets")


def test_a_facet_that_one_of_them_lacks_is_left_out():
    pair = compared(a_profile(remit=None), a_profile())
    assert [each.facet.id for each in pair.facets] == [each for each in FACET_IDS if each != "remit"]


def test_facets_are_joined_by_id_and_never_by_position():
    """Ben took a version in which the domains' facets stand in another order."""
    turned = replace(
        INSTRUMENT,
        version=2,
        sha256="2" * 64,
        domains=tuple(replace(each, facets=each.facets[::-1]) for each in INSTRUMENT.domains),
    )
    ada = profile_of(responses_worth(25), INSTRUMENT.editions["full"], INSTRUMENT)
    given = {**responses_worth(25), **{f"remit-{n}": 5 if n % 2 else 1 for n in (1, 2, 3, 4)}}
    ben = profile_of(given, turned.editions["full"], turned)
    pair = compare_profiles(ada, ben, newer(INSTRUMENT, turned), Extent.FACETS)
    differences = {each.facet.id: each.change.difference for each in pair.facets}
    assert [each.facet.id for each in pair.facets] == [facet.id for facet in turned.facets]
    assert differences["remit"] > 30
    assert {value for facet_id, value in differences.items() if facet_id != "remit"} == {0.0}


def test_versions_of_one_instrument_can_be_compared():
    assert comparable_instruments(INSTRUMENT, replace(INSTRUMENT, version=7))
    assert not comparable_instruments(INSTRUMENT, replace(INSTRUMENT, id="another"))
    assert newer(INSTRUMENT, replace(INSTRUMENT, version=7)).version == 7
    assert newer(replace(INSTRUMENT, version=7), INSTRUMENT).version == 7


def test_questions_begin_with_the_clearest_differences():
    asked = with_questions(INSTRUMENT)
    first = a_profile(remit=20.0, stage=10.0, credit=80.0)
    second = a_profile(remit=80.0, stage=90.0, credit=85.0)
    questions = conversation_questions(compared(first, second, instrument=asked))
    assert questions == ("stage apart?", "remit apart?", "credit alike?")


def test_general_questions_fill_up():
    asked = with_questions(INSTRUMENT)
    pair = compared(a_profile(remit=20.0), a_profile(remit=80.0), instrument=asked)
    assert conversation_questions(pair) == ("remit apart?", *GENERAL_QUESTIONS[:2])
    headline_only = compared(a_profile(remit=20.0), a_profile(remit=80.0), Extent.HEADLINE, asked)
    assert conversation_questions(headline_only) == GENERAL_QUESTIONS
    assert conversation_questions(compared(a_profile(remit=20.0), a_profile(remit=80.0))) == GENERAL_QUESTIONS


def test_two_people_see_no_more_than_both_show():
    for one in Extent:
        for other in Extent:
            assert one.includes(narrower(one, other))
            assert other.includes(narrower(one, other))
            assert narrower(one, other) in {one, other}
