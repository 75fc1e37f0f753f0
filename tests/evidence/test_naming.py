"""What people are told is right at least as often as it says, bin by bin, also where less is assumed.

Run with `-s` to see the figures.
"""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from quiz.evidence.naming import BINS, Hits, naming_of
from quiz.evidence.simulation import SimulatedRespondent, simulated_respondents
from quiz.evidence.worlds import WORLDS
from quiz.measurement.posterior import Word
from quiz.measurement.profile import Profile
from tests.builders import FACET_IDS, a_score, an_instrument, four_archetypes

SEED = 1969
TOGETHER, TIMES = 20, 40
INSTRUMENT = an_instrument()
CELLS = [(world, edition) for world in WORLDS for edition in ("full", "quick")]

WITHIN = 2
"""Standard errors: a share that truly is the bin's lower end is found below this in one of forty cases."""

FALLS_SHORT = {("weak-items", "quick"): 0.931, ("realistic", "quick"): 0.933}
"""Where the surest bin of facets, .95 to 1, does not reach .95: of two times 8,000 facets 93.1 and 93.3 %
(weak-items), 93.8 and 93.3 % (realistic) are right, each ± 0.3 %. So in a short edition *clearly* begins at
.975 only. Archetypes fall short in these two as well, from .85 to .95, by one to five points, each ± 1.6, and
where facets hardly go together; the fewer people here cannot show it. docs/measurement.md has the figures."""

LEAST_NAMED = {"full": 4, "quick": 2}
"""Facets, of the person at the median; in the own world 5 and 4."""


@cache
def naming(world, edition):
    """Several item sets, for the world in which one is the same for all."""
    chance = Random(SEED)
    drawn: list[SimulatedRespondent] = []
    for _ in range(TIMES):
        drawn += simulated_respondents(
            TOGETHER, INSTRUMENT.editions[edition], INSTRUMENT, chance, world=WORLDS[world]
        )
    return naming_of(drawn, INSTRUMENT.archetypes)


def print_bins(world, edition, what, bins):
    cells = " ".join(f"{each.share:.3f} ± {each.standard_error:.3f} ({each.named})" for each in bins)
    print(f"\n{world:12} {edition:8} {what:10} {cells}", end="")


@pytest.mark.parametrize(("world", "edition"), CELLS)
def test_a_facet_is_right_as_often_as_its_bin_says(world, edition):
    bins = naming(world, edition).facets
    print_bins(world, edition, "facets", bins)
    for low, found in zip(BINS, bins, strict=True):
        promised = FALLS_SHORT.get((world, edition), low) if low == max(BINS) else low
        assert found.named > 100
        assert found.share + WITHIN * found.standard_error >= promised


@pytest.mark.parametrize(("world", "edition"), CELLS)
def test_an_archetype_is_right_as_often_as_its_bin_says(world, edition):
    bins = naming(world, edition).archetypes
    print_bins(world, edition, "archetypes", bins)
    for low, found in zip(BINS, bins, strict=True):
        assert found.share + WITHIN * found.standard_error >= low


@pytest.mark.parametrize(("world", "edition"), CELLS)
def test_most_people_are_told_something_and_rightly(world, edition):
    found = naming(world, edition)
    print(
        f"\n{world:12} {edition:8} named {found.facets_named} none {found.without_any:.1%} "
        f"probably {found.probably.share:.3f} clearly {found.clearly.share:.3f}",
        end="",
    )
    assert found.facets_named >= LEAST_NAMED[edition]
    assert found.probably.share >= 0.85
    assert found.clearly.share + WITHIN * found.clearly.standard_error >= 0.95


def test_own_world_names_five_facets_and_four_of_eight():
    assert naming("own", "full").facets_named == 5
    assert naming("own", "quick").facets_named == 4


def test_hits_have_their_share_and_its_standard_error():
    assert Hits(100, 80).share == 0.8
    assert Hits(100, 80).standard_error == pytest.approx(0.04)


def test_what_is_told_is_counted_by_hand():
    # Remit: said high, and is; stage: said low, but is not; all others open.
    told = {each: a_score(50, p_high=0.5, word=Word.OPEN) for each in FACET_IDS}
    told["remit"] = a_score(80, p_high=0.96, word=Word.CLEARLY_HIGH)
    told["stage"] = a_score(30, p_high=0.18, word=Word.PROBABLY_LOW)
    truth = dict.fromkeys(FACET_IDS, 60.0)
    archetypes = {"superstar": 0.02, "ambassador": 0.1, "specialist": 0.02, "enabler": 0.86}
    named = Profile(None, {}, told, archetypes, None)
    silent = Profile(None, {}, dict.fromkeys(FACET_IDS), None, None)
    people = [
        SimulatedRespondent(60, {"mindset": 60, "focus": 60}, truth, profile)
        for profile in (named, named, silent)
    ]
    found = naming_of(people, four_archetypes())
    assert found.facets_named == 2
    assert found.without_any == pytest.approx(1 / 3)
    assert (found.clearly, found.probably) == (Hits(2, 2), Hits(2, 0))
    assert found.facets == (Hits(2, 0), Hits(0, 0), Hits(0, 0), Hits(2, 2))
    assert found.archetypes == (Hits(0, 0), Hits(2, 2), Hits(0, 0), Hits(0, 0))
