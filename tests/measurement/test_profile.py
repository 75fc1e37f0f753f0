"""A whole profile worked out by hand, and the response sets that must not break it."""

from dataclasses import replace
from math import sqrt

import pytest

from quiz.measurement.precision import SD_FLOOR
from quiz.measurement.profile import Score, Wording, profile_of
from quiz.measurement.responses import OptionOutOfRangeError, UnknownItemError
from tests.builders import FACET_IDS, FACETS_BY_DOMAIN, an_instrument, responses_all, responses_worth

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
EXPRESS = INSTRUMENT.editions["quick"]

# Ada, quick edition.
# Mindset facets: item 1 (+) 5 -> 100, item 2 (-) 3 -> 50: mean 75, squares 2 · 25² = 1250.
# Focus facets: item 1 (+) 2 -> 25, item 2 (-) 4 -> 25: mean 25, squares 0.
# s² = 4 · 1250 / 8 = 625, s = 25, df = 8, t(0.975; 8) = 2.306.
ADA = {
    **{f"{facet_id}-1": 5 for facet_id in FACETS_BY_DOMAIN["mindset"]},
    **{f"{facet_id}-2": 3 for facet_id in FACETS_BY_DOMAIN["mindset"]},
    **{f"{facet_id}-1": 2 for facet_id in FACETS_BY_DOMAIN["focus"]},
    **{f"{facet_id}-2": 4 for facet_id in FACETS_BY_DOMAIN["focus"]},
}


def close_to(score, sem, df, low, high, items):
    return Score(
        pytest.approx(score),
        pytest.approx(sem),
        df,
        pytest.approx(low, abs=5e-3),
        pytest.approx(high, abs=5e-3),
        items,
    )


def raw(score):
    return replace(score, p_high=None, word=None)


def test_each_facet_is_scored_with_its_own_band():
    # SEM = 25/√2 = 17.678; 75 ± 40.765 clipped at 100, 25 ± 40.765 clipped at 0
    facets = profile_of(ADA, EXPRESS, INSTRUMENT).facets
    assert list(facets) == list(FACET_IDS)
    assert raw(facets["remit"]) == close_to(75, 25 / sqrt(2), 8, low=34.235, high=100, items=2)
    assert raw(facets["stage"]) == close_to(25, 25 / sqrt(2), 8, low=0, high=65.765, items=2)


def test_a_domain_is_the_mean_of_its_facets_and_surer_than_any_of_them():
    # SEM = 25/4 · √(4/2) = 8.839; 75 ± 20.382
    domains = profile_of(ADA, EXPRESS, INSTRUMENT).domains
    assert raw(domains["mindset"]) == close_to(75, 8.838835, 8, low=54.618, high=95.382, items=8)
    assert raw(domains["focus"]) == close_to(25, 8.838835, 8, low=4.618, high=45.382, items=8)


def test_the_headline_is_the_mean_of_the_two_domains():
    # SEM = 25/8 · √(8/2) = 6.25; 50 ± 14.4125
    assert profile_of(ADA, EXPRESS, INSTRUMENT).headline == close_to(50, 6.25, 8, 35.588, 64.413, items=16)


def test_a_middling_headline_can_still_have_a_plain_archetype():
    # e = 625 · 8/6 / 2 = 416.667, 1/W = (162 + 416.667) / 4 = 144.667, u = 1 / (48.6 + 144.667); ĥ = 50 by
    # symmetry, p = 1/113.4 + 2u = 0.0191667. α = 0.748535, m̂ = 56.2866, q = 36.379 + α²/p = 65.612.
    # β = 0.720046, D̂ = 61.5257, var = (4 · 162 β + 16 β² q) / 16 = 63.179, P = Φ(1.45003) = 0.926473.
    # Ambassador (mindset high, focus low): 0.926473² = 0.858352
    profile = profile_of(ADA, EXPRESS, INSTRUMENT)
    assert profile.archetypes == pytest.approx(
        {"superstar": 0.068121, "ambassador": 0.858352, "specialist": 0.005406, "enabler": 0.068121}, abs=1e-6
    )
    assert profile.wording is Wording.PLAIN


def test_a_facet_with_fewer_answers_has_the_wider_band():
    responses = ADA | {"remit-2": None}  # remit is now 100 from one answer
    profile = profile_of(responses, EXPRESS, INSTRUMENT)
    # s² = 3 · 1250 / 7 = 535.714, s = 23.1455; mindset = (100 + 3 · 75) / 4 = 81.25
    s = sqrt(3750 / 7)
    assert raw(profile.facets["remit"]) == close_to(100, s, 7, low=100 - 2.365 * s, high=100, items=1)
    assert profile.domains["mindset"].score == pytest.approx(81.25)
    assert profile.domains["mindset"].sem == pytest.approx(s / 4 * sqrt(1 + 3 / 2))
    assert profile.headline.items == 15


def test_an_unscored_facet_leaves_its_domain_and_the_headline_unscored():
    responses = responses_worth(75) | {f"stage-{n}": None for n in (1, 2, 3)}
    profile = profile_of(responses, FULL, INSTRUMENT)
    assert profile.facets["stage"] is None
    assert profile.domains["focus"] is None
    assert profile.headline is None
    assert profile.archetypes is None
    assert profile.wording is None
    assert all(score is not None for facet_id, score in profile.facets.items() if facet_id != "stage")
    assert profile.domains["mindset"] is not None


def test_answers_of_an_unscored_facet_still_count_for_the_spread():
    responses = responses_worth(75) | {f"stage-{n}": None for n in (1, 2, 3)}
    # seven facets of five answers and one of two: 7 · 4 + 1
    assert profile_of(responses, FULL, INSTRUMENT).facets["remit"].df == 29


@pytest.mark.parametrize("responses", [{}, responses_all(None)], ids=["nothing answered", "all passed over"])
@pytest.mark.parametrize("edition", [FULL, EXPRESS], ids=["full", "quick"])
def test_without_an_answer_everything_is_unscored(responses, edition):
    known = {item_id: option for item_id, option in responses.items() if item_id in edition.items_by_id}
    profile = profile_of(known, edition, INSTRUMENT)
    assert profile.headline is None
    assert set(profile.domains.values()) == {None}
    assert set(profile.facets.values()) == {None}
    assert len(profile.facets) == 8


def test_one_single_answer_scores_its_facet_and_claims_nothing_about_it():
    profile = profile_of({"remit-1": 5}, EXPRESS, INSTRUMENT)
    assert profile.facets["remit"] == Score(100, SD_FLOOR, df=0, low=0, high=100, items=1)
    assert profile.headline is None


def test_express_half_answered_is_scored_but_names_no_archetype():
    profile = profile_of({f"{facet_id}-1": 5 for facet_id in FACET_IDS}, EXPRESS, INSTRUMENT)
    # SEM with the floor: 10/8 · √8 = 3.5355; with df = 0 the band is the whole scale
    assert profile.headline == Score(100, pytest.approx(10 / sqrt(8)), df=0, low=0, high=100, items=8)
    assert profile.archetypes is None
    assert profile.wording is None


@pytest.mark.parametrize("option", [1, 2, 3, 4, 5])
def test_a_straight_liner_lands_where_the_balanced_key_puts_them(option):
    # two statements keyed each way cancel out; the situation's capped option is worth 67, 0, 100, 33, 33
    profile = profile_of(responses_all(option), FULL, INSTRUMENT)
    situation = {1: 67, 2: 0, 3: 100, 4: 33, 5: 33}[option]
    assert profile.headline.score == pytest.approx((4 * 50 + situation) / 5)


def test_a_straight_liner_without_any_spread_has_the_floor_for_an_error():
    profile = profile_of(responses_all(3, "quick"), EXPRESS, INSTRUMENT)
    assert profile.headline.score == 50
    assert profile.headline.sem == pytest.approx(10 / 8 * sqrt(8 / 2))
    assert profile.wording is Wording.BETWEEN


@pytest.mark.parametrize(("value", "archetype"), [(0, "superstar"), (100, "enabler")])
def test_whoever_answers_one_pole_throughout_is_plainly_that_archetype(value, archetype):
    profile = profile_of(responses_worth(value), FULL, INSTRUMENT)
    assert profile.headline.score == value
    assert profile.archetypes[archetype] == pytest.approx(1)
    assert profile.wording is Wording.PLAIN


def test_responses_that_break_a_rule_are_refused():
    with pytest.raises(UnknownItemError):
        profile_of({"no-such-item": 1}, FULL, INSTRUMENT)
    with pytest.raises(OptionOutOfRangeError):
        profile_of({"remit-1": 6}, FULL, INSTRUMENT)
