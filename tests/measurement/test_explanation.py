"""Which answers made a score."""

import pytest

from quiz.measurement.scoring import explanations
from tests.builders import FACET_IDS, an_instrument, responses_all
from tests.measurement.results import raw_scores

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]

# 75, 75, passed over, 25 (minus-keyed 4 -> 2), 67: mean 242 / 4 = 60.5
ADAS_REMIT = {"remit-1": 4, "remit-2": 2, "remit-3": None, "remit-4": 4, "remit-situation": 1}


def test_each_answer_pulls_by_its_share_of_the_distance_from_the_middle():
    pulls = explanations(ADAS_REMIT, FULL, INSTRUMENT)["remit"]
    assert [(pull.item.id, pull.option, pull.value, pull.pull) for pull in pulls] == [
        ("remit-1", 4, 75, 6.25),  # (75 - 50) / 4
        ("remit-2", 2, 75, 6.25),
        ("remit-3", None, None, None),
        ("remit-4", 4, 25, -6.25),
        ("remit-situation", 1, 67, 4.25),  # (67 - 50) / 4
    ]


def test_the_pulls_lead_from_the_middle_to_the_score():
    pulls = explanations(ADAS_REMIT, FULL, INSTRUMENT)["remit"]
    total = sum(pull.pull for pull in pulls if pull.pull is not None)
    assert raw_scores(ADAS_REMIT, FULL, INSTRUMENT)["remit"] == 60.5
    assert total == pytest.approx(60.5 - 50)


def test_an_item_without_any_response_is_listed_like_one_passed_over():
    without = {item_id: option for item_id, option in ADAS_REMIT.items() if item_id != "remit-3"}
    assert (
        explanations(without, FULL, INSTRUMENT)["remit"]
        == explanations(ADAS_REMIT, FULL, INSTRUMENT)["remit"]
    )


def test_the_answers_to_other_facets_have_no_part_in_it():
    pulls = explanations(responses_all(5) | ADAS_REMIT, FULL, INSTRUMENT)["remit"]
    assert pulls == explanations(ADAS_REMIT, FULL, INSTRUMENT)["remit"]


@pytest.mark.parametrize("facet_id", FACET_IDS)
def test_a_facet_passed_over_altogether_lists_its_items_without_a_pull(facet_id):
    pulls = explanations(responses_all(None), FULL, INSTRUMENT)[facet_id]
    assert len(pulls) == 5
    assert {(pull.option, pull.value, pull.pull) for pull in pulls} == {(None, None, None)}


def test_an_unknown_facet_is_refused():
    with pytest.raises(KeyError, match="charisma"):
        explanations({}, FULL, INSTRUMENT)["charisma"]
