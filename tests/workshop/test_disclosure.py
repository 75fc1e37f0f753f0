"""What a workshop promises: no picture of few, and no two pictures that differ by few."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.workshop.disclosure import (
    MINIMUM_CEILING,
    MINIMUM_DEFAULT,
    MINIMUM_FLOOR,
    MinimumGroupError,
    Reveal,
    chosen_minimum,
    reveal,
    still_needed,
)

PEOPLE = st.integers(min_value=0, max_value=14)
STEPS = st.lists(st.tuples(st.sampled_from(["finish", "withdraw", "reveal"]), PEOPLE), max_size=60)


def test_the_minimum_is_five_unless_chosen_and_three_at_least():
    assert (MINIMUM_DEFAULT, MINIMUM_FLOOR) == (5, 3)
    assert [chosen_minimum(each) for each in (3, 5, 100)] == [3, 5, 100]
    for refused in (2, 0, -1, MINIMUM_CEILING + 1):
        with pytest.raises(MinimumGroupError, match="from 3 to 100"):
            chosen_minimum(refused)


def test_once_somebody_joined_it_can_be_raised_and_never_lowered():
    assert chosen_minimum(3, current=5, joined=0) == 3
    assert chosen_minimum(8, current=5, joined=1) == 8
    with pytest.raises(MinimumGroupError, match="promised a minimum of 5"):
        chosen_minimum(4, current=5, joined=1)


@pytest.mark.parametrize(("finished", "is_shown"), [(0, False), (4, False), (5, True), (500, True)])
def test_below_the_minimum_there_is_no_picture(finished, is_shown):
    assert reveal([], range(finished), 5) is (Reveal.ANEW if is_shown else Reveal.NOTHING)


def test_late_answers_change_nothing_until_the_minimum_have_come():
    first = {1, 2, 3, 4, 5}
    for late in ({6}, {6, 7}, {6, 7, 8, 9}):
        assert reveal([first], first | late, 5) is Reveal.FROZEN
    assert reveal([first], first | {6, 7, 8, 9, 10}, 5) is Reveal.ANEW


def test_who_withdrew_is_not_given_away_by_the_next_picture():
    first = set(range(10))
    assert reveal([first], set(range(9)), 5) is Reveal.FROZEN
    assert reveal([first], set(range(5)), 5) is Reveal.FROZEN
    newcomers_hide_nobody = set(range(9)) | set(range(10, 30))
    assert reveal([first], newcomers_hide_nobody, 5) is Reveal.FROZEN


def test_the_same_people_get_the_same_picture():
    assert reveal([{1, 2, 3, 4, 5}], {5, 4, 3, 2, 1}, 5) is Reveal.FROZEN


def test_when_too_few_are_left_the_old_picture_stays_and_no_new_one_comes():
    assert reveal([set(range(10))], {0, 1, 2}, 5) is Reveal.FROZEN


@settings(max_examples=300)
@given(STEPS, st.integers(min_value=MINIMUM_FLOOR, max_value=6))
def test_each_picture_adds_as_many_as_the_minimum_and_leaves_nobody_out(steps, minimum):
    """People finish, withdraw for good, and the facilitator presses "reveal" at every moment there is."""
    finished: set[int] = set()
    withdrawn: set[int] = set()
    published: list[frozenset[int]] = []
    for step, person in steps:
        if step == "finish" and person not in withdrawn:
            finished.add(person)
        elif step == "withdraw":
            finished.discard(person)
            withdrawn.add(person)
        elif step == "reveal" and reveal(published, finished, minimum) is Reveal.ANEW:
            published.append(frozenset(finished))
    groups = [now - before for before, now in pairwise([frozenset(), *published])]
    assert all(len(group) >= minimum for group in groups)
    assert all(before < now for before, now in pairwise(published))


@given(st.lists(st.sets(PEOPLE), max_size=3), st.sets(PEOPLE), st.integers(min_value=3, max_value=6))
def test_what_is_still_needed_is_enough_and_no_more(published, finished, minimum):
    needed = still_needed(published, finished, minimum)
    if needed is None:
        return
    newcomers = [("somebody", number) for number in range(needed)]
    assert reveal(published, [*finished, *newcomers], minimum) is Reveal.ANEW
    if needed > 0:
        assert reveal(published, [*finished, *newcomers[:-1]], minimum) is not Reveal.ANEW


def test_a_new_picture_needs_as_many_newcomers_as_the_minimum():
    first = set(range(8))
    assert [still_needed([first], first | set(range(8, 8 + late)), 5) for late in range(6)] == [
        5,
        4,
        3,
        2,
        1,
        0,
    ]
    assert still_needed([first], first - {0}, 5) is None
    assert reveal([first], first - {0} | set(range(100, 200)), 5) is Reveal.FROZEN


def test_ten_thousand_people_need_no_more_newcomers_than_the_minimum():
    everybody = range(10_000)
    assert still_needed([everybody], everybody, 100) == 100
