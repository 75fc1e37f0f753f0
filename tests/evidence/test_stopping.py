"""Whoever stops at the first claim is told what is right as often as it says."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from quiz.evidence.stopping import NotNestedError, optional_stopping
from quiz.evidence.worlds import WORLDS
from tests.builders import an_instrument

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
NESTED = [replace(FULL, id=f"first-{count}", items=FULL.items[:count]) for count in (16, 32, 40)]


@pytest.mark.parametrize("world", ["own", "realistic"])
def test_who_stops_at_the_first_claim_is_told_what_is_right(world):
    found = optional_stopping(400, NESTED, INSTRUMENT, Random(1969), WORLDS[world])
    print(
        f"\n{world:10} stopped {dict(found.stopped)} clearly {found.clearly.share:.3f} "
        f"probably {found.probably.share:.3f} archetypes {found.archetypes.share:.3f}",
        end="",
    )
    assert sum(found.stopped.values()) == 400
    assert list(found.stopped) == ["first-16", "first-32", "first-40"]
    assert min(found.stopped.values()) > 20
    assert found.clearly.share + 2 * found.clearly.standard_error >= 0.95
    assert found.probably.share >= 0.80
    assert found.archetypes.share >= 0.80


def test_with_one_edition_nobody_can_stop_early():
    assert optional_stopping(30, NESTED[:1], INSTRUMENT, Random(1)).stopped == {"first-16": 30}


def test_editions_that_do_not_nest_are_refused():
    with pytest.raises(NotNestedError, match="first-16 does not begin with the items of full"):
        optional_stopping(1, [FULL, NESTED[0]], INSTRUMENT, Random(1))


def test_the_same_seed_stops_the_same_people():
    first, second = (optional_stopping(20, NESTED, INSTRUMENT, Random(3)) for _ in range(2))
    assert first == second
