"""In which order facets are spoken of: the clearest first, then the least certain, then the rest."""

import pytest

from quiz.measurement.interpretation import facet_groups
from quiz.measurement.profile import profile_of
from tests.builders import FACET_IDS, a_score, an_instrument, responses_worth
from tests.measurement.test_interpretation import a_profile

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]


def groups_of(**facets):
    groups = facet_groups(a_profile(a_score(50), **facets), INSTRUMENT)
    return {group.heading: [facet.id for facet in group.facets] for group in groups}


def test_the_clearest_facets_come_first():
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
