"""Where one stands among others, by shares worked out by hand; and how little a release tells of anyone."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import exp, inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.measurement.comparison_group import (
    BLUR_SD,
    CLASSES,
    EPSILON,
    Place,
    Release,
    _is_kept,
    blurred,
    class_counts,
    place_of,
    release_due,
)
from tests.builders import a_score

KEPT = exp(-0.5)  # of the noise: one step further out is this much less likely
scores = st.integers(0, 100)


def noise_probability(added: int) -> float:
    return (1 - KEPT) / (1 + KEPT) * KEPT ** abs(added)


def drawing(numbers: list[int]) -> Callable[[int], int]:
    """A source of chance that has been told what to draw."""
    left = iter(numbers)
    return lambda _: next(left)


def place(release: Release, low: float, high: float) -> Place | None:
    return place_of(a_score((low + high) / 2, low=low, high=high), release)


class TestReleases:
    @pytest.mark.parametrize(
        ("counting", "released", "due"),
        [
            *[(0, 0, None), (29, 0, None), (30, 0, 30), (59, 0, 30), (60, 0, 60), (500, 0, 480)],
            *[(30, 30, None), (59, 30, None), (60, 30, 60), (61, 60, None), (12, 60, None), (240, 60, 240)],
        ],
    )
    def test_there_is_one_at_thirty_and_whenever_the_group_has_doubled(self, counting, released, due):
        assert release_due(counting, 3, released) == due

    @pytest.mark.parametrize(
        ("days", "released", "due"), [(1, 0, None), (2, 0, None), (3, 0, 60), (0, 30, 60)]
    )
    def test_the_first_one_waits_for_three_days_and_no_other_does(self, days, released, due):
        assert release_due(60, days, released) == due

    def test_scores_are_counted_in_fifths_of_the_scale(self):
        assert class_counts([0, 19.9, 20, 50, 79.9, 80, 100]) == (2, 1, 1, 1, 2)
        assert class_counts([]) == (0,) * CLASSES


class TestTheBlur:
    def test_a_step_further_out_has_the_probability_that_is_promised_exactly(self):
        """All ways through the coin, each with its exact probability; what is cut off is under 1 in 10¹²."""
        kept = Fraction(0)
        for zeros in range(14):  # so many times 0 is drawn from 2, 4, 6 …, then something else
            of_this_way = Fraction(1)
            for turn in range(1, zeros + 1):
                of_this_way *= Fraction(1, 2 * turn)
            of_this_way *= 1 - Fraction(1, 2 * (zeros + 1))
            kept += of_this_way * _is_kept(drawing([0] * zeros + [1]))
        assert float(kept) == pytest.approx(exp(-EPSILON / 2), abs=1e-12)

    def test_it_is_two_sided_and_as_wide_as_the_pages_say(self):
        chance = Random(3)
        added = [each for _ in range(4000) for each in blurred((0,) * CLASSES, chance.randrange)]
        for size in range(-4, 5):
            assert added.count(size) / len(added) == pytest.approx(noise_probability(size), abs=0.008)
        assert pytest.approx(sum(each**2 for each in added) / len(added), rel=0.05) == BLUR_SD**2
        assert pytest.approx(2.80, abs=0.005) == BLUR_SD

    @given(st.lists(scores, max_size=60), scores, scores, st.data())
    def test_no_result_is_more_than_e_times_as_likely_to_who_knows_the_rest(self, others, one, another, data):
        counts, exchanged = class_counts([*others, one]), class_counts([*others, another])
        seen = data.draw(st.tuples(*[st.integers(-20, 80)] * CLASSES))

        def steps(true):
            return sum(abs(shown - count) for shown, count in zip(seen, true, strict=True))

        # The probability of what is seen goes with KEPT to the power of all steps together.
        assert (steps(exchanged) - steps(counts)) * 0.5 <= EPSILON

    def test_who_invented_all_the_others_guesses_a_side_seldom(self):
        """Two counts tell of the thirtieth: each look, weighed by the likelier side, with even chances
        before."""
        reach = range(-40, 42)
        right = sum(
            max(
                noise_probability(low - 1) * noise_probability(high),  # at the low end
                noise_probability(low) * noise_probability(high - 1),  # at the high end
            )
            / 2
            for low, high in product(reach, reach)
        )
        assert 0.5 < right < exp(EPSILON) / (1 + exp(EPSILON)) < 0.75


class TestThePlace:
    def test_it_holds_the_band_and_the_blur_and_is_rounded_outwards(self):
        # 120 people, 24 in each fifth: below 45 are 45 %, below 55 are 55 %.
        # The blur's reach: 1.96 · 2.799 · √5 / 2 / 120 = 5.1 %, so from 39.9 to 60.1: 3 to 7 in ten.
        assert place(Release(120, (24, 24, 24, 24, 24)), 45, 55) == Place(3, 7)

    def test_of_thirty_the_blur_is_a_fifth_of_the_group(self):
        # 30 people, 15 at either end; below 50 are 50 %, and 20.4 % to either side: 2 to 8 in ten.
        assert place(Release(30, (15, 0, 0, 0, 15)), 50, 50) == Place(2, 8)

    def test_who_is_beyond_nearly_all_is_told_one_end(self):
        assert place(Release(480, (400, 80, 0, 0, 0)), 60, 90) == Place(9, 10)
        assert place(Release(480, (0, 0, 0, 80, 400)), 10, 40) == Place(0, 1)

    def test_where_everything_fits_nothing_is_said(self):
        assert place(Release(30, (6, 6, 6, 6, 6)), 15, 85) is None

    def test_counts_below_nought_count_as_nought(self):
        assert place(Release(480, (-7, 240, -3, 240, 0)), 50, 50) == Place(4, 6)
        assert place(Release(30, (-1, -1, 0, -2, -1)), 40, 60) == Place(0, 3)

    @given(st.tuples(*[st.integers(-30, 500)] * CLASSES), st.integers(0, 9), scores, scores)
    def test_it_is_always_a_part_of_the_group(self, counts, doublings, one, other):
        found = place(Release(30 * 2**doublings, counts), min(one, other), max(one, other))
        low, high = (found.low, found.high) if found else (-inf, inf)
        assert found is None or 0 <= low < high <= 10
