"""Somebody who sees all that is ever published of a round cannot single out fewer than the minimum group.

Tried by brute force: every way in which a few people can answer, and whatever pages and files show of it.
Three kinds of people stand for all answers: clearly low, torn between the two domains, clearly high.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations_with_replacement, product

import pytest

from quiz.charts import (
    rounds_figure,
    rounds_map_figure,
    team_facets_figure,
    team_map_figure,
    team_spread_figure,
)
from quiz.measurement.guide import conversation_guide
from quiz.measurement.instrument_file import parse_instrument
from quiz.measurement.profile import Profile
from quiz.measurement.team import group_score, team_picture
from quiz.settings import ROOT
from quiz.web.teams.export import team_csv
from quiz.web.teams.pages import TeamSection
from quiz.workshop.disclosure import Reveal, reveal
from tests.builders import a_score

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
MINIMUM = 3

LOW, TORN, HIGH = "low", "torn", "high"
PLACES = {LOW: (20.0, 25.0), TORN: (80.0, 30.0), HIGH: (75.0, 90.0)}

Answers = tuple[str, ...]
"""What kind each person is: the first person's, the second's, and so on."""

SIZES = [sizes for sizes in product(range(5), repeat=3) if 0 < sum(sizes) <= 6]
"""How many people are in the first picture alone, in both, and in the second alone."""


def pictures_of(sizes: tuple[int, int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two pictures with so many people in the first alone, in both, in the second alone."""
    first, both, second = sizes
    return tuple(range(first + both)), tuple(range(first, first + both + second))


def may_be_published(pictures: Sequence[Sequence[int]]) -> bool:
    return all(
        reveal(pictures[:number], picture, MINIMUM) is Reveal.ANEW for number, picture in enumerate(pictures)
    )


@cache
def a_person(kind: str) -> Profile:
    across, up = (a_score(place, sem=3.0, low=place - 6, high=place + 6) for place in PLACES[kind])
    first, second = INSTRUMENT.domains
    facets = {facet.id: across for facet in first.facets} | {facet.id: up for facet in second.facets}
    headline = a_score((across.score + up.score) / 2)
    return Profile(headline, {first.id: across, second.id: up}, facets, None, None)


@cache
def shown(kinds: Answers) -> str:
    """All that pages and files show of a picture of these people, in whatever order they are taken."""
    picture = team_picture([a_person(kind) for kind in kinds], INSTRUMENT)
    guide = conversation_guide(picture, INSTRUMENT)
    assert guide is not None
    section = TeamSection(
        n=picture.n,
        round=1,
        coarse=True,
        map=team_map_figure(picture, INSTRUMENT),
        facets=team_facets_figure(picture, INSTRUMENT),
        spread=team_spread_figure(picture, INSTRUMENT),
        rounds=rounds_figure(picture, picture, INSTRUMENT),
        rounds_map=rounds_map_figure(picture, picture, INSTRUMENT),
        guide=guide,
        commitments=(),
        next_round_on="",
    )
    return repr((picture, section, team_csv(section)))


def seen(pictures: Sequence[Sequence[int]], answers: Answers) -> tuple[str, ...]:
    return tuple(shown(tuple(answers[person] for person in picture)) for picture in pictures)


def exchanged(answers: Answers, one: int, other: int) -> Answers:
    kinds = list(answers)
    kinds[one], kinds[other] = kinds[other], kinds[one]
    return tuple(kinds)


def consistent(pictures: Sequence[Sequence[int]], count: int) -> Iterator[set[Answers]]:
    """For each thing that may be seen: all answers under which exactly that is seen."""
    found = defaultdict(set)
    for answers in product(PLACES, repeat=count):
        found[seen(pictures, answers)].add(answers)
    yield from found.values()


def nobody_tells_apart(possible: set[Answers], one: int, other: int) -> bool:
    return all(exchanged(answers, one, other) in possible for answers in possible)


def test_the_three_kinds_of_people_are_told_apart_by_a_picture():
    """Else nothing below would show anything."""
    assert len({shown((kind, LOW, HIGH)) for kind in PLACES}) == 3
    assert shown((LOW, LOW, HIGH)) != shown((LOW, HIGH, HIGH))


PUBLISHED = [sizes for sizes in SIZES if may_be_published(pictures_of(sizes))]


def test_some_pairs_of_pictures_are_published_and_most_are_not():
    assert set(PUBLISHED) == {(3, 0, 3), (3, 3, 0), (0, 3, 3)}


@pytest.mark.parametrize("sizes", PUBLISHED)
def test_everybody_stays_among_as_many_as_the_minimum_whom_nothing_tells_apart(sizes):
    count = sum(sizes)
    for possible in consistent(pictures_of(sizes), count):
        for one in range(count):
            alike = sum(nobody_tells_apart(possible, one, other) for other in range(count))
            assert alike >= MINIMUM


@pytest.mark.parametrize("sizes", PUBLISHED)
def test_who_is_in_the_room_and_knows_their_own_answers_still_cannot_tell_the_others_apart(sizes):
    """The others of their class are then one fewer than the minimum, and that is promised: no more."""
    count = sum(sizes)
    for everything in consistent(pictures_of(sizes), count):
        for me, kind in product(range(count), PLACES):
            possible = {answers for answers in everything if answers[me] == kind}
            for one in set(range(count)) - {me}:
                alike = sum(nobody_tells_apart(possible, one, other) for other in set(range(count)) - {me})
                assert alike >= MINIMUM - 1


def singled_out(possible: set[Answers], count: int) -> Iterator[int]:
    """People of whom it is known how they answered, and who are fewer than the minimum in that."""
    known = {
        person: kinds.pop()
        for person in range(count)
        for kinds in [{answers[person] for answers in possible}]
        if len(kinds) == 1
    }
    for person, kind in known.items():
        if sum(other == kind for other in known.values()) < MINIMUM:
            yield person


@pytest.mark.parametrize("sizes", PUBLISHED)
def test_whoever_is_known_is_known_together_with_as_many_as_the_minimum(sizes):
    for possible in consistent(pictures_of(sizes), sum(sizes)):
        assert not list(singled_out(possible, sum(sizes)))


def test_this_attack_finds_somebody_where_the_rule_forbids_the_second_picture():
    """One leaves and two come: every sum and difference is about three or more, and still one is known."""
    sizes = (1, 2, 2)
    assert not may_be_published(pictures_of(sizes))
    found = {who for possible in consistent(pictures_of(sizes), 5) for who in singled_out(possible, 5)}
    assert 0 in found


@pytest.mark.parametrize("sizes", [(1, 3, 0), (0, 3, 1), (0, 4, 2), (2, 3, 1)])
def test_the_rule_forbids_nothing_that_would_have_been_harmless(sizes):
    assert not may_be_published(pictures_of(sizes))
    count = sum(sizes)
    assert any(list(singled_out(possible, count)) for possible in consistent(pictures_of(sizes), count))


def test_three_pictures_hide_as_many_as_two():
    """Three groups of three come one after another; six ways to exchange within each change nothing."""
    pictures = [tuple(range(3)), tuple(range(6)), tuple(range(9))]
    assert may_be_published(pictures)
    for answers in product((LOW, HIGH), repeat=9):
        for one, other in ((0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8)):
            assert seen(pictures, exchanged(answers, one, other)) == seen(pictures, answers)


def test_where_all_are_alike_the_picture_tells_about_where_and_no_rule_hides_it():
    """The limit of all this: nobody is told apart, and yet something is known of everybody."""
    alike = []
    for scores in combinations_with_replacement(range(31), 3):
        group = group_score([a_score(float(score)) for score in scores])
        if (group.mean, group.sd) == (0, 0):
            alike.append(scores)
    assert (0, 0, 0) in alike
    assert max(map(max, alike)) == 5
