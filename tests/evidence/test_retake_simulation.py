"""Evidence that whoever did not change is seldom told of a change, and that a real one can be seen.

Run with `-s` to see the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import sqrt
from random import Random
from statistics import fmean

import pytest

from quiz.evidence.simulation import draw_positions, draw_responses, grade_probabilities, item_universe
from quiz.instrument.file import parse_instrument
from quiz.measurement.profile import profile_of
from quiz.measurement.progress import Movement, Occasion, Progress, progress_between
from quiz.measurement.responses import Responses
from quiz.measurement.scoring import scoring_key
from quiz.settings.environment import ROOT

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
EDITIONS = tuple(INSTRUMENT.editions)
SEED = 1969
PEOPLE = 1_500
MOST_FALSE = 0.05

Items = Mapping[str, int]
"""Which item of the universe each question is to this person, by its place there."""


def retaken(edition_id: str, shift: float, *, are_same: bool) -> list[Progress]:
    """Everybody twice; by the second time every position rose by `shift` standard deviations.

    With `are_same` a question is the same item both times, as in a true retake; else the second
    questionnaire has other items about the same things, which is harder.
    """
    edition, chance = INSTRUMENT.editions[edition_id], Random(SEED)
    found = []
    for _ in range(PEOPLE):
        before = draw_positions(INSTRUMENT, chance)
        now = {facet_id: position + shift for facet_id, position in before.items()}
        items = drawn_items(edition_id, chance) if are_same else None
        occasions = [
            Occasion(profile_of(responses, edition, INSTRUMENT), edition, INSTRUMENT)
            for positions in (before, now)
            for responses in [
                responses_to(items, positions, edition_id, chance)
                if items
                else draw_responses(positions, edition, INSTRUMENT, chance)
            ]
        ]
        found.append(progress_between(*occasions))
    return found


@cache
def unchanged(edition_id: str, *, are_same: bool) -> list[Progress]:
    return retaken(edition_id, 0.0, are_same=are_same)


def drawn_items(edition_id: str, chance: Random) -> Items:
    option_values = scoring_key(INSTRUMENT.editions[edition_id], INSTRUMENT).option_values
    return {
        item_id: int(chance.random() * len(item_universe(len(values))))
        for item_id, values in option_values.items()
    }


def responses_to(items: Items, positions: Mapping[str, float], edition_id: str, chance: Random) -> Responses:
    edition = INSTRUMENT.editions[edition_id]
    option_values = scoring_key(edition, INSTRUMENT).option_values
    responses = {}
    for item in edition.items:
        values = option_values[item.id]
        graded = item_universe(len(values))[items[item.id]]
        probabilities = grade_probabilities(positions[item.facet], graded)
        (responses[item.id],) = chance.choices(sorted(values, key=values.__getitem__), probabilities)
    return responses


def is_headline_told(progress: Progress) -> bool:
    return progress.headline is not None and progress.headline.has_moved


def is_anything_told(progress: Progress) -> bool:
    parts: list[Movement] = [*progress.domains.values(), *progress.facets.values()]
    return is_headline_told(progress) or any(movement.has_moved for movement in parts)


def print_share(what: str, edition_id: str, share: float) -> None:
    error = sqrt(share * (1 - share) / PEOPLE)
    print(f"\n{edition_id:8} {what:42} {100 * share:5.1f} % (standard error {100 * error:.1f})", end="")


@pytest.mark.parametrize("are_same", [True, False], ids=["same items", "other items"])
@pytest.mark.parametrize("edition_id", EDITIONS)
def test_of_a_hundred_pages_five_at_most_tell_what_did_not_happen(edition_id: str, are_same: bool) -> None:
    share = fmean(map(is_anything_told, unchanged(edition_id, are_same=are_same)))
    print_share(f"told a change, {'same' if are_same else 'other'} items", edition_id, share)
    assert share <= MOST_FALSE


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_the_headlines_band_of_change_holds_that_nothing_changed(edition_id: str) -> None:
    headlines = [each.headline for each in unchanged(edition_id, are_same=True)]
    held = fmean(each is not None and each.low <= 0 <= each.high for each in headlines)
    print_share("bands of the headline's change hold none", edition_id, held)
    assert held >= 0.97


@pytest.mark.parametrize(("edition_id", "least"), [("quick", 0.25), ("standard", 0.6), ("full", 0.7)])
def test_a_real_change_of_the_headline_is_seen(edition_id: str, least: float) -> None:
    """One standard deviation on every facet, some 17 points."""
    found = retaken(edition_id, 1.0, are_same=True)
    share = fmean(map(is_headline_told, found))
    facets = [movement.has_moved for each in found for movement in each.facets.values()]
    print_share("told that the headline moved", edition_id, share)
    print_share("told that a single facet moved", edition_id, fmean(facets))
    assert share >= least
    assert fmean(facets) < 0.2, "the page says that it can hardly be seen"
