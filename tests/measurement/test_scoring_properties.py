"""What must hold for every response set, whatever its answers."""

import random
from dataclasses import replace
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.measurement.interpretation import headline_sentences, named_archetypes, standing_out
from quiz.measurement.profile import profile_of
from quiz.measurement.scoring import answers_still_needed, explanations, keyed_value
from tests.builders import FACET_IDS, an_instrument, mirrored
from tests.measurement.results import raw_scores

INSTRUMENTS = {
    points: an_instrument(response_format=tuple(f"Point {n}" for n in range(1, points + 1)))
    for points in range(3, 8)
}
MIRRORED = {points: mirrored(instrument) for points, instrument in INSTRUMENTS.items()}
MIRROR_ARCHETYPE = {
    "superstar": "enabler",
    "enabler": "superstar",
    "ambassador": "specialist",
    "specialist": "ambassador",
}


@st.composite
def response_sets(draw, complete=False):
    """An instrument's number of response options, an edition and responses to some or all of its items."""
    points = draw(st.sampled_from(list(INSTRUMENTS)))
    instrument = INSTRUMENTS[points]
    edition = instrument.editions[draw(st.sampled_from(["full", "quick"]))]
    responses = {}
    for item in edition.items:
        options = st.integers(1, len(instrument.option_labels(item)))
        answer = draw(options if complete else st.none() | options | st.just("no response"))
        if answer != "no response":
            responses[item.id] = answer
    return points, edition.id, responses


def all_scores(profile):
    return {"headline": profile.headline, **profile.domains, **profile.facets}


@given(response_sets())
def test_every_score_lies_in_its_band_and_every_band_on_the_scale(given_set):
    points, edition, responses = given_set
    instrument = INSTRUMENTS[points]
    for score in all_scores(profile_of(responses, instrument.editions[edition], instrument)).values():
        if score is not None:
            assert 0 <= score.low <= score.score <= score.high <= 100
            assert isfinite(score.sem)
            assert score.sem > 0
            assert score.items >= 1


@given(response_sets())
def test_probabilities_sum_to_one_or_are_absent_together_with_the_wording(given_set):
    points, edition, responses = given_set
    instrument = INSTRUMENTS[points]
    profile = profile_of(responses, instrument.editions[edition], instrument)
    assert (profile.archetypes is None) == (profile.wording is None)
    if profile.archetypes is not None:
        assert all(0 <= probability <= 1 for probability in profile.archetypes.values())
        assert sum(profile.archetypes.values()) == pytest.approx(1)


@given(response_sets(complete=True), st.data())
def test_an_answer_nearer_to_the_enabler_pole_never_lowers_a_score(given_set, data):
    points, edition_id, responses = given_set
    instrument = INSTRUMENTS[points]
    edition = instrument.editions[edition_id]
    item = data.draw(st.sampled_from(edition.items))
    options = range(1, len(instrument.option_labels(item)) + 1)
    by_value = sorted(options, key=lambda option: keyed_value(item, option, instrument))
    profiles = [profile_of(responses | {item.id: option}, edition, instrument) for option in by_value]
    for lower, higher in pairwise(map(all_scores, profiles)):
        assert all(higher[name].score >= lower[name].score for name in lower)
        assert higher[item.facet].score > lower[item.facet].score
        assert higher["headline"].score > lower["headline"].score


@given(response_sets())
def test_when_all_keys_flip_superstar_and_enabler_change_places(given_set):
    points, edition, responses = given_set
    profile = profile_of(responses, INSTRUMENTS[points].editions[edition], INSTRUMENTS[points])
    flipped = profile_of(responses, MIRRORED[points].editions[edition], MIRRORED[points])
    other_scores = all_scores(flipped)
    for name, score in all_scores(profile).items():
        other = other_scores[name]
        assert (score is None) == (other is None)
        if score is not None:
            assert other.score == pytest.approx(100 - score.score)
            assert other.sem == pytest.approx(score.sem)
            assert other.low == pytest.approx(100 - score.high)
            assert other.high == pytest.approx(100 - score.low)
            assert (other.df, other.items) == (score.df, score.items)
    if profile.archetypes is None:
        assert flipped.archetypes is None
    else:
        expected = {MIRROR_ARCHETYPE[name]: p for name, p in profile.archetypes.items()}
        assert flipped.archetypes == pytest.approx(expected, abs=1e-9)


@given(response_sets(), st.randoms())
def test_neither_the_order_of_items_nor_that_of_responses_matters(given_set, shuffler: random.Random):
    points, edition_id, responses = given_set
    instrument = INSTRUMENTS[points]
    edition = instrument.editions[edition_id]
    items, answers = list(edition.items), list(responses.items())
    shuffler.shuffle(items)
    shuffler.shuffle(answers)
    shuffled = replace(edition, items=tuple(items))
    assert profile_of(dict(answers), shuffled, instrument) == profile_of(responses, edition, instrument)


@given(response_sets())
def test_passing_an_item_over_is_scored_like_not_responding_to_it(given_set):
    points, edition_id, responses = given_set
    instrument = INSTRUMENTS[points]
    edition = instrument.editions[edition_id]
    answered = {item_id: option for item_id, option in responses.items() if option is not None}
    assert profile_of(answered, edition, instrument) == profile_of(responses, edition, instrument)


@given(response_sets())
def test_the_pulls_of_a_scored_facet_sum_to_its_distance_from_the_middle(given_set):
    points, edition_id, responses = given_set
    instrument = INSTRUMENTS[points]
    edition = instrument.editions[edition_id]
    for facet_id, score in raw_scores(responses, edition, instrument).items():
        pulls = explanations(responses, edition, instrument)[facet_id]
        assert len(pulls) == len(edition.items_of(facet_id))
        if score is not None:
            total = sum(pull.pull for pull in pulls if pull.pull is not None)
            assert total == pytest.approx(score - 50, abs=1e-9)


@given(response_sets())
def test_a_facet_is_unscored_exactly_when_it_needs_more_answers(given_set):
    points, edition_id, responses = given_set
    instrument = INSTRUMENTS[points]
    edition = instrument.editions[edition_id]
    needed = answers_still_needed(responses, edition, instrument)
    profile = profile_of(responses, edition, instrument)
    raw = raw_scores(responses, edition, instrument)
    for facet_id, score in profile.facets.items():
        assert (score is None) == (facet_id in needed) == (raw[facet_id] is None)
        assert score is None or score.score == raw[facet_id]


@given(response_sets())
def test_something_fitting_can_be_said_of_every_response_set(given_set):
    points, edition_id, responses = given_set
    instrument = INSTRUMENTS[points]
    profile = profile_of(responses, instrument.editions[edition_id], instrument)
    sentence = " ".join(headline_sentences(profile, instrument))
    assert sentence.endswith(".")
    for archetype_id in named_archetypes(profile, instrument):
        assert instrument.archetypes_by_id[archetype_id].name in sentence
    assert {facet.id for facet in standing_out(profile, instrument)} <= set(FACET_IDS)
