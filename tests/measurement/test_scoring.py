"""From responses to raw scores, with numbers worked out by hand."""

import pytest

from quiz.measurement.responses import PASSED_OVER, OptionOutOfRangeError, UnknownItemError
from quiz.measurement.scoring import (
    answers_still_needed,
    keyed_value,
    keyed_values,
    scoring_key,
)
from tests.builders import FACET_IDS, a_situation, a_statement, an_instrument, mirrored, responses_all
from tests.measurement.results import raw_scores

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
EXPRESS = INSTRUMENT.editions["quick"]

# remit-1 (+) 4 -> 100 (4 - 1) / 4 = 75         remit-2 (-) 2 -> x' = 6 - 2 = 4 -> 75
# remit-3 (+) 5 -> 100                          remit-4 (-) 3 -> x' = 3 -> 50
# remit-situation: its first option is worth 67
ADAS_REMIT = {"remit-1": 4, "remit-2": 2, "remit-3": 5, "remit-4": 3, "remit-situation": 1}


@pytest.mark.parametrize(("option", "value"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100)])
def test_agreement_with_a_plus_keyed_statement_raises_the_score(option, value):
    assert keyed_value(a_statement(keyed="+"), option, INSTRUMENT) == value


@pytest.mark.parametrize(("option", "value"), [(1, 100), (2, 75), (3, 50), (4, 25), (5, 0)])
def test_agreement_with_a_minus_keyed_statement_lowers_the_score(option, value):
    assert keyed_value(a_statement(keyed="-"), option, INSTRUMENT) == value


@pytest.mark.parametrize(("points", "second"), [(3, 50), (4, 100 / 3), (5, 25), (6, 20), (7, 100 / 6)])
def test_any_number_of_response_options_spans_the_whole_scale(points, second):
    instrument = an_instrument(response_format=tuple(f"Point {n}" for n in range(1, points + 1)))
    statement = a_statement(keyed="+")
    assert keyed_value(statement, 1, instrument) == 0
    assert keyed_value(statement, 2, instrument) == pytest.approx(second)
    assert keyed_value(statement, points, instrument) == 100


def test_a_situations_option_carries_its_value_at_once():
    situation = a_situation(values=(67, 0, 100, 33))
    assert [keyed_value(situation, option, INSTRUMENT) for option in (1, 2, 3, 4)] == [67, 0, 100, 33]


@pytest.mark.parametrize(("item", "option"), [(a_statement(), 0), (a_statement(), 6), (a_situation(), 5)])
def test_an_option_that_the_item_does_not_have_is_refused_by_name(item, option):
    with pytest.raises(OptionOutOfRangeError, match=f"{item.id}: got option {option}"):
        keyed_value(item, option, INSTRUMENT)


@pytest.mark.parametrize(("item_id", "option"), [("remit-1", 0), ("remit-1", 6), ("remit-situation", 5)])
def test_responses_with_an_option_their_item_does_not_have_are_refused(item_id, option):
    with pytest.raises(OptionOutOfRangeError, match=f"{item_id}: got option {option}"):
        keyed_values({item_id: option}, FULL, INSTRUMENT)


def test_only_answered_items_have_a_keyed_value():
    responses = {"remit-1": 5, "remit-2": PASSED_OVER}
    assert keyed_values(responses, FULL, INSTRUMENT) == {"remit-1": 100}


def test_keyed_values_come_in_the_editions_order():
    backwards = dict(reversed(list(responses_all(3).items())))
    assert list(keyed_values(backwards, FULL, INSTRUMENT)) == [item.id for item in FULL.items]


def test_a_response_to_an_item_of_another_edition_is_refused():
    with pytest.raises(UnknownItemError, match="remit-3"):
        keyed_values({"remit-3": 1}, EXPRESS, INSTRUMENT)


def test_a_facet_is_the_mean_of_its_answered_items():
    # (75 + 75 + 100 + 50 + 67) / 5 = 367 / 5
    assert raw_scores(ADAS_REMIT, FULL, INSTRUMENT)["remit"] == pytest.approx(73.4)


def test_a_passed_over_item_leaves_the_mean_to_the_others():
    # without the situation: (75 + 75 + 100 + 50) / 4
    responses = ADAS_REMIT | {"remit-situation": PASSED_OVER}
    assert raw_scores(responses, FULL, INSTRUMENT)["remit"] == 75


def test_three_answers_of_five_are_enough_and_two_are_not():
    three = {"remit-1": 4, "remit-2": 2, "remit-3": 3}  # 75, 75, 50
    two = {"remit-1": 4, "remit-2": 2, "remit-3": PASSED_OVER}
    assert raw_scores(three, FULL, INSTRUMENT)["remit"] == pytest.approx(200 / 3)
    assert raw_scores(two, FULL, INSTRUMENT)["remit"] is None


def test_one_answer_of_two_is_enough_in_the_express_edition():
    assert raw_scores({"stage-2": 1}, EXPRESS, INSTRUMENT)["stage"] == 100
    assert raw_scores({"stage-2": 1}, EXPRESS, INSTRUMENT)["credit"] is None


def test_it_tells_how_many_answers_each_unscored_facet_still_needs():
    responses = {
        **responses_all(3),
        "remit-1": None,
        "remit-2": None,
        "remit-3": None,  # two answers left, three needed
        **{f"stage-{n}": None for n in (1, 2, 3, 4)},  # one left
        **{f"credit-{n}": None for n in (1, 2)},  # three left: enough
    }
    assert answers_still_needed(responses, FULL, INSTRUMENT) == {"remit": 1, "stage": 2}


def test_without_any_answer_every_facet_needs_half_of_its_items():
    assert answers_still_needed({}, FULL, INSTRUMENT) == dict.fromkeys(FACET_IDS, 3)
    assert answers_still_needed({}, EXPRESS, INSTRUMENT) == dict.fromkeys(FACET_IDS, 1)


def test_a_complete_response_set_needs_nothing_more():
    assert answers_still_needed(responses_all(2), FULL, INSTRUMENT) == {}


def test_the_scoring_key_is_worked_out_once_for_an_edition():
    assert scoring_key(FULL, INSTRUMENT) is scoring_key(FULL, INSTRUMENT)


def test_no_instrument_is_scored_with_the_key_of_another():
    many = [an_instrument(version=version) for version in range(1, 101)]
    for instrument in (each for pair in zip(many, map(mirrored, many), strict=True) for each in pair):
        plus = instrument.editions["full"].items_by_id["remit-1"].keyed == "+"
        score = raw_scores(ADAS_REMIT, instrument.editions["full"], instrument)["remit"]
        assert score == pytest.approx(73.4 if plus else 26.6)
