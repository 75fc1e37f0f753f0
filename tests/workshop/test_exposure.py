"""How few people several pictures speak of together, against every combination tried by brute force."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.workshop.exposure import MOST_PICTURES, fewest_exposed

PICTURES = st.lists(st.frozensets(st.integers(0, 6), max_size=7), max_size=4)


def people(first: int, last: int) -> set[int]:
    return set(range(first, last + 1))


def by_brute_force(pictures) -> int:
    """The fewest people with a weight other than nought, over all small whole weights of the pictures.

    Weights up to 2 are enough for four pictures: no determinant of three rows of noughts and ones is larger.
    """
    everybody = sorted(set().union(*pictures)) if pictures else []
    best = len(everybody)
    for weights in product(range(-2, 3), repeat=len(pictures)):
        left = [
            person
            for person in everybody
            if sum(weight for weight, picture in zip(weights, pictures, strict=True) if person in picture)
        ]
        if left:
            best = min(best, len(left))
    return best


def test_one_picture_speaks_of_all_in_it():
    assert fewest_exposed([people(1, 7)]) == 7
    assert fewest_exposed([]) == fewest_exposed([set()]) == 0


def test_a_newcomer_is_given_away_by_the_difference_of_two_pictures():
    assert fewest_exposed([people(1, 40), people(1, 41)]) == 1
    assert fewest_exposed([people(1, 40), people(1, 45)]) == 5


def test_who_left_and_who_came_hide_each_other():
    assert fewest_exposed([people(1, 10), people(2, 20)]) == 10


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
def test_no_combination_speaks_of_fewer(pictures):
    assert fewest_exposed(pictures) == by_brute_force(pictures)


def test_so_many_pictures_and_no_more():
    growing = [people(1, 5 * number) for number in range(1, MOST_PICTURES + 1)]
    assert fewest_exposed(growing) == 5
    with pytest.raises(ValueError, match="at most 5"):
        fewest_exposed([*growing, people(1, 99)])
