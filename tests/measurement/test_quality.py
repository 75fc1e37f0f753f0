"""What is taken as a sign of hurry, with numbers worked out by hand, and that no sign is one alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.measurement.quality import (
    Pattern,
    Quality,
    facets_agreed_both_ways,
    least_spread,
    pattern_of,
    quality_of,
)
from quiz.measurement.responses import UnknownItemError
from quiz.measurement.result_file import result_document
from tests.builders import FACET_IDS, a_response_set, an_instrument, responses_all, responses_worth
from tests.measurement.results import SCHEMA
from tests.measurement.results import THE_DAY as DAY

INSTRUMENT = an_instrument()
FULL, QUICK = INSTRUMENT.editions["full"], INSTRUMENT.editions["quick"]


def quick(pairs):
    """Responses to the quick edition: for each facet in turn, the option of its + and its - statement."""
    facets = zip(FACET_IDS, pairs, strict=False)
    return {
        f"{facet_id}-{number}": option
        for facet_id, pair in facets
        for number, option in enumerate(pair, start=1)
    }


class TestAgreeingBothWays:
    def test_it_is_agreeing_with_a_statement_of_each_direction(self):
        given = quick([(4, 4), (5, 4), (4, 3), (2, 4), (5, 5), (1, 1), (3, 3), (4, 2)])
        assert facets_agreed_both_ways(given, QUICK, INSTRUMENT) == ("remit", "knowledge", "stage")

    def test_with_two_statements_a_direction_their_mean_counts(self):
        # remit: + (5, 2) is 3.5, - (4, 3) is 3.5, both above 3. stage: + (4, 2) is 3, which is no agreement.
        remit = {"remit-1": 5, "remit-2": 4, "remit-3": 2, "remit-4": 3}
        stage = {"stage-1": 4, "stage-2": 5, "stage-3": 2, "stage-4": 5}
        assert facets_agreed_both_ways(remit | stage, FULL, INSTRUMENT) == ("remit",)

    def test_situations_and_items_passed_over_do_not_count(self):
        given = {"remit-1": 5, "remit-2": None, "remit-4": None, "remit-situation": 2}
        assert facets_agreed_both_ways(given, FULL, INSTRUMENT) == ()
        assert facets_agreed_both_ways({**given, "remit-4": 4}, FULL, INSTRUMENT) == ("remit",)


class TestScattering:
    def test_it_begins_at_a_share_of_what_dice_give(self):
        # Statements are worth 0, 25, 50, 75, 100: σ² = 1250, √1250 = 35.355; 0.877 of it is 31.007.
        assert least_spread(QUICK, INSTRUMENT) == pytest.approx(31.007, abs=1e-3)
        # A situation's 0, 33, 67, 100 have σ² = 1394.5; (4 · 1250 + 1394.5) / 5 = 1278.9, √ = 35.762; · 0.95.
        assert least_spread(FULL, INSTRUMENT) == pytest.approx(33.974, abs=1e-3)

    def test_with_fewer_options_dice_scatter_more(self):
        # 0, 50, 100: σ² = 1666.7, √ = 40.825; 0.877 of it is 35.803.
        coarse = an_instrument(response_format=("No", "In between", "Yes"))
        assert least_spread(coarse.editions["quick"], coarse) == pytest.approx(35.803, abs=1e-3)

    @pytest.mark.parametrize(
        ("pair", "spread", "is_scattered"), [((2, 2), 35.355, True), ((2, 3), 17.678, False)]
    )
    def test_it_is_the_pooled_spread_that_reaches_it(self, pair, spread, is_scattered):
        # remit (2, 2) -> 25 and 75: 25² · 2 / 1 = 1250 in each of eight facets.
        found = quality_of(quick([pair] * 8), QUICK, INSTRUMENT, None)
        assert found.spread == pytest.approx(spread, abs=1e-3)
        assert found.is_scattered is is_scattered

    def test_with_one_answer_a_facet_nothing_is_known_of_it(self):
        found = quality_of(quick([(4, None)] * 8), QUICK, INSTRUMENT, 1)
        assert found.spread is None
        assert not found.is_scattered

    @given(st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=16, max_size=16))
    def test_turning_every_answer_around_changes_nothing(self, options):
        turned = [None if option is None else 6 - option for option in options]
        one, other = (
            quality_of(dict(zip((item.id for item in QUICK.items), given, strict=True)), QUICK, INSTRUMENT, 1)
            for given in (options, turned)
        )
        assert one.spread == pytest.approx(other.spread)
        assert one.pattern is other.pattern


class TestPatterns:
    @pytest.mark.parametrize("edition", ["quick", "full"])
    @pytest.mark.parametrize("option", [1, 2, 3, 4, 5])
    def test_one_option_throughout_is_one_the_middle_too(self, edition, option):
        given = responses_all(option, edition)
        assert pattern_of(given, INSTRUMENT.editions[edition]) is Pattern.ONE_OPTION

    @pytest.mark.parametrize("edition", ["quick", "full"])
    @pytest.mark.parametrize("pair", [(1, 5), (5, 1), (2, 4), (3, 4)])
    def test_two_options_in_turn_are_one(self, edition, pair):
        assert pattern_of(in_turn(pair, edition), INSTRUMENT.editions[edition]) is Pattern.TWO_IN_TURN

    def test_one_answer_that_leaves_it_is_enough_to_be_none(self):
        assert pattern_of(in_turn((1, 5), "quick") | {"stage-1": 3}, QUICK) is None
        assert pattern_of(responses_all(3, "quick") | {"stage-1": 4}, QUICK) is None

    def test_what_was_passed_over_is_no_part_of_it(self):
        assert pattern_of(responses_all(3, "quick") | {"stage-1": None}, QUICK) is Pattern.ONE_OPTION

    def test_of_few_answers_it_is_not_said(self):
        seven = dict(list(responses_all(3, "quick").items())[:7])
        assert pattern_of(seven, QUICK) is None
        assert pattern_of({}, QUICK) is None


def in_turn(pair, edition):
    """Two options in turn over the whole edition; a situation gets its last option where it has fewer."""
    items = INSTRUMENT.editions[edition].items
    return {item.id: min(pair[place % 2], INSTRUMENT.option_count(item)) for place, item in enumerate(items)}


class TestTheNote:
    @pytest.mark.parametrize(
        ("seconds", "spread", "pattern", "is_rushed"),
        [
            (1, 31.0, None, True),
            (0, None, Pattern.ONE_OPTION, True),
            (1, 10.0, Pattern.TWO_IN_TURN, True),
            (1, 30.9, None, False),
            (1, None, None, False),
            (2, 60.0, Pattern.ONE_OPTION, False),
            (None, 60.0, Pattern.ONE_OPTION, False),
        ],
    )
    def test_it_needs_haste_and_another_sign(self, seconds, spread, pattern, is_rushed):
        assert Quality(seconds, FACET_IDS, spread, 31.0, pattern).is_rushed is is_rushed

    @pytest.mark.parametrize("edition", ["quick", "full"])
    def test_a_fast_person_whose_answers_all_point_one_way_is_asked_nothing(self, edition):
        given = responses_worth(100, edition)
        assert not quality_of(given, INSTRUMENT.editions[edition], INSTRUMENT, 0).is_rushed

    def test_all_passed_over_is_no_sign_of_anything(self):
        found = quality_of(responses_all(None), FULL, INSTRUMENT, 1)
        assert (found.both_ways, found.spread, found.pattern) == ((), None, None)
        assert not found.is_rushed

    def test_responses_that_break_a_rule_are_an_error(self):
        with pytest.raises(UnknownItemError):
            quality_of({"remit-99": 1}, FULL, INSTRUMENT, None)


class TestTheDownload:
    def test_it_tells_how_it_was_answered(self):
        hasty = result_document(a_response_set(responses_all(4), instrument=INSTRUMENT), DAY, INSTRUMENT, 1)
        assert hasty["quality"]["is_rushed"] is True
        assert hasty["quality"]["both_ways"] == list(FACET_IDS)
        assert hasty["quality"]["pattern"] == "one option"
        calm = result_document(a_response_set(instrument=INSTRUMENT), DAY, INSTRUMENT)
        assert calm["quality"]["median_seconds"] is None
        assert calm["quality"]["is_rushed"] is False

    def test_a_file_from_before_the_quality_was_in_it_keeps_the_schema_too(self):
        document = result_document(a_response_set(instrument=INSTRUMENT), DAY, INSTRUMENT)
        del document["quality"]
        assert SCHEMA.is_valid(document)
