"""The posterior: Ada's figures by hand, the same from matrices, and what must hold for anybody."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.measurement.posterior import (
    DOMAIN,
    GENERAL,
    OWN,
    VARIANCE,
    RawScore,
    Word,
    normal_cdf,
    posterior_of,
    word_of,
)
from quiz.measurement.precision import Spread
from quiz.measurement.profile import profile_of
from tests.builders import FACET_IDS, FACETS_BY_DOMAIN, an_instrument, responses_worth

# Ada of docs/result-format.md: s² = 2812.5 / 7 = 401.79, so e = 401.79 · 7/5 / n = 562.5 / n.
ADA = dict(
    zip(FACET_IDS, [(75, 2), (75, 2), (62.5, 2), (50, 1), (25, 2), (50, 2), (100, 2), (75, 2)], strict=True)
)
ADAS_SPREAD = Spread((2812.5 / 7) ** 0.5, 7)
ADAS = [0.924321, 0.924321, 0.848224, 0.750160, 0.396648, 0.709856, 0.985481, 0.914338]

SCORES = st.floats(0, 100)
ANSWERS = st.integers(1, 7)
RAW = st.builds(RawScore, SCORES, ANSWERS)
PEOPLE = st.lists(RAW, min_size=8, max_size=8)
GAPPY = st.lists(st.none() | RAW, min_size=8, max_size=8)
SPREADS = st.builds(Spread, st.floats(10, 60), st.integers(3, 60))


def found(raw, spread):
    by_facet = dict(zip(FACET_IDS, raw, strict=True))
    of_domain = {
        domain: {facet: by_facet[facet] for facet in facets} for domain, facets in FACETS_BY_DOMAIN.items()
    }
    return posterior_of(of_domain, spread)


def ada(**instead):
    return found([raw and RawScore(*raw) for raw in (ADA | instead).values()], ADAS_SPREAD)


def test_adas_facets_and_domains_are_those_worked_out_by_hand():
    assert [each.p_high for each in ada().facets.values()] == pytest.approx(ADAS, abs=5e-7)
    assert [each.p_high for each in ada().domains.values()] == pytest.approx([0.963147, 0.938786], abs=5e-7)


def test_the_shares_are_of_the_whole_variance():
    assert GENERAL + DOMAIN + OWN == 1


@given(GAPPY, SPREADS)
def test_it_is_what_the_matrices_give(raw, spread):
    """μ̂ = 50 + C(C + E)⁻¹(x - 50), its covariance C - C(C + E)⁻¹C, for whatever is scored."""
    scored = [place for place, each in enumerate(raw) if each]
    assume(scored)
    together = np.kron(np.eye(2), np.ones((4, 4)))
    whole = VARIANCE * (GENERAL * np.ones((8, 8)) + DOMAIN * together + OWN * np.eye(8))
    of_scored = whole[np.ix_(scored, scored)]
    error = spread.sd**2 * spread.df / (spread.df - 2)
    gain = whole[:, scored] @ np.linalg.inv(
        of_scored + np.diag([error / raw[each].answers for each in scored])
    )
    means = 50 + gain @ np.array([raw[each].score - 50 for each in scored])
    covariance = whole - gain @ whole[scored]
    posterior = found(raw, spread)
    assert list(posterior.facets) == [FACET_IDS[each] for each in scored]
    for place in scored:
        mean, variance = posterior.facets[FACET_IDS[place]]
        assert mean == pytest.approx(means[place], rel=1e-12)
        assert variance == pytest.approx(covariance[place, place], rel=1e-12)
    for number, domain in enumerate(FACETS_BY_DOMAIN):
        of_domain = slice(4 * number, 4 * number + 4)
        assert (domain in posterior.domains) == all(raw[of_domain])
        if domain in posterior.domains:
            mean, variance = posterior.domains[domain]
            assert mean == pytest.approx(means[of_domain].mean(), rel=1e-12)
            assert variance == pytest.approx(covariance[of_domain, of_domain].mean(), rel=1e-12)


@given(PEOPLE, SPREADS)
def test_mirrored_scores_have_the_other_probability(raw, spread):
    mirrored = found([RawScore(100 - score, answers) for score, answers in raw], spread)
    there = found(raw, spread)
    for part in ("facets", "domains"):
        for name, estimate in getattr(there, part).items():
            assert getattr(mirrored, part)[name].p_high == pytest.approx(1 - estimate.p_high, abs=1e-12)


@given(PEOPLE, SPREADS, st.integers(0, 7), st.floats(0.1, 50))
def test_it_rises_with_its_own_score_and_with_every_other(raw, spread, place, more):
    higher = list(raw)
    higher[place] = RawScore(raw[place].score + more, raw[place].answers)
    before, after = found(raw, spread), found(higher, spread)
    for part in ("facets", "domains"):
        for name, estimate in getattr(before, part).items():
            assert getattr(after, part)[name].mean > estimate.mean
            assert getattr(after, part)[name].variance == pytest.approx(estimate.variance)
            assert getattr(after, part)[name].p_high >= estimate.p_high


@given(st.floats(0, 1), SCORES, st.integers(1, 7))
def test_no_side_is_named_to_which_the_raw_score_does_not_lean(p_high, score, items):
    word = word_of(p_high, score, items)
    if score <= 50:
        assert word not in {Word.PROBABLY_HIGH, Word.CLEARLY_HIGH}
    if score >= 50:
        assert word not in {Word.PROBABLY_LOW, Word.CLEARLY_LOW}


@pytest.mark.parametrize(
    ("p_high", "items", "word"),
    [
        (0.799, 5, Word.OPEN),
        (0.80, 5, Word.PROBABLY_HIGH),
        (0.949, 5, Word.PROBABLY_HIGH),
        (0.95, 5, Word.CLEARLY_HIGH),
        (0.95, 3, Word.CLEARLY_HIGH),
        (0.95, 2, Word.PROBABLY_HIGH),
        (0.975, 2, Word.CLEARLY_HIGH),
        (0.201, 5, Word.OPEN),
        (0.199, 5, Word.PROBABLY_LOW),
        (0.049, 5, Word.CLEARLY_LOW),
        (0.03, 2, Word.PROBABLY_LOW),
        (0.02, 2, Word.CLEARLY_LOW),
    ],
)
def test_the_words_begin_where_they_should(p_high, items, word):
    assert word_of(p_high, 70 if p_high > 0.5 else 30, items) is word


def test_a_facet_in_the_middle_is_open_however_high_the_others_are():
    profile = profile_of(
        responses_worth(100) | {f"stage-{n}": 3 for n in (1, 2, 3, 4)} | {"stage-situation": None},
        an_instrument().editions["full"],
        an_instrument(),
    )
    assert profile.facets["stage"].score == 50
    assert profile.facets["stage"].p_high > 0.8
    assert profile.facets["stage"].word is Word.OPEN


@pytest.mark.parametrize("df", [0, 1, 2])
def test_below_three_degrees_of_freedom_there_is_nothing(df):
    posterior = found([RawScore(90, 2)] * 8, Spread(20, df))
    assert not posterior.facets
    assert not posterior.domains


def test_an_unscored_facet_has_no_estimate_and_its_domain_none_either():
    posterior = ada(stage=None)
    assert "stage" not in posterior.facets
    assert list(posterior.domains) == ["mindset"]
    assert posterior.facets["credit"].p_high > ada().facets["credit"].p_high  # the stage drew it down


def test_of_one_domain_alone_the_other_says_nothing():
    unscored = dict.fromkeys(FACETS_BY_DOMAIN["focus"])
    posterior = ada(**unscored)
    assert list(posterior.facets) == list(FACETS_BY_DOMAIN["mindset"])
    assert list(posterior.domains) == ["mindset"]


def test_without_any_score_there_is_nothing():
    assert not found([None] * 8, Spread(20, 5)).facets


@pytest.mark.parametrize(("z", "p"), [(0, 0.5), (1, 0.841345), (-2, 0.022750), (1.96, 0.975002), (40, 1)])
def test_phi_is_the_normal_distributions(z, p):
    assert normal_cdf(z) == pytest.approx(p, abs=1e-6)
