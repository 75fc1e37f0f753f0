"""What may be said about a profile: as much as its bands allow, and no more."""

from random import Random

import pytest

from quiz.charts.person.headline import headline_figure
from quiz.charts.person.map import map_figure
from quiz.evidence.simulation import simulated_respondents
from quiz.instrument.instrument import Level
from quiz.measurement.interpretation import (
    headline_sentences,
    level_of,
    named_archetypes,
    summary_sentences,
)
from quiz.measurement.profile import Profile, profile_of, wording_of
from tests.builders import FACET_IDS, a_score, an_instrument

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
EXPRESS = INSTRUMENT.editions["quick"]


def a_profile(headline=None, archetypes=None, **facets):
    """A profile with the given probabilities (superstar, ambassador, specialist, enabler) and facets."""
    named = dict(zip(("superstar", "ambassador", "specialist", "enabler"), archetypes or (), strict=False))
    return Profile(
        headline=headline,
        domains={"mindset": headline, "focus": headline},
        facets={facet_id: facets.get(facet_id, a_score(50)) for facet_id in FACET_IDS},
        archetypes=named or None,
        wording=wording_of(named) if named else None,
    )


def said_of(headline, archetypes):
    return said_by(a_profile(headline, archetypes))


def said_by(profile):
    return " ".join(headline_sentences(profile, INSTRUMENT))


@pytest.mark.parametrize(
    ("low", "high", "level"),
    [
        (20, 49.9, Level.LOW),
        (20, 50, Level.MIDDLE),
        (49, 51, Level.MIDDLE),
        (50, 80, Level.MIDDLE),
        (50.1, 80, Level.HIGH),
        (0, 100, Level.MIDDLE),
    ],
)
def test_a_level_is_low_or_high_only_when_the_whole_band_is(low, high, level):
    assert level_of(a_score((low + high) / 2, low=low, high=high)) is level


LOW, OPEN, HIGH = a_score(40, low=31, high=49), a_score(50, low=41, high=59), a_score(60, low=51, high=69)


def named(headline, archetypes):
    return named_archetypes(a_profile(headline, archetypes), INSTRUMENT)


def test_one_archetype_is_named_when_plain_or_leaning():
    assert named(HIGH, (0.05, 0.05, 0.05, 0.85)) == ("enabler",)
    assert named(LOW, (0.6, 0.2, 0.1, 0.1)) == ("superstar",)


def test_two_are_named_when_between_them_the_more_probable_first():
    assert named(LOW, (0.45, 0.05, 0.48, 0.02)) == ("specialist", "superstar")


@pytest.mark.parametrize(
    "probabilities", [(0.85, 0.1, 0.03, 0.02), (0.6, 0.2, 0.1, 0.1), (0.48, 0.45, 0.05, 0.02)]
)
def test_no_archetype_at_an_end_is_named_while_the_band_holds_the_middle(probabilities):
    mirrored = probabilities[::-1]
    assert named(LOW, probabilities)[0] == "superstar"
    assert named(HIGH, mirrored)[0] == "enabler"
    for open_headline in (OPEN, a_score(70, low=45, high=95), a_score(30, low=10, high=50)):
        assert named(open_headline, probabilities) == ()
        assert named(open_headline, mirrored) == ()


def test_an_archetype_at_no_end_may_be_named_in_the_middle():
    assert named(OPEN, (0.02, 0.95, 0.02, 0.01)) == ("ambassador",)
    assert named(OPEN, (0.1, 0.1, 0.7, 0.1)) == ("specialist",)


def test_no_archetype_is_named_when_nothing_is_known_of_the_error():
    assert named(None, None) == ()
    assert named(a_score(70), None) == ()


def test_a_plain_result_names_the_archetype_and_the_place():
    assert said_of(a_score(72.4, low=65.2, high=79.6), (0.02, 0.06, 0.07, 0.85)) == (
        "Your answers describe the Enabler. "
        "72 on the line from Superstar (0) to Enabler (100), very likely within 65 to 80."
    )


def test_the_superstar_pole_is_spoken_of_in_the_same_words():
    assert said_of(a_score(27.6, low=20.4, high=34.8), (0.85, 0.06, 0.07, 0.02)) == (
        "Your answers describe the Superstar. "
        "28 on the line from Superstar (0) to Enabler (100), very likely within 20 to 35."
    )


def test_a_leaning_result_is_hedged():
    sentence = said_of(a_score(60, low=53, high=67), (0.1, 0.2, 0.1, 0.6))
    assert sentence.startswith("You lean towards the Enabler. ")


def test_a_result_between_two_says_that_both_are_open():
    sentence = said_of(a_score(60, low=51, high=69), (0.03, 0.48, 0.02, 0.47))
    assert sentence.startswith(
        "You stand between the Ambassador and the Enabler: your answers leave both open. "
    )


@pytest.mark.parametrize(
    ("headline", "archetypes", "first", "summary"),
    [
        (
            a_score(45, low=37, high=53),
            (0.62, 0.2, 0.1, 0.08),
            "You stand near the middle between the two ends.",
            "Answers near the middle between the two ends.",
        ),
        (
            a_score(60, low=45, high=75),
            (0.03, 0.48, 0.02, 0.47),
            "You stand near the middle between the two ends.",
            "Answers near the middle between the two ends.",
        ),
        (
            a_score(60.1, low=45, high=75),  # further than 10 points, so no longer near
            (0.01, 0.08, 0.09, 0.82),
            "Your answers leave it open which end you are closer to.",
            "Answers that leave open which end is closer.",
        ),
        (
            a_score(52, low=44, high=60),
            (0.02, 0.95, 0.02, 0.01),
            "Your answers describe the Ambassador, near the middle between the two ends.",
            "Answers that describe the Ambassador, near the middle between the two ends.",
        ),
        (
            a_score(48, low=40, high=56),
            (0.2, 0.1, 0.6, 0.1),
            "You lean towards the Specialist, near the middle between the two ends.",
            "Leaning towards the Specialist, near the middle between the two ends.",
        ),
        (
            a_score(65, low=45, high=85),
            (0.1, 0.7, 0.05, 0.15),
            "You lean towards the Ambassador.",
            "Leaning towards the Ambassador.",
        ),
    ],
)
def test_while_the_band_holds_the_middle_no_end_is_named(headline, archetypes, first, summary):
    profile = a_profile(headline, archetypes)
    assert headline_sentences(profile, INSTRUMENT)[0] == first
    assert summary_sentences(profile, INSTRUMENT)[0] == summary


@pytest.mark.parametrize("edition", ["full", "quick"])
def test_no_simulated_result_names_an_end_while_its_band_holds_the_middle(edition):
    """Before, one in eight did so of the full edition, and one in five of the quick one."""
    ends = ("Superstar", "Enabler")
    profiles = [
        each.profile
        for each in simulated_respondents(1000, INSTRUMENT.editions[edition], INSTRUMENT, Random(1969))
    ]
    is_open = [level_of(profile.headline) is Level.MIDDLE for profile in profiles]
    names_an_end = [
        any(end in words for end in ends for words in first_words(profile)) for profile in profiles
    ]
    assert 300 < sum(is_open) < 900
    assert sum(names_an_end) > 90
    assert [
        profile for profile, *both in zip(profiles, is_open, names_an_end, strict=True) if all(both)
    ] == []


def first_words(profile):
    """What a page, a preview, a card and the map say first, and whom the page calls closest."""
    yield headline_sentences(profile, INSTRUMENT)[0]
    yield summary_sentences(profile, INSTRUMENT)[0]
    yield map_figure(profile, INSTRUMENT).takeaway
    yield headline_figure(profile, INSTRUMENT).takeaway
    yield from (INSTRUMENT.archetypes_by_id[each].name for each in named_archetypes(profile, INSTRUMENT))


def test_a_headline_whose_band_holds_the_middle_is_given_no_side():
    sentence = said_of(a_score(48, low=40, high=56), (0.02, 0.95, 0.02, 0.01))
    assert sentence.endswith("anything from 40 to 56 would fit the answers.")
    assert "very likely" not in sentence


def test_an_unscored_headline_names_the_facets_that_need_more_answers():
    profile = a_profile(None, None, remit=None, stage=None, stamina=None)
    assert said_by(profile) == (
        "There is no overall result yet. Remit, Stage and Stamina need more answers. "
        "The other themes are scored below."
    )


def test_a_single_unscored_facet_is_named_in_the_singular():
    sentence = said_by(a_profile(None, None, credit=None))
    assert sentence.startswith("There is no overall result yet. Credit needs more answers.")


def test_when_nothing_is_scored_it_promises_no_other_facets():
    profile = profile_of({}, FULL, INSTRUMENT)
    assert said_by(profile) == ("There is no result to show yet. Every theme needs more answers.")


def test_single_answers_everywhere_give_a_place_and_no_claim():
    profile = profile_of({f"{facet_id}-1": 4 for facet_id in FACET_IDS}, EXPRESS, INSTRUMENT)
    assert said_by(profile) == (
        "Your answers average 75 on the line from Superstar (0) to Enabler (100). "
        "Each theme rests on a single answer, so there is no telling how sure that is; "
        "with more answers, more can be said."
    )


def test_with_a_second_answer_to_two_facets_alone_it_says_nearly_every():
    twice = {f"{facet_id}-2": 2 for facet_id in FACET_IDS[:2]}
    profile = profile_of({f"{facet_id}-1": 4 for facet_id in FACET_IDS} | twice, EXPRESS, INSTRUMENT)
    assert profile.headline.df == 2
    assert profile.archetypes is None
    assert "Nearly every theme rests on a single answer" in said_by(profile)


def test_a_band_that_ends_just_before_the_middle_is_not_rounded_onto_it():
    assert said_of(a_score(40, low=30.2, high=49.8), (0.85, 0.06, 0.07, 0.02)).endswith("within 30 to 49.8.")
