"""The simulation's worlds: each differs from the own one in what it says, and in nothing else."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from statistics import correlation, fmean, pstdev

import pytest

from quiz.evidence.simulation import draw_positions, draw_responses, expected_value, settled
from quiz.evidence.worlds import OWN_WORLD, WORLDS, GradedItem
from tests.builders import FACET_IDS, an_instrument, items_of_facet

INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
MIDDLING = dict.fromkeys(FACET_IDS, 0.0)


def positions(world, facet_id, count=3_000):
    chance = Random(5)
    return [draw_positions(INSTRUMENT, chance, world)[facet_id] for _ in range(count)]


@pytest.mark.parametrize(
    ("name", "within", "across"),
    [("own", 0.5, 0.3), ("facets-apart", 0.3, 0.18), ("facets-alike", 0.7, 0.42)],
)
def test_facets_correlate_as_each_world_says(name, within, across):
    remit, knowledge, stage = (positions(WORLDS[name], each) for each in ("remit", "knowledge", "stage"))
    assert correlation(remit, knowledge) == pytest.approx(within, abs=0.05)
    assert correlation(remit, stage) == pytest.approx(across, abs=0.05)


def test_people_off_the_centre_are_off_by_seven_tenths():
    found = positions(WORLDS["off-centre"], "remit")
    assert fmean(found) == pytest.approx(0.7, abs=0.05)
    assert pstdev(found) == pytest.approx(1, abs=0.05)


def test_weak_items_bring_the_true_scores_nearer_to_the_middle():
    values = (0.0, 25.0, 50.0, 75.0, 100.0)
    own, weak = (expected_value(1.0, values, WORLDS[each]) for each in ("own", "weak-items"))
    assert 50 < weak < own


def test_what_is_an_items_own_is_averaged_out_of_the_truth():
    # three places at 0 and ± √3 · 0.5, weighed 4 to 1 to 1
    world, values = replace(OWN_WORLD, specifics=0.5), (0.0, 100.0)
    low, middle, high = (expected_value(1.0 + away, values) for away in (-0.8660254, 0.0, 0.8660254))
    assert expected_value(1.0, values, world) == pytest.approx((low + 4 * middle + high) / 6)


def test_a_situation_of_the_realistic_world_tells_less_than_a_statement():
    statement, situation = (
        WORLDS["realistic"].universe(5, is_situation=each)[0].discrimination for each in (False, True)
    )
    assert situation == pytest.approx(0.6 * statement)


def test_one_item_set_is_drawn_once_and_else_none_is():
    chance = Random(1)
    assert settled(OWN_WORLD, FULL, INSTRUMENT, chance) is OWN_WORLD
    asked = settled(WORLDS["realistic"], FULL, INSTRUMENT, chance).asked
    assert set(asked) == set(FULL.items_by_id)
    assert all(isinstance(each, GradedItem) for each in asked.values())


def test_who_agrees_with_everything_agrees_whichever_way_it_is_keyed():
    world = replace(OWN_WORLD, acquiescence=100.0)
    statements = [
        item.id for each in FACET_IDS for item in items_of_facet(each) if "situation" not in item.id
    ]
    given = [draw_responses(MIDDLING, FULL, INSTRUMENT, Random(seed), world=world) for seed in range(6)]
    ends = [{responses[each] for each in statements} for responses in given]
    assert all(each <= {1, 2} or each <= {4, 5} for each in ends)
    assert {5} in ends
    assert {1} in ends


def test_whoever_stretches_all_thresholds_stays_in_the_middle():
    world = replace(OWN_WORLD, styles=1.5)
    given = [draw_responses(MIDDLING, FULL, INSTRUMENT, Random(seed), world=world) for seed in range(40)]
    chosen = [{responses[f"{each}-1"] for each in FACET_IDS} for responses in given]
    assert {3} in chosen
    assert any(3 not in each for each in chosen)
