"""What a press still needs, worked out for few of each kind of people instead of all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hypothesis import given
from hypothesis import strategies as st

from quiz.workshop.disclosure import Reveal, reveal, still_needed

KEYS = st.sets(st.integers(0, 14), max_size=15)


@given(published=st.lists(KEYS, max_size=3), finished=KEYS, minimum=st.integers(3, 5))
def test_it_asks_for_the_fewest_newcomers_with_whom_a_reveal_shows_a_new_picture(
    published: list[set[int]], finished: set[int], minimum: int
) -> None:
    assert still_needed(published, finished, minimum) == _tried_one_by_one(published, finished, minimum)


def test_ten_thousand_people_need_no_more_newcomers_than_the_minimum() -> None:
    everybody = range(10_000)
    assert still_needed([everybody], everybody, 100) == 100


def _tried_one_by_one(
    published: Sequence[Collection[object]], finished: Collection[object], minimum: int
) -> int | None:
    for more in range(2 * minimum + 1):
        people = [*finished, *(("newcomer", number) for number in range(more))]
        if reveal(published, people, minimum) is Reveal.ANEW:
            return more
    return None
