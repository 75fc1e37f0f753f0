"""What is taken as a sign of hurry, with numbers worked out by hand, and that no sign is one alone."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.measurement.quality import (
    Quality,
    even_odd_consistency,
    facets_agreed_both_ways,
    quality_of,
)
from quiz.measurement.responses import UnknownItemError
from quiz.measurement.result_file import result_document
from quiz.settings.environment import ROOT
from tests.builders import FACET_IDS, a_response_set, an_instrument, responses_all, responses_worth
from tests.measurement.results import SCHEMA
from tests.measurement.results import THE_DAY as DAY

INSTRUMENT = an_instrument()
FULL, EXPRESS = INSTRUMENT.editions["full"], INSTRUMENT.editions["quick"]


def quick(pairs):
    """Responses to the quick edition: for each facet in turn, the option of its + and its - statement."""
    facets = zip(FACET_IDS, pairs, strict=False)
    return {
        f"{facet_id}-{number}": option
        for facet_id, pair in facets
        for number, option in enumerate(pair, start=1)
    }


def consistency(responses, edition=EXPRESS):
    return even_odd_consistency(responses, edition, INSTRUMENT)


class TestAgreeingBothWays:
    def test_it_is_agreeing_with_a_statement_of_each_direction(self):
        given = quick([(4, 4), (5, 4), (4, 3), (2, 4), (5, 5), (1, 1), (3, 3), (4, 2)])
        assert facets_agreed_both_ways(given, EXPRESS, INSTRUMENT) == ("remit", "knowledge", "stage")

    def test_with_two_statements_a_direction_their_mean_counts(self):
        # remit: + (5, 2) is 3.5, - (4, 3) is 3.5, both above 3. stage: + (4, 2) is 3, which is no agreement.
        remit = {"remit-1": 5, "remit-2": 4, "remit-3": 2, "remit-4": 3}
        stage = {"stage-1": 4, "stage-2": 5, "stage-3": 2, "stage-4": 5}
        assert facets_agreed_both_ways(remit | stage, FULL, INSTRUMENT) == ("remit",)

    def test_situations_and_items_passed_over_do_not_count(self):
        given = {"remit-1": 5, "remit-2": None, "remit-4": None, "remit-situation": 2}
        assert facets_agreed_both_ways(given, FULL, INSTRUMENT) == ()
        assert facets_agreed_both_ways({**given, "remit-4": 4}, FULL, INSTRUMENT) == ("remit",)


class TestEvenOddConsistency:
    def test_it_is_the_correlation_of_the_halves_stepped_up(self):
        # Keyed values, odd half (+) and even half (-), of four facets:
        # remit (4, 2) -> 75, 75; knowledge (5, 3) -> 100, 50; breadth (2, 4) -> 25, 25;
        # succession (3, 2) -> 50, 75.
        # Means 62.5 and 56.25. Deviations 12.5 37.5 -37.5 -12.5 and 18.75 -6.25 -31.25 18.75.
        # Products 234.375 - 234.375 + 1171.875 - 234.375 = 937.5; squares 3125 and 1718.75.
        # r = 937.5 / sqrt(3125 * 1718.75) = 0.404520; 2r / (1 + r) = 0.576026
        assert consistency(quick([(4, 2), (5, 3), (2, 4), (3, 2)])) == pytest.approx(0.576026, abs=1e-6)

    def test_halves_that_tell_the_same_are_wholly_consistent(self):
        assert consistency(quick([(1, 5), (5, 1), (3, 3)])) == pytest.approx(1)

    def test_halves_that_tell_the_opposite_are_at_the_other_end(self):
        assert consistency(quick([(1, 1), (5, 5), (3, 3)])) == -1

    def test_a_facets_items_are_split_by_their_place_in_the_edition(self):
        # remit's odd half is 1, 3 and the situation, its even half 2 and 4.
        odd = {"remit-1": 5, "remit-3": 5, "remit-situation": 3}  # all worth 100
        low = {"stage-1": 1, "stage-2": 5, "credit-1": 3, "credit-2": 3}  # 0 and 0, 50 and 50
        assert consistency(odd | {"remit-2": 1, "remit-4": 1} | low, FULL) == pytest.approx(1)

    @pytest.mark.parametrize(
        "responses",
        [
            {},
            responses_all(None, "quick"),
            responses_all(3, "quick"),
            quick([(4, 2), (1, 5)]),
            quick([(4, 2), (1, None), (None, 3), (2, 2)]),
            quick([(4, 1), (4, 2), (4, 3)]),
        ],
        ids=[
            "nothing",
            "all passed over",
            "always the middle",
            "two facets",
            "halves missing",
            "one half alike",
        ],
    )
    def test_where_nothing_can_be_said_nothing_is_said(self, responses):
        assert consistency(responses) is None

    def test_values_that_are_alike_but_for_rounding_have_no_correlation(self):
        alike = responses_worth(33, "full")
        assert even_odd_consistency(alike, FULL, INSTRUMENT) is None

    @given(st.lists(st.sampled_from([None, 1, 2, 3, 4, 5]), min_size=16, max_size=16))
    def test_it_never_leaves_its_range(self, options):
        found = consistency(dict(zip((item.id for item in EXPRESS.items), options, strict=True)))
        assert found is None or -1 <= found <= 1


def per_cent_with_a_sign(responses, edition):
    signs = [quality_of(each, edition, INSTRUMENT, None).is_inconsistent for each in responses]
    return round(100 * sum(signs) / len(signs))


class TestTheNote:
    @pytest.mark.parametrize(
        ("seconds", "both_ways", "agreement", "is_rushed"),
        [
            (1, 3, 0.9, True),
            (1, 0, 0.29, True),
            (0, 8, None, True),
            (2, 8, -1.0, False),
            (1, 2, 0.3, False),
            (1, 0, None, False),
            (None, 8, -1.0, False),
        ],
    )
    def test_it_needs_haste_and_a_sign_of_inconsistency(self, seconds, both_ways, agreement, is_rushed):
        assert Quality(seconds, FACET_IDS[:both_ways], agreement).is_rushed is is_rushed

    def test_always_agreeing_is_agreeing_both_ways_throughout(self):
        found = quality_of(responses_all(4), FULL, INSTRUMENT, 1)
        assert found.both_ways == FACET_IDS
        assert found.is_rushed
        assert not quality_of(responses_all(4), FULL, INSTRUMENT, None).is_rushed

    def test_all_passed_over_is_no_sign_of_anything(self):
        found = quality_of(responses_all(None), FULL, INSTRUMENT, 1)
        assert found == Quality(1, (), None)
        assert not found.is_rushed

    @pytest.mark.parametrize(("edition", "attentive", "by_dice"), [("full", 22, 66), ("quick", 39, 68)])
    def test_a_sign_alone_tells_little_so_it_needs_haste_as_well(self, edition, attentive, by_dice):
        """Per cent with a sign of inconsistency, of 500 simulated people each, as ADR 0030 has them."""
        asked, chance = INSTRUMENT.editions[edition], Random(1969)
        read = [
            draw_responses(draw_positions(INSTRUMENT, chance), asked, INSTRUMENT, chance) for _ in range(500)
        ]
        thrown = [
            {item.id: 1 + int(INSTRUMENT.option_count(item) * chance.random()) for item in asked.items}
            for _ in range(500)
        ]
        assert per_cent_with_a_sign(read, asked) == attentive
        assert per_cent_with_a_sign(thrown, asked) == by_dice
        decision = (ROOT / "docs" / "adr" / "0030-signs-of-hurry.md").read_text("utf-8")
        assert f"{attentive} % of the attentive and {by_dice} % of the others" in " ".join(decision.split())

    def test_responses_that_break_a_rule_are_an_error(self):
        with pytest.raises(UnknownItemError):
            quality_of({"remit-99": 1}, FULL, INSTRUMENT, None)


class TestTheDownload:
    def test_it_tells_how_it_was_answered(self):
        hasty = result_document(a_response_set(responses_all(4), instrument=INSTRUMENT), DAY, INSTRUMENT, 1)
        assert hasty["quality"]["is_rushed"] is True
        assert hasty["quality"]["both_ways"] == list(FACET_IDS)
        calm = result_document(a_response_set(instrument=INSTRUMENT), DAY, INSTRUMENT)
        assert calm["quality"]["median_seconds"] is None
        assert calm["quality"]["is_rushed"] is False

    def test_a_file_from_before_the_quality_was_in_it_keeps_the_schema_too(self):
        document = result_document(a_response_set(instrument=INSTRUMENT), DAY, INSTRUMENT)
        del document["quality"]
        assert SCHEMA.is_valid(document)
