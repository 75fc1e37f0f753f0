"""Evidence that scattering finds dice throwers and leaves those who read alone.

Run with `-s` to see the figures.
"""

from __future__ import annotations

from functools import cache
from math import sqrt
from random import Random

import pytest

from quiz.evidence.simulation import Careless, careless_responses, draw_positions, draw_responses
from quiz.instrument.file import parse_instrument
from quiz.measurement.quality import quality_of
from quiz.measurement.responses import Responses
from quiz.settings.environment import ROOT

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
SEED = 1969
PEOPLE = 2_000

MOST_ATTENTIVE = {"quick": 12.0, "standard": 1.0, "full": 1.0}
LEAST_BY_DICE = 65.0
"""Per cent. Even-odd consistency found 66 (full) and 68 (quick), and noted 22 and 39 of those who read."""


@cache
def noted(edition_id: str, *, by_dice: bool) -> float:
    """Per cent of so many people who would be asked, had they been fast."""
    edition, chance = INSTRUMENT.editions[edition_id], Random(SEED)

    def answered() -> Responses:
        if by_dice:
            return careless_responses(Careless.GUESSING, edition, INSTRUMENT, chance)
        return draw_responses(draw_positions(INSTRUMENT, chance), edition, INSTRUMENT, chance)

    asked = sum(quality_of(answered(), edition, INSTRUMENT, 1).is_rushed for _ in range(PEOPLE))
    share = 100 * asked / PEOPLE
    error = sqrt(share * (100 - share) / PEOPLE)
    who = "throw dice" if by_dice else "read"
    print(f"\n{edition_id:8} of those who {who:10} noted {share:5.1f} % (standard error {error:.1f})", end="")
    return share


@pytest.mark.parametrize("edition_id", INSTRUMENT.editions)
def test_most_who_throw_dice_are_noted(edition_id: str) -> None:
    assert noted(edition_id, by_dice=True) >= LEAST_BY_DICE


@pytest.mark.parametrize("edition_id", INSTRUMENT.editions)
def test_hardly_anybody_who_reads_is_noted_where_a_facet_has_items_enough(edition_id: str) -> None:
    assert noted(edition_id, by_dice=False) <= MOST_ATTENTIVE[edition_id]


@pytest.mark.parametrize("edition_id", INSTRUMENT.editions)
def test_the_decision_has_these_figures(edition_id: str) -> None:
    decision = (ROOT / "docs" / "adr" / "0030-signs-of-hurry.md").read_text("utf-8")
    read, dice = noted(edition_id, by_dice=False), noted(edition_id, by_dice=True)
    assert f"| {edition_id} | {read:.1f} % | {dice:.1f} % |" in decision
