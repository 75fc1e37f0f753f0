"""How few people several pictures leave impossible to tell apart, against every exchange of two people."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.workshop.exposure import fewest_exposed

PICTURES = st.lists(st.frozensets(st.integers(0, 6), max_size=7), max_size=4)


def people(first: int, last: int) -> set[int]:
    return set(range(first, last + 1))


def by_brute_force(pictures) -> int:
    """The fewest people whom somebody can change places with, themselves among them, no picture changing."""
    everybody = set().union(*pictures)

    def exchanged(picture, one, other):
        return {other if each == one else one if each == other else each for each in picture}

    alike = (
        sum(all(exchanged(picture, one, other) == picture for picture in pictures) for other in everybody)
        for one in everybody
    )
    return min(alike, default=0)


def test_one_picture_hides_each_among_all_in_it():
    assert fewest_exposed([people(1, 7)]) == 7
    assert fewest_exposed([]) == fewest_exposed([set()]) == 0


def test_a_newcomer_is_given_away_by_the_difference_of_two_pictures():
    assert fewest_exposed([people(1, 40), people(1, 41)]) == 1
    assert fewest_exposed([people(1, 40), people(1, 45)]) == 5


def test_who_left_is_not_hidden_by_those_who_came():
    """Counts are never below nought: what nobody is in the second picture, the one who left was."""
    assert fewest_exposed([people(1, 10), people(2, 20)]) == 1
    assert fewest_exposed([people(1, 10), people(6, 15)]) == 5


def test_the_first_and_the_third_picture_may_differ_by_one_alone():
    pictures = [people(1, 5), people(1, 10), people(1, 5) | {11}]
    assert all(len(a ^ b) >= 5 for a, b in pairwise(pictures))
    assert fewest_exposed(pictures) == 1


def test_three_pictures_give_one_away_although_any_two_differ_by_many():
    """1 - 2 + 3: the one person who was there all the time remains."""
    there_all_the_time, first_two, last_two = {0}, people(1, 5), people(6, 10)
    pictures = [
        there_all_the_time | first_two,
        there_all_the_time | first_two | last_two,
        there_all_the_time | last_two,
    ]
    assert min(len(a ^ b) for a in pictures for b in pictures if a != b) == 5
    assert fewest_exposed(pictures) == 1


def test_the_same_picture_twice_tells_nothing_more():
    assert fewest_exposed([people(1, 5), people(1, 5), people(1, 5)]) == 5


def test_a_picture_that_is_the_sum_of_others_tells_nothing_more():
    assert fewest_exposed([people(1, 5), people(6, 11), people(1, 11)]) == 5


@settings(max_examples=300)
@given(PICTURES)
def test_nobody_can_change_places_with_fewer(pictures):
    assert fewest_exposed(pictures) == by_brute_force(pictures)


@settings(max_examples=300)
@given(PICTURES)
def test_no_two_pictures_that_differ_at_all_differ_by_fewer(pictures):
    """So the usual rule, "as many must have changed as the minimum", is a part of this one."""
    for one, other in combinations(pictures, 2):
        if one != other:
            assert len(one ^ other) >= fewest_exposed(pictures)


@settings(max_examples=300)
@given(PICTURES, st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_no_sum_or_difference_of_pictures_is_about_fewer(pictures, factors):
    everybody = set().union(*pictures)
    weights = [
        sum(f for f, picture in zip(factors, pictures, strict=False) if one in picture) for one in everybody
    ]
    if any(weights):
        assert sum(weight != 0 for weight in weights) >= fewest_exposed(pictures)
