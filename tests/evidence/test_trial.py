"""The trial of an edition: its figures are those of the simulation, and careless answering does harm."""

from __future__ import annotations

from functools import cache
from random import Random
from statistics import fmean

import pytest

from quiz.evidence.simulation import Careless, careless_responses, recovery, simulated_respondents
from quiz.evidence.trial import CARELESS_SHARES, LEAST_RESPONDENTS, try_edition
from quiz.instrument.file import parse_instrument
from quiz.instrument.reading_time import reading_time
from quiz.measurement.profile import Wording
from quiz.measurement.responses import check_responses
from tests.builders import an_instrument
from tests.instrument.instrument_texts import SMALL

INSTRUMENT = an_instrument()
COUNT = 300


@cache
def trial(edition="quick", seed=1969):
    return try_edition(INSTRUMENT.editions[edition], INSTRUMENT, Random(seed), COUNT)


def test_its_recoveries_are_those_of_the_simulation():
    drawn = simulated_respondents(COUNT, INSTRUMENT.editions["quick"], INSTRUMENT, Random(1969))
    headline = recovery([each.true_headline for each in drawn], [each.profile.headline for each in drawn])
    assert trial().recoveries["headline"] == headline
    remit = recovery(
        [each.true_facets["remit"] for each in drawn], [each.profile.facets["remit"] for each in drawn]
    )
    assert trial().parts["remit"] == remit
    assert list(trial().parts) == ["mindset", "focus", *(facet.id for facet in INSTRUMENT.facets)]
    assert trial().recoveries["facets"].n == 8 * COUNT


def test_the_same_seed_gives_the_same_trial_and_another_seed_another():
    assert try_edition(INSTRUMENT.editions["quick"], INSTRUMENT, Random(1969), COUNT) == trial()
    assert trial(seed=1970).recoveries != trial().recoveries


def test_every_respondent_has_one_place_in_the_confusion():
    found = trial().confusion
    assert sum(sum(row.values()) for row in found.rows.values()) == COUNT == sum(found.named.values())
    on_the_diagonal = sum(row[true] for true, row in found.rows.items())
    assert on_the_diagonal == sum(found.rightly.values())
    assert on_the_diagonal > 0.6 * COUNT
    assert (
        found.rightly[Wording.PLAIN] / found.named[Wording.PLAIN]
        > found.rightly[Wording.LEANING] / found.named[Wording.LEANING]
    )


@pytest.mark.parametrize("kind", Careless)
def test_the_more_people_do_not_read_the_less_the_scores_are_worth(kind):
    effect = next(each for each in trial().careless if each.kind is kind)
    assert len(effect.headline) == len(CARELESS_SHARES)
    assert effect.headline[0] == trial().recoveries["headline"].correlation
    assert list(effect.headline) == sorted(effect.headline, reverse=True)
    assert list(effect.facets) == sorted(effect.facets, reverse=True)
    assert effect.headline[-1] < effect.headline[0] - 0.05


def test_straight_lining_comes_out_in_the_middle_where_keys_are_balanced():
    straight, guessing = trial().careless
    assert (straight.kind, straight.mean, straight.sd) == (Careless.STRAIGHT_LINING, 50.0, 0.0)
    assert straight.named_plainly == 0
    assert guessing.sd > 3
    assert guessing.mean == pytest.approx(50, abs=3)


def test_a_straight_liner_gives_one_option_and_a_guesser_all_of_them():
    edition = INSTRUMENT.editions["full"]
    generator = Random(4)
    lines = [careless_responses(Careless.STRAIGHT_LINING, edition, INSTRUMENT, generator) for _ in range(60)]
    assert {len({line[item.id] for item in edition.items if item.id[-1].isdigit()}) for line in lines} == {1}
    assert {line["remit-1"] for line in lines} == {1, 2, 3, 4, 5}
    assert {line["remit-situation"] for line in lines if line["remit-1"] == 5} == {4}
    guesses = careless_responses(Careless.GUESSING, edition, INSTRUMENT, generator)
    assert set(guesses.values()) == {1, 2, 3, 4, 5}
    for responses in (*lines, guesses):
        check_responses(responses, edition, INSTRUMENT)


def test_it_tells_how_far_it_is():
    told: list[int] = []
    try_edition(INSTRUMENT.editions["quick"], INSTRUMENT, Random(1), 250, told.append)
    assert told == [100, 100, 50]


def test_its_points_are_true_headlines_and_scores():
    points = trial().points
    assert len(points) == COUNT
    errors = [score.score - truth for truth, score in points]
    assert fmean(errors) == pytest.approx(0, abs=2)
    assert trial().reading == reading_time(INSTRUMENT.editions["quick"], INSTRUMENT)


def test_too_few_respondents_are_refused():
    with pytest.raises(ValueError, match="got 99 respondents, expected at least 100"):
        try_edition(INSTRUMENT.editions["quick"], INSTRUMENT, Random(1), LEAST_RESPONDENTS - 1)


def test_it_works_for_an_instrument_of_another_shape():
    small = parse_instrument(SMALL)
    for edition in small.editions.values():
        found = try_edition(edition, small, Random(2), 100)
        assert set(found.parts) == {domain.id for domain in small.domains} | set(small.facets_by_id)
        assert sum(sum(row.values()) for row in found.confusion.rows.values()) <= 100
