"""What may be said about a profile: as much as its bands allow, and no more."""

import pytest

from quiz.measurement.archetypes import wording_of
from quiz.measurement.instrument import Level
from quiz.measurement.interpretation import facet_groups, headline_sentences, level_of, named_archetypes
from quiz.measurement.profile import Profile, profile_of
from tests.builders import FACET_IDS, a_score, an_instrument, responses_worth

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
EXPRESS = INSTRUMENT.editions["express"]


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


def groups_of(**facets):
    groups = facet_groups(a_profile(a_score(50), **facets), INSTRUMENT)
    return {group.heading: [facet.id for facet in group.facets] for group in groups}


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


def test_one_archetype_is_named_when_plain_or_leaning():
    assert named_archetypes(a_profile(a_score(), (0.05, 0.05, 0.05, 0.85))) == ("enabler",)
    assert named_archetypes(a_profile(a_score(), (0.1, 0.6, 0.2, 0.1))) == ("ambassador",)


def test_two_are_named_when_between_them_the_more_probable_first():
    assert named_archetypes(a_profile(a_score(), (0.45, 0.05, 0.48, 0.02))) == ("specialist", "superstar")


def test_a_tie_is_named_in_the_instruments_order():
    assert named_archetypes(a_profile(a_score(), (0.25, 0.25, 0.25, 0.25))) == ("superstar", "ambassador")


def test_no_archetype_is_named_when_nothing_is_known_of_the_error():
    assert named_archetypes(a_profile(None, None)) == ()


def test_a_plain_result_names_the_archetype_and_the_place():
    assert said_of(a_score(72.4, low=65.2, high=79.6), (0.02, 0.06, 0.07, 0.85)) == (
        "Your answers describe the Enabler. "
        "Overall you stand at 72 on the way from Superstar (0) to Enabler (100), very likely within 65 to 80."
    )


def test_the_superstar_pole_is_spoken_of_in_the_same_words():
    assert said_of(a_score(27.6, low=20.4, high=34.8), (0.85, 0.06, 0.07, 0.02)) == (
        "Your answers describe the Superstar. "
        "Overall you stand at 28 on the way from Superstar (0) to Enabler (100), very likely within 20 to 35."
    )


def test_a_leaning_result_is_hedged():
    sentence = said_of(a_score(60, low=53, high=67), (0.1, 0.2, 0.1, 0.6))
    assert sentence.startswith("You lean towards the Enabler. ")


def test_a_result_between_two_says_that_both_are_open():
    sentence = said_of(a_score(60, low=45, high=75), (0.03, 0.48, 0.02, 0.47))
    assert sentence.startswith(
        "You stand between the Ambassador and the Enabler: your answers leave both open. "
    )


def test_a_result_near_the_middle_leaves_the_other_archetypes_open_too():
    sentence = said_of(a_score(51, low=41, high=61), (0.24, 0.24, 0.26, 0.26))
    assert sentence.startswith(
        "You stand near the middle of the map, between the Specialist and the Enabler, "
        "with the other archetypes still open. "
    )


def test_a_headline_whose_band_holds_the_middle_is_given_no_side():
    sentence = said_of(a_score(48, low=40, high=56), (0.02, 0.95, 0.02, 0.01))
    assert sentence.endswith("anything from 40 to 56 fits your answers, the middle included.")
    assert "very likely" not in sentence


def test_an_unscored_headline_names_the_facets_that_need_more_answers():
    profile = a_profile(None, None, remit=None, stage=None, stamina=None)
    assert said_by(profile) == (
        "There is no overall result yet. Remit, Stage and Stamina need more answers. "
        "The other facets are scored below."
    )


def test_a_single_unscored_facet_is_named_in_the_singular():
    sentence = said_by(a_profile(None, None, credit=None))
    assert sentence.startswith("There is no overall result yet. Credit needs more answers.")


def test_when_nothing_is_scored_it_promises_no_other_facets():
    profile = profile_of({}, FULL, INSTRUMENT)
    assert said_by(profile) == ("There is no result to show yet. Every facet needs more answers.")


def test_single_answers_everywhere_give_a_place_and_no_claim():
    profile = profile_of({f"{facet_id}-1": 4 for facet_id in FACET_IDS}, EXPRESS, INSTRUMENT)
    assert said_by(profile) == (
        "Your answers average 75 on the way from Superstar (0) to Enabler (100). "
        "Each facet rests on a single answer, so there is no telling how sure that is; "
        "with more answers, more can be said."
    )


def test_the_clearest_facets_come_first_the_furthest_from_the_middle_leading():
    groups = groups_of(
        remit=a_score(70),
        knowledge=a_score(10),
        breadth=a_score(95),
        succession=a_score(65),
        stage=a_score(52),
    )
    assert groups["Where you stand out"] == ["breadth", "knowledge", "remit"]


def test_only_facets_whose_band_misses_the_middle_stand_out():
    groups = groups_of(remit=a_score(90, low=49, high=100), stage=a_score(62, low=52, high=72))
    assert groups["Where you stand out"] == ["stage"]


def test_the_least_certain_are_the_closest_to_the_middle_for_their_error():
    # distances in errors: remit 6/12 = 0.5, stage 4/5 = 0.8, credit 2/2 = 1.0, the others 9/5 = 1.8
    rest = {facet_id: a_score(59) for facet_id in FACET_IDS}
    groups = groups_of(
        **rest | {"remit": a_score(56, sem=12.0), "stage": a_score(54), "credit": a_score(52, sem=2.0)}
    )
    assert groups["Least certain"] == ["remit", "stage"]


def test_unscored_facets_are_the_least_certain_of_all():
    assert groups_of(credit=None, stage=a_score(50.1))["Least certain"][0] == "credit"
    assert groups_of(credit=None, stage=None, remit=None)["Least certain"] == ["remit", "stage"]


def test_a_facet_that_is_clear_of_the_middle_is_never_called_uncertain():
    groups = groups_of(**{facet_id: a_score(80) for facet_id in FACET_IDS})
    assert groups == {
        "Where you stand out": ["remit", "knowledge", "breadth"],
        "Your other facets": ["succession", "stage", "credit", "yardstick", "stamina"],
    }


def test_a_group_without_facets_is_absent():
    assert set(groups_of()) == {"Least certain", "Your other facets"}


@pytest.mark.parametrize("value", [0, 33, 50, 75, 100])
@pytest.mark.parametrize("unscored", [(), ("remit",), FACET_IDS])
def test_every_facet_is_in_exactly_one_group(value, unscored):
    responses = {
        item_id: None if item_id.split("-")[0] in unscored else option
        for item_id, option in responses_worth(value).items()
    }
    groups = facet_groups(profile_of(responses, FULL, INSTRUMENT), INSTRUMENT)
    assert sorted(facet.id for group in groups for facet in group.facets) == sorted(FACET_IDS)
