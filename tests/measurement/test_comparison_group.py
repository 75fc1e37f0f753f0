"""Where one stands among others, by mid-ranks worked out by hand; and how little is said of few."""

from __future__ import annotations

import pytest

from quiz.measurement.comparison_group import (
    ComparisonGroup,
    Place,
    added,
    counted_scores,
    may_come_in,
    may_go_out,
    percentile_rank,
    place_of,
    tally,
    whole_points,
)
from quiz.measurement.profile import profile_of
from tests.builders import a_score, an_instrument, responses_worth

INSTRUMENT = an_instrument()


def a_group(people: int, **counts: int) -> ComparisonGroup:
    """So many people, of whom these have the score p<points>."""
    headline = {int(points[1:]): number for points, number in counts.items()}
    assert sum(headline.values()) == people
    return ComparisonGroup(people, {"headline": headline})


def place(group: ComparisonGroup, score: float = 50, low: float = 40, high: float = 60) -> Place | None:
    return place_of(a_score(score, low=low, high=high), "headline", group)


class TestTheRank:
    def test_it_is_the_mid_rank(self):
        # 2 below, 3 alike, 5 above: 100 (2 + 1.5) / 10 = 35
        assert percentile_rank(50, {30: 2, 50: 3, 70: 5}) == 35

    def test_scores_are_alike_when_they_are_in_whole_points(self):
        assert percentile_rank(49.5, {50: 4}) == 50
        assert percentile_rank(49.4, {50: 4}) == 0
        assert [whole_points(points) for points in (0, 0.5, 62.5, 99.4, 100)] == [0, 1, 63, 99, 100]

    def test_at_the_ends_it_is_half_of_those_who_are_there_too(self):
        assert percentile_rank(0, {0: 4, 90: 6}) == 20
        assert percentile_rank(100, {10: 6, 100: 4}) == 80


class TestThePlace:
    def test_under_thirty_people_there_is_none(self):
        assert place(a_group(29, p10=29)) is None
        assert place(a_group(30, p10=30)) == Place(10, 10, 10, out_of=10)

    def test_under_two_hundred_it_is_in_tenths(self):
        # 44 of 100 below 40, 6 at 50: at 40 it is 4.4, at 50 4.7, at 60 5 of 10
        group = a_group(100, p30=44, p50=6, p90=50)
        assert place(group) == Place(below=5, low=4, high=5, out_of=10)

    def test_from_two_hundred_on_it_is_in_steps_of_five_of_a_hundred(self):
        # at 40 it is 88 of 200, 44 %; at 50 (88 + 6) / 200, 47 %; at 60 50 %
        group = a_group(200, p30=88, p50=12, p90=100)
        assert place(group) == Place(below=45, low=45, high=50, out_of=100)

    def test_the_band_is_ranked_like_the_score(self):
        group = a_group(40, **{f"p{points}": 4 for points in range(5, 100, 10)})
        assert place(group, 50, low=20, high=100) == Place(below=5, low=2, high=10, out_of=10)


class TestWhatCounts:
    def test_it_is_headline_and_domains_in_whole_points(self):
        responses = {**responses_worth(75), "stage-1": 3, "stage-2": 3}
        profile = profile_of(responses, INSTRUMENT.editions["full"], INSTRUMENT)
        counted = counted_scores(profile)
        assert counted is not None
        assert list(counted) == ["headline", "mindset", "focus"]
        assert all(isinstance(points, int) for points in counted.values())
        assert counted["headline"] == whole_points(profile.headline.score)

    def test_unscored_results_count_nowhere(self):
        responses = {**responses_worth(75), **{f"stage-{number}": None for number in (1, 2, 3)}}
        assert counted_scores(profile_of(responses, INSTRUMENT.editions["full"], INSTRUMENT)) is None

    def test_people_are_tallied_and_added_up(self):
        one = tally([{"headline": 50, "mindset": 40}, {"headline": 50, "mindset": 41}])
        assert one == {"headline": {50: 2}, "mindset": {40: 1, 41: 1}}
        assert added(one, tally([{"headline": 51, "mindset": 40}])) == {
            "headline": {50: 2, 51: 1},
            "mindset": {40: 2, 41: 1},
        }
        assert added({}, one) == one


class TestSteps:
    @pytest.mark.parametrize(
        ("shown", "waiting", "may"),
        [(0, 29, False), (0, 30, True), (30, 4, False), (30, 5, True), (200, 9, False), (200, 10, True)],
    )
    def test_newcomers_come_in_together(self, shown, waiting, may):
        assert may_come_in(shown, waiting) is may

    def test_those_who_left_go_out_together(self):
        assert not may_go_out(4)
        assert may_go_out(5)
