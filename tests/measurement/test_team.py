"""The team's picture: means, spread and agreement of a group, and nothing of any one person."""

from __future__ import annotations

import random
from dataclasses import replace
from math import sqrt
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.measurement.profile import Profile
from quiz.measurement.team import (
    IncompleteProfileError,
    Leanings,
    agreement,
    group_score,
    has_moved,
    is_complete,
    team_picture,
    widest_spread,
)
from tests.builders import FACET_IDS, a_score, an_instrument

INSTRUMENT = an_instrument()


def a_person(score: float | None = 50.0, **facets: float | None) -> Profile:
    """All at this score, but for the facets that are named."""
    scores = {facet_id: facets.get(facet_id, score) for facet_id in FACET_IDS}
    place = None if score is None else a_score(score)
    return Profile(
        headline=place,
        domains={"mindset": place, "focus": place},
        facets={facet_id: None if each is None else a_score(each) for facet_id, each in scores.items()},
        archetypes=None,
        wording=None,
    )


def picture_of(*scores: float):
    return team_picture([a_person(score) for score in scores], INSTRUMENT)


def test_mean_and_spread_of_ten_by_hand():
    scores = [20, 30, 40, 50, 60, 60, 70, 80, 90, 99]
    group = picture_of(*scores).headline
    assert group.n == 10
    assert group.mean == 60.0  # 59.9
    assert group.sd == round(stdev(scores)) == 26
    assert group.standard_error == round(stdev(scores) / sqrt(10)) == 8


def test_fewer_than_ten_are_shown_in_steps_of_five_points():
    group = picture_of(41, 47, 52, 58, 66).headline
    assert (group.mean, group.sd, group.standard_error) == (55.0, 10.0, 5.0)  # 52.8, 9.7, 4.3


def test_an_error_is_never_nought():
    assert picture_of(50, 50, 50).headline.standard_error == 5.0


def test_agreement_is_one_minus_the_share_of_an_even_spread():
    assert agreement(0) == 1.0
    assert agreement(10) == pytest.approx(1 - 100 / (10_000 / 12)) == 0.88
    assert agreement(sqrt(10_000 / 12)) == 0.0
    assert agreement(50) == 0.0  # two camps agree less than chance: shown as none


def test_agreement_tells_no_more_than_the_rounded_spread():
    one, other = picture_of(41, 47, 52, 58, 66).headline, picture_of(41, 47, 52, 58, 65).headline
    assert one.sd == other.sd
    assert one.agreement == other.agreement


def test_leanings_count_who_leans_clearly():
    group = picture_of(20, 30, 45, 55, 80).headline
    assert group.leanings == Leanings(low=2, middle=2, high=1)


@pytest.mark.parametrize("alike", [20, 50, 80])
def test_when_all_lean_the_same_way_that_is_not_counted_out(alike):
    assert picture_of(*[alike] * 7).headline.leanings is None
    assert picture_of(*[alike] * 7).cells is None


def test_the_map_counts_people_in_cells_of_twenty_points():
    cells = picture_of(0, 19, 20, 50, 100).cells
    assert [cells[each][each] for each in range(5)] == [2, 1, 1, 0, 1]
    assert sum(map(sum, cells)) == 5


def test_the_map_has_the_first_domain_across_and_the_second_upwards():
    one = replace(a_person(), domains={"mindset": a_score(90), "focus": a_score(10)})
    cells = team_picture([one, a_person(50)], INSTRUMENT).cells
    assert cells[0][4] == 1
    assert cells[4][0] == 0


def test_who_is_unscored_on_one_part_is_in_no_part_of_the_picture():
    """Else the facets' sums less four times the domain's would be that person's alone."""
    unscored = a_person(80, remit=None)
    assert is_complete(a_person(80))
    assert not is_complete(unscored)
    with pytest.raises(IncompleteProfileError):
        team_picture([a_person(20), a_person(50), unscored], INSTRUMENT)


def test_one_person_is_no_group():
    with pytest.raises(ValueError, match="at least 2"):
        picture_of(50)


def test_the_widest_spread_comes_first_and_even_ones_in_the_instruments_order():
    people = [a_person(50, stage=stage, remit=remit) for stage, remit in ((0, 40), (50, 50), (100, 60))]
    order = widest_spread(team_picture(people, INSTRUMENT))
    assert order[:2] == ("stage", "remit")
    assert list(order[2:]) == [each for each in FACET_IDS if each not in {"stage", "remit"}]


def test_a_mean_moved_when_the_difference_exceeds_both_errors():
    before, after = picture_of(20, 25, 30).headline, picture_of(60, 65, 70).headline
    assert has_moved(before, after)
    assert has_moved(after, before)
    assert not has_moved(before, picture_of(25, 30, 35).headline)
    # 5 and 5 make an error of 7.07: 13.86 points are needed
    base = group_score([a_score(50), a_score(50)])
    assert not has_moved(base, replace(base, mean=63.8))
    assert has_moved(base, replace(base, mean=63.9))


@given(st.lists(st.floats(0, 100), min_size=2, max_size=12), st.integers())
def test_the_order_of_people_does_not_matter(scores, seed):
    turned = list(scores)
    random.Random(seed).shuffle(turned)
    assert picture_of(*scores) == picture_of(*turned)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=12))
def test_every_figure_is_in_its_range_and_rounded(scores):
    group = picture_of(*scores).headline
    step = 5 if len(scores) < 10 else 1
    assert 0 <= group.mean <= 100
    assert 0 <= group.sd <= 75
    assert 0 <= group.agreement <= 1
    assert group.standard_error >= step
    for figure in (group.mean, group.sd, group.standard_error):
        assert figure % step == pytest.approx(0)
    assert group.leanings is None or group.n not in (
        group.leanings.low,
        group.leanings.middle,
        group.leanings.high,
    )


def test_knowing_all_others_tells_no_more_of_the_last_than_a_wide_range():
    """Four of five are known; the fifth could be anywhere within ten points and the picture be the same."""
    known = [35, 45, 55, 65]
    last = [
        score for score in range(101) if picture_of(*known, 50).headline == picture_of(*known, score).headline
    ]
    assert 50 in last
    assert max(last) - min(last) >= 10
