"""What moved between a team's rounds, by hand: two rounds, three and more, and what tells nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.measurement.rounds import Moves, Trend, moves_over
from quiz.measurement.team import Leanings, TeamPicture
from tests.builders import FACET_IDS, an_instrument
from tests.pictures import NOTHING, a_picture

FACETS = an_instrument().facets
REMIT, STAGE = (an_instrument().facets_by_id[each] for each in ("remit", "stage"))


def told(n: int, **facets: Leanings) -> TeamPicture:
    """Of everything else nothing is told."""
    return a_picture(dict.fromkeys(FACET_IDS, NOTHING) | facets, n=n)


def high(*counts: int, n: int) -> Moves:
    return moves_over([told(n, remit=Leanings(0, count)) for count in counts], FACETS)


@pytest.mark.parametrize(
    ("earlier", "later", "is_told"),
    [
        # T = (12 − 4)/2, less 1/2 for rounding: 3.5; p̄ = 16/60; √(0.2667 · 0.7333 · 15) = 1.7127; z = 2.044
        (4, 12, True),
        (12, 4, True),
        (4, 10, False),  # 2.5 / √(0.2333 · 0.7667 · 15) = 1.526
        (0, 20, False),  # not told in the first, for whichever reason
        (20, 0, False),
    ],
)
def test_of_two_rounds_two_shares_are_compared(earlier: int, later: int, is_told: bool) -> None:
    assert high(earlier, later, n=30) == Moves((REMIT,) if is_told else (), ())


def test_all_ends_of_all_facets_are_tested_together() -> None:
    # z = 2.044 has p = 0.041: enough alone, and too much for the smaller of two.
    still = Leanings(4, 4)
    rounds = [told(30, remit=Leanings(0, count), stage=still) for count in (4, 12)]
    assert moves_over(rounds, FACETS) == Moves((), ())
    # 4 to 14: 4.5 / √(0.3 · 0.7 · 15) = 2.535, p = 0.011 ≤ 0.05/3
    rounds = [told(30, remit=Leanings(0, count), stage=still) for count in (4, 14)]
    assert moves_over(rounds, FACETS) == Moves((REMIT,), ())


def test_from_three_rounds_on_a_trend_is_told_where_no_step_is() -> None:
    # T = 12 − 4 less 1; p̄ = 24/60; √(0.24 · 40) = 3.098; z = 2.259, p = 0.0239 ≤ 0.05/2. The last step alone:
    # 1.5 / √(0.25 · 10) = 0.949.
    assert high(4, 8, 12, n=20) == Moves((), (Trend(REMIT, "high", rises=True),))
    assert high(12, 8, 4, n=20) == Moves((), (Trend(REMIT, "high", rises=False),))
    assert high(4, 0, 12, n=20) == Moves((), ()), "a round that tells nothing leaves the trend open"


def test_a_facet_that_a_round_does_not_have_is_left_out() -> None:
    first, second = (told(30, remit=Leanings(0, count)) for count in (4, 20))
    older = replace(first, facets={key: each for key, each in first.facets.items() if key != "remit"})
    assert moves_over([older, second], FACETS) == Moves((), ())


@given(st.lists(st.integers(0, 10).map(lambda half: 2 * half), min_size=2, max_size=5), st.data())
def test_turning_poles_and_time_around_turns_the_trend(counts, data):
    n = data.draw(st.integers(31, 60))
    rounds = [told(n, remit=Leanings(count, 0)) for count in counts]
    turned = [told(n, remit=Leanings(0, count)) for count in counts]
    one, poles, back = (moves_over(each, FACETS) for each in (rounds, turned, rounds[::-1]))
    assert one.since_last == poles.since_last
    assert [each.rises for each in one.trends] == [each.rises for each in poles.trends]
    if len(counts) == 2:
        assert one == back
        assert one.trends == ()
