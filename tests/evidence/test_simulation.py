"""Evidence that the scoring recovers what is true of respondents, and that its bands keep their promise.

Run with `-s` to see the figures.
"""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from quiz.evidence.simulation import (
    draw_positions,
    draw_responses,
    expected_value,
    grade_probabilities,
    recovery,
    simulated_respondents,
)
from quiz.evidence.worlds import GradedItem
from quiz.instrument.instrument import Edition
from quiz.measurement.profile import Wording
from quiz.measurement.simulated_figures import RESPONDENTS as FIGURES_OF
from quiz.measurement.simulated_figures import simulated_figures
from quiz.settings.environment import ROOT
from tests.builders import FACET_IDS, FACETS_BY_DOMAIN, a_score, an_instrument, interleaved_items

SEED = 1969
RESPONDENTS = 2_000
STANDARD = Edition(id="standard", name="Standard edition", minutes=4, items=interleaved_items(rounds=4))
INSTRUMENT = an_instrument()
INSTRUMENT = replace(INSTRUMENT, editions={**INSTRUMENT.editions, "standard": STANDARD})
EDITIONS = ("full", "standard", "quick")

LEAST_CORRELATION = {
    ("full", "headline"): 0.93,
    ("full", "facets"): 0.80,
    ("standard", "headline"): 0.92,
    ("standard", "facets"): 0.78,
    ("quick", "headline"): 0.88,
    ("quick", "facets"): 0.70,
}


@cache
def respondents_of(edition):
    return simulated_respondents(RESPONDENTS, INSTRUMENT.editions[edition], INSTRUMENT, Random(SEED))


@cache
def recovered(edition, level):
    respondents = respondents_of(edition)
    if level == "headline":
        truths = [each.true_headline for each in respondents]
        scores = [each.profile.headline for each in respondents]
    else:
        true_parts = [getattr(each, f"true_{level}") for each in respondents]
        scored_parts = [getattr(each.profile, level) for each in respondents]
        truths = [truth for parts in true_parts for truth in parts.values()]
        scores = [score for parts in scored_parts for score in parts.values()]
    return recovery(truths, scores)


def print_figures(edition, level, figures):
    print(
        f"\n{edition:8} {level:9} n={figures.n:6} r={figures.correlation:.3f} "
        f"coverage={figures.coverage:.3f} mean SEM={figures.mean_sem:.1f}",
        end="",
    )


@pytest.mark.parametrize(("edition", "level"), LEAST_CORRELATION)
def test_the_scores_recover_the_true_ones(edition, level):
    assert recovered(edition, level).correlation >= LEAST_CORRELATION[edition, level]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("level", ["headline", "domains", "facets"])
def test_the_band_holds_the_true_score_in_93_to_97_of_100_cases(edition, level):
    figures = recovered(edition, level)
    print_figures(edition, level, figures)
    assert 0.93 <= figures.coverage <= 0.97


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_figures_on_the_scoring_page_and_in_the_documents_are_these(edition):
    kept = simulated_figures(INSTRUMENT.editions[edition], INSTRUMENT)
    assert [figure.level for figure in kept] == ["headline", "domains", "facets"]
    assert FIGURES_OF == RESPONDENTS
    document = (ROOT / "docs" / "result-format.md").read_text("utf-8")
    for figure in kept:
        found = recovered(edition, figure.level)
        assert figure.correlation == round(found.correlation, 3)
        assert f"{figure.coverage / 100:.3f}" == f"{found.coverage:.3f}"
        assert figure.mean_sem == round(found.mean_sem, 1)
        first = f"| {edition} | {figure.level} | {figure.correlation:.3f} |"
        assert f"{first} {figure.coverage:.1f} % | {figure.mean_sem} |" in document


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("wording", "promised"), [(Wording.PLAIN, 0.80), (Wording.LEANING, 0.50)])
def test_a_named_archetype_is_true_as_often_as_its_wording_promises(edition, wording, promised):
    named = [each for each in respondents_of(edition) if each.profile.wording is wording]
    right = sum(true_archetype(each) == most_probable(each.profile) for each in named)
    print(f"\n{edition:8} {wording.value:9} n={len(named):6} named rightly={right / len(named):.3f}", end="")
    assert len(named) > 100
    assert right / len(named) >= promised


def test_passed_over_items_leave_the_bands_true():
    respondents = simulated_respondents(
        600, INSTRUMENT.editions["full"], INSTRUMENT, Random(SEED), passed_over=0.10
    )
    facets = recovery(
        [truth for each in respondents for truth in each.true_facets.values()],
        [score for each in respondents for score in each.profile.facets.values()],
    )
    print_figures("full", "-10 %", facets)
    assert facets.n < 600 * 8  # some facets are unscored
    assert 0.93 <= facets.coverage <= 0.97


def test_the_same_seed_gives_the_same_respondents():
    first, second = (
        simulated_respondents(3, INSTRUMENT.editions["quick"], INSTRUMENT, Random(SEED)) for _ in range(2)
    )
    assert first == second


def test_a_grade_has_the_probability_of_samejimas_model():
    # a = 2, thresholds -1, 0, 1, position 0:
    # P(>=1) = 1/(1 + e^-2) = 0.880797, P(>=2) = 0.5, P(>=3) = 1/(1 + e^2) = 0.119203
    probabilities = grade_probabilities(0.0, GradedItem(2.0, (-1.0, 0.0, 1.0)))
    assert probabilities == pytest.approx((0.119203, 0.380797, 0.380797, 0.119203), abs=1e-6)


def test_the_true_score_rises_with_the_position_and_is_symmetrical():
    values = (0.0, 25.0, 50.0, 75.0, 100.0)
    expected = [expected_value(position / 4, values) for position in range(-16, 17)]
    assert expected == sorted(expected)
    assert expected_value(0.0, values) == pytest.approx(50)
    assert expected_value(1.3, values) == pytest.approx(100 - expected_value(-1.3, values))


def test_someone_far_at_a_pole_answers_so_whichever_way_an_item_is_keyed():
    far = dict.fromkeys(FACET_IDS, 50.0)
    responses = draw_responses(far, INSTRUMENT.editions["full"], INSTRUMENT, Random(SEED))
    # the situation's third option is the one worth 100
    assert [responses[f"remit-{part}"] for part in (1, 2, 3, 4, "situation")] == [5, 1, 5, 1, 3]


def test_positions_are_more_alike_within_a_domain_than_across():
    generator = Random(SEED)
    drawn = [draw_positions(INSTRUMENT, generator) for _ in range(4_000)]
    assert set(drawn[0]) == set(FACET_IDS)
    remit, knowledge, *_ = FACETS_BY_DOMAIN["mindset"]
    stage, *_ = FACETS_BY_DOMAIN["focus"]
    assert correlated(drawn, remit, knowledge) == pytest.approx(0.50, abs=0.05)
    assert correlated(drawn, remit, stage) == pytest.approx(0.30, abs=0.05)


def test_recovery_counts_scored_cases_only():
    # errors 0 and 12 with bands of 10 to either side: one of two bands holds the truth
    figures = recovery([70, 58, 40], [a_score(70), a_score(46), None])
    assert figures.n == 2
    assert figures.correlation == pytest.approx(1)
    assert figures.coverage == 0.5
    assert figures.mean_sem == 5


def correlated(drawn, one, other):
    return recovery([each[one] for each in drawn], [a_score(each[other]) for each in drawn]).correlation


def true_archetype(respondent):
    upper = tuple(truth > 50 for truth in respondent.true_domains.values())
    return {
        (False, False): "superstar",
        (True, False): "ambassador",
        (False, True): "specialist",
        (True, True): "enabler",
    }[upper]


def most_probable(profile):
    return max(profile.archetypes, key=profile.archetypes.get)
