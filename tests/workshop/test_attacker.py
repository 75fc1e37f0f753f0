"""Whoever sees all that is ever published, and thinks of every way in which people may answer, finds nobody.

Nor does whoever knows their own answers besides. Several who put theirs together may; the table in
docs/workshops.md says how often.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from quiz.charts.team.facets import rounds_figure, team_facets_figure
from quiz.charts.team.map import team_map_figure
from quiz.measurement.guide import conversation_guide
from quiz.measurement.team import Leanings, TeamPicture, beside, grown, most_told, told
from quiz.settings.environment import ROOT
from quiz.web.workshops.picture import TeamSection
from quiz.web.workshops.take_home import team_csv
from tests.workshop.attacker import (
    GROUPS,
    INSTRUMENT,
    KINDS,
    Learnt,
    learnt,
    learnt_of_the_newcomer,
    made_of,
    picture_of,
    rooms,
    table,
)

LOW, HIGH = KINDS[0], KINDS[-1]
LARGEST = 40


def section_of(picture: TeamPicture) -> TeamSection:
    """All that pages and files show of a picture."""
    return TeamSection(
        n=picture.n,
        round=1,
        map=team_map_figure(picture, INSTRUMENT),
        facets=team_facets_figure(picture, INSTRUMENT),
        rounds=rounds_figure([picture, picture], INSTRUMENT),
        guide=conversation_guide(picture, INSTRUMENT),
        commitments=(),
        next_round_on="",
    )


def words_of(section: TeamSection) -> str:
    """What is said of this team; the instrument's questions and gains say nothing of it."""
    assert section.guide
    guide, charts = section.guide, (section.map, section.facets, section.rounds)
    told = [
        each for chart in charts if chart for each in (chart.takeaway, chart.figure_json, repr(chart.table))
    ]
    lacking = [*guide.lacking, *guide.coverage, *(topic.why for topic in guide.topics)]
    return "\n".join([*told, *lacking])


@pytest.mark.parametrize("n", GROUPS)
@pytest.mark.parametrize("known", [0, 1], ids=["a viewer", "a participant"])
def test_nobody_ever_becomes_certain_how_another_person_leans(n, known):
    assert learnt(n, known).certain == 0


@pytest.mark.parametrize("n", GROUPS)
def test_no_page_or_file_says_a_word_of_one_person_or_of_all(n):
    """Every picture that so many people can have, with all that is made of it."""
    for picture in {picture_of(room): made_of(room) for room in rooms(n)}.values():
        section = section_of(picture)
        said = words_of(section) + team_csv(section)
        assert not re.search(r"\b(alike|nobody|hardly|everybody|all of you|[Cc]lose together)\b", said), said
        numbers = {int(each) for each in re.findall(r"at least (\d+)|(\d+)\+", said) for each in each if each}
        assert numbers <= {2, most_told(n)}


def test_the_attacker_finds_everybody_where_counts_are_told_as_they_are():
    """Else nothing above would show anything."""

    def counted(room):
        return tuple(sorted(room))

    assert learnt(3, 0, counted).certain == 3 * Fraction(1, 3) ** 3
    assert learnt(3, 1, counted).certain > 0


def test_a_count_of_all_or_of_one_looks_like_many_others():
    same = {told(count, 12) for count in (8, 9, 10, 11, 12)}
    assert same == {8}
    assert {told(count, 12) for count in (0, 1)} == {0}
    assert picture_of((LOW,) * 6) == picture_of(((20.0, 20.0),) * 5 + (HIGH,)), "one leans the other way"


@pytest.mark.parametrize("n", GROUPS)
def test_two_rounds_tell_nothing_of_the_one_person_who_was_exchanged(n):
    newcomer = learnt_of_the_newcomer(n, lambda first, second: beside(second, [first]))
    assert newcomer == Learnt(Fraction(0), Fraction(1, 3), Fraction(1, 3))


def test_without_the_comparison_of_rounds_that_person_would_be_found():
    newcomer = learnt_of_the_newcomer(5, lambda _first, second: second)
    assert newcomer.certain > 0


def of(count: int, n: int) -> TeamPicture:
    return TeamPicture(n, {"remit": Leanings(told(count, n), 0)}, {})


def exchanges(n: int, count: int, most: int):
    """How many lean and how many there are, after at most so many were exchanged, came or left."""
    for out, came in product(range(most + 1), repeat=2):
        for out_low, came_low in product(range(min(out, count) + 1), range(came + 1)):
            if out - out_low <= n - count:
                yield count - out_low + came_low, n - out + came


@pytest.mark.parametrize("n", range(3, LARGEST))
def test_two_exchanged_people_change_nothing_that_a_later_round_tells(n):
    """It goes by the first round and by how many there are, which everybody is told."""
    for count in range(n + 1):
        first = of(count, n)
        for low, size in exchanges(n, count, 2):
            if size >= 3:
                later = beside(of(low, size), [first])
                assert later.facets["remit"].low == min(first.facets["remit"].low, most_told(size)), (
                    n,
                    count,
                )


@pytest.mark.parametrize("n", range(3, LARGEST, 4))
def test_a_third_round_tells_not_what_two_people_changed(n):
    """Whatever the other round was."""
    for count, other in product(range(n + 1), repeat=2):
        for first, second in ((of(count, n), of(other, n)), (of(other, n), of(count, n))):
            later = {
                beside(of(low, n), [first, second]).facets["remit"]
                for low, size in exchanges(n, count, 2)
                if size == n
            }
            assert len(later) == 1, (n, count, other)


@pytest.mark.parametrize("newcomers", range(3, 13))
def test_a_further_picture_never_tells_that_all_newcomers_lean_one_way(newcomers):
    """Nor to one of them, who knows that they themselves do not."""
    for n, before in product(range(3, 20), range(20)):
        if before > n:
            continue
        first = of(before, n)
        for low in range(newcomers + 1):
            second = grown(of(before + low, n + newcomers), first)
            rise = second.facets["remit"].low - first.facets["remit"].low
            assert rise - 1 < newcomers - 1
            assert rise <= most_told(newcomers)


def test_what_is_changed_by_enough_people_is_told_in_the_next_round():
    first, second = of(2, 12), of(7, 12)
    assert beside(second, [first]) == replace(second, is_later=True)
    assert beside(second, [first]).in_words(6) == "about 6"


def test_the_table_in_the_documentation_is_what_the_attacker_finds():
    written = (ROOT / "docs" / "workshops.md").read_text("utf-8")
    assert "\n".join(table()) in written
