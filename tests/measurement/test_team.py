"""The team's picture: of how many it is told that they lean to an end, and nothing of any one person."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.measurement.profile import Profile
from quiz.measurement.team import (
    IncompleteProfileError,
    Leanings,
    TeamPicture,
    beside,
    grown,
    is_complete,
    leanings_words,
    most_told,
    team_picture,
    told,
)
from tests.builders import FACET_IDS, a_score, an_instrument
from tests.pictures import a_picture

INSTRUMENT = an_instrument()
SCORES = st.lists(st.floats(0, 100), min_size=2, max_size=40)


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


def picture_of(*scores: float) -> TeamPicture:
    return team_picture([a_person(score) for score in scores], INSTRUMENT)


def remit(*scores: float) -> Leanings:
    return picture_of(*scores).facets["remit"]


def test_a_figure_is_even_and_at_most_two_of_every_three():
    assert [told(count, 12) for count in range(13)] == [0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 8, 8, 8]
    assert [most_told(n) for n in range(2, 13)] == [0, 0, 2, 2, 4, 4, 4, 6, 6, 6, 8]


def test_who_is_ten_points_from_the_middle_leans():
    assert remit(40, 40, 41, 50, 59, 60, 60, 60, 60) == Leanings(low=2, high=4)


def test_three_people_who_stand_apart_and_two_are_no_figure_and_figures():
    """Three answered 25 and two 75: the picture tells that there are some on both sides, and not how many."""
    assert remit(25, 25, 25, 75, 75) == Leanings(2, 2)
    assert remit(25, 25, 75) == Leanings(0, 0)


@pytest.mark.parametrize("others", [(), (50,), (80,), (50, 50), (80, 50), (80, 80)])
def test_a_team_of_one_mind_looks_like_one_in_which_two_are_not(others):
    alike = remit(*[20] * 12)
    assert alike == Leanings(8, 0) or len(others) == 2
    mixed = remit(*[20] * (12 - len(others)), *others)
    assert mixed.low == alike.low


def test_one_person_looks_like_nobody():
    assert remit(20, 50, 50, 50, 50) == remit(50, 50, 50, 50, 50) == Leanings(0, 0)


def test_the_map_tells_of_quarters_the_first_domain_across():
    right = replace(a_person(), domains={"mindset": a_score(90), "focus": a_score(10)})
    team = [right] * 4 + [a_person(50)] * 4
    by_sides = {each.sides: each.id for each in INSTRUMENT.archetypes}
    told_there = team_picture(team, INSTRUMENT).quarters
    assert told_there == dict.fromkeys(by_sides.values(), 0) | {by_sides["high", "low"]: 4}


def test_quarters_together_tell_of_no_more_than_one_figure_may():
    """4 and 2 of six would be everybody: the larger is lowered. 2 and 2 of four would, and both are."""
    one, other = a_person(20), replace(a_person(20), domains={"mindset": a_score(20), "focus": a_score(80)})
    assert sorted(team_picture([one] * 4 + [other] * 2, INSTRUMENT).quarters.values()) == [0, 0, 2, 2]
    assert sorted(team_picture([one] * 2 + [other] * 2, INSTRUMENT).quarters.values()) == [0, 0, 0, 0]


def test_who_is_unscored_on_one_part_is_in_no_part_of_the_picture():
    unscored = a_person(80, remit=None)
    assert is_complete(a_person(80))
    assert not is_complete(unscored)
    with pytest.raises(IncompleteProfileError):
        team_picture([a_person(20), a_person(50), unscored], INSTRUMENT)


def test_one_person_is_no_group():
    with pytest.raises(ValueError, match="at least 2"):
        picture_of(50)


def test_newcomers_raise_a_figure_by_what_may_be_told_of_them_alone():
    before = a_picture({"remit": Leanings(2, 2)}, n=6)
    now = a_picture({"remit": Leanings(6, 2)}, n=11)
    assert grown(now, before).facets["remit"] == Leanings(4, 2), "five newcomers are told of as two"
    assert grown(now, before).quarters == now.quarters


def test_a_later_round_stays_as_told_until_three_or_more_have_moved():
    first = a_picture({"remit": Leanings(2, 4), "stage": Leanings(2, 4)})
    second = a_picture({"remit": Leanings(4, 2), "stage": Leanings(6, 0)})
    shown = beside(second, [first])
    assert shown.facets["remit"] == Leanings(2, 4)
    assert shown.facets["stage"] == Leanings(6, 0)
    assert shown.is_later
    assert beside(second, []) == second


@pytest.mark.parametrize(("before", "n", "after"), [(4, 4, 2), (2, 3, 0), (6, 8, 4), (6, 9, 6), (4, 7, 4)])
def test_a_later_round_of_fewer_people_tells_no_more_than_it_may(before, n, after):
    """Four of nine is a figure; “about 4” of four people would say all."""
    first = TeamPicture(12, {"remit": Leanings(before, 0)}, {"a": before})
    near = max(0, min(before - 2, most_told(n)))
    later = beside(TeamPicture(n, {"remit": Leanings(near, 0)}, {"a": near}), [first])
    assert (later.facets["remit"].low, later.quarters["a"]) == (after, after)


def test_quarters_of_a_later_round_tell_no_more_than_one_figure_may():
    first = TeamPicture(9, {}, {"a": 0, "b": 2, "c": 2, "d": 0})
    later = beside(TeamPicture(9, {}, {"a": 6, "b": 0, "c": 0, "d": 0}), [first])
    assert later.quarters == {"a": 2, "b": 2, "c": 2, "d": 0}


def test_a_third_round_tells_only_what_is_far_from_every_earlier_one():
    first, second = a_picture({"remit": Leanings(0, 8)}), a_picture({"remit": Leanings(4, 8)})
    third = a_picture({"remit": Leanings(8, 4), "stage": Leanings(4, 4)})
    shown = beside(third, [first, second])
    assert shown.facets["remit"] == Leanings(8, 4)
    assert shown.facets["stage"] == Leanings(0, 0)
    assert beside(a_picture({"remit": Leanings(6, 6)}), [first, second]).facets["remit"] == Leanings(0, 0)


def test_what_an_earlier_round_did_not_ask_is_told_as_it_is():
    first = replace(a_picture(), facets={})
    assert beside(a_picture(), [first]).facets == a_picture().facets


@pytest.mark.parametrize(
    ("leanings", "words"),
    [
        (Leanings(2, 4), "at least 2 lean to “remit low pole”, at least 4 lean to “remit high pole”"),
        (Leanings(0, 4), "at least 4 lean to “remit high pole”, “remit low pole” not told"),
        (Leanings(0, 0), "not told"),
    ],
)
def test_one_sentence_says_how_people_lean(leanings: Leanings, words: str):
    facet = INSTRUMENT.facets_by_id["remit"]
    assert leanings_words(a_picture({"remit": leanings}), facet) == words
    assert leanings_words(a_picture({"remit": leanings}, is_later=True), facet) == words.replace(
        "at least", "about"
    )


@given(SCORES, st.integers())
def test_the_order_of_people_does_not_matter(scores, seed):
    turned = list(scores)
    random.Random(seed).shuffle(turned)
    assert picture_of(*scores) == picture_of(*turned)


@given(SCORES)
def test_no_figure_is_of_one_person_nor_of_all(scores):
    picture = picture_of(*scores)
    figures = [*picture.quarters.values()]
    figures += [each for ends in picture.facets.values() for each in (ends.low, ends.high)]
    assert all(each == 0 or (each % 2 == 0 and 2 <= each <= picture.n - 2) for each in figures)
    assert sum(picture.quarters.values()) <= picture.n - 2 or not any(picture.quarters.values())


@given(SCORES, st.integers(0, 39), st.floats(0, 100))
def test_one_person_changes_a_figure_by_one_step_at_most(scores, at, other):
    changed = list(scores)
    changed[at % len(scores)] = other
    before, after = picture_of(*scores).facets["remit"], picture_of(*changed).facets["remit"]
    assert abs(before.low - after.low) in {0, 2}
    assert abs(before.high - after.high) in {0, 2}
