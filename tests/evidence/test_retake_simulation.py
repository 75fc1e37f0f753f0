"""Evidence that whoever did not change is seldom told of a change, and that a real one can be seen.

Run with `-s` to see the figures.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import sqrt
from random import Random
from statistics import fmean

import pytest

from quiz.evidence.simulation import draw_positions, draw_responses, settled
from quiz.evidence.worlds import OWN_WORLD, WORLDS, World
from quiz.instrument.file import parse_instrument
from quiz.measurement.profile import profile_of
from quiz.measurement.progress import Movement, Occasion, Progress, progress_between
from quiz.settings.environment import ROOT

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
EDITIONS = tuple(INSTRUMENT.editions)
SEED = 1969
PEOPLE = 1_500
MOST_FALSE = {"same items": 0.05, "other items": 0.05, "realistic": 0.065}
"""In the realistic world habits of answering are drawn anew as well, so that something did change."""

CONDITIONS = {
    "same items": replace(OWN_WORLD, has_one_item_set=True),
    "other items": OWN_WORLD,
    "realistic": WORLDS["realistic"],
}
"""A true retake has the same items; with other items about the same things it is harder to see nothing."""


def retaken(edition_id: str, shift: float, world: World) -> list[Progress]:
    """Everybody twice; by the second time every position rose by `shift` standard deviations.

    Each person meets an item set of their own where the world has one.
    """
    edition, chance = INSTRUMENT.editions[edition_id], Random(SEED)
    found = []
    for _ in range(PEOPLE):
        here = settled(world, edition, INSTRUMENT, chance)
        before = draw_positions(INSTRUMENT, chance, here)
        now = {facet_id: position + shift for facet_id, position in before.items()}
        given = [
            draw_responses(positions, edition, INSTRUMENT, chance, world=here) for positions in (before, now)
        ]
        occasions = [
            Occasion(profile_of(responses, edition, INSTRUMENT), edition, INSTRUMENT) for responses in given
        ]
        found.append(progress_between(*occasions))
    return found


@cache
def unchanged(edition_id: str, condition: str) -> list[Progress]:
    return retaken(edition_id, 0.0, CONDITIONS[condition])


def is_headline_told(progress: Progress) -> bool:
    return progress.headline is not None and progress.headline.has_moved


def is_anything_told(progress: Progress) -> bool:
    parts: list[Movement] = [*progress.domains.values(), *progress.facets.values()]
    return is_headline_told(progress) or any(movement.has_moved for movement in parts)


def print_share(what: str, edition_id: str, share: float) -> None:
    error = sqrt(share * (1 - share) / PEOPLE)
    print(f"\n{edition_id:8} {what:42} {100 * share:5.1f} % (standard error {100 * error:.1f})", end="")


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("edition_id", EDITIONS)
def test_of_a_hundred_pages_five_at_most_tell_what_did_not_happen(edition_id: str, condition: str) -> None:
    share = fmean(map(is_anything_told, unchanged(edition_id, condition)))
    print_share(f"told a change, {condition}", edition_id, share)
    assert share <= MOST_FALSE[condition]


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_headlines_band_of_change_holds_that_nothing_changed(edition_id: str) -> None:
    headlines = [each.headline for each in unchanged(edition_id, "same items")]
    held = fmean(each is not None and each.low <= 0 <= each.high for each in headlines)
    print_share("bands of the headline's change hold none", edition_id, held)
    assert held >= 0.97


@pytest.mark.parametrize(("edition_id", "least"), [("quick", 0.25), ("standard", 0.6), ("full", 0.7)])
def test_a_real_change_of_the_headline_is_seen(edition_id: str, least: float) -> None:
    """One standard deviation on every facet, some 17 points."""
    found = retaken(edition_id, 1.0, CONDITIONS["same items"])
    share = fmean(map(is_headline_told, found))
    facets = [movement.has_moved for each in found for movement in each.facets.values()]
    print_share("told that the headline moved", edition_id, share)
    print_share("told that a single facet moved", edition_id, fmean(facets))
    assert share >= least
    assert fmean(facets) < 0.2, "the page says that it can hardly be seen"
