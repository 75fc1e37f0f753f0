"""Evidence that a team in which nothing changed is seldom told of a change between its rounds.

Run with `-s` to see the figures.
"""

from __future__ import annotations

from functools import cache
from math import sqrt
from random import Random

import pytest

from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.instrument.file import parse_instrument
from quiz.measurement.profile import Profile, profile_of
from quiz.measurement.rounds import moves_over
from quiz.measurement.team import TeamPicture, beside, team_picture
from quiz.settings.environment import ROOT

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
SEED = 1969
PEOPLE = 1_000
TEAMS = 200
MOST_FALSE = 0.05

Taken = tuple[Profile, ...]
"""One person: three times without a change, then once when every position rose by a standard deviation."""


@cache
def people() -> list[Taken]:
    edition, chance = INSTRUMENT.editions["full"], Random(SEED)
    found = []
    for _ in range(PEOPLE):
        before = draw_positions(INSTRUMENT, chance)
        after = {facet_id: position + 1.0 for facet_id, position in before.items()}
        given = [
            draw_responses(each, edition, INSTRUMENT, chance) for each in (before, before, before, after)
        ]
        found.append(tuple(profile_of(responses, edition, INSTRUMENT) for responses in given))
    return found


def rounds_of(*rounds: list[Profile]) -> list[TeamPicture]:
    """Each as it is told beside those before it."""
    made = [team_picture(profiles, INSTRUMENT) for profiles in rounds]
    return [beside(picture, made[:place]) for place, picture in enumerate(made)]


def is_told(pictures: list[TeamPicture]) -> bool:
    moves = moves_over(pictures, INSTRUMENT.facets)
    return bool(moves.since_last or moves.trends)


def share_told(what: str, n: int, told: list[bool]) -> float:
    share = sum(told) / len(told)
    error = sqrt(share * (1 - share) / len(told))
    print(f"\n{n:4} people {what:34} {100 * share:5.1f} % (standard error {100 * error:.1f})", end="")
    return share


@pytest.mark.parametrize("n", [6, 12, 20, 40, 100])
def test_of_a_hundred_pages_five_at_most_tell_what_did_not_happen(n: int) -> None:
    chance = Random(SEED)
    two, three, others = [], [], []
    for _ in range(TEAMS):
        team, elsewhere = chance.sample(people(), n), chance.sample(people(), n)
        first, second, third = ([taken[time] for taken in team] for time in range(3))
        two.append(is_told(rounds_of(first, second)))
        three.append(is_told(rounds_of(first, second, third)))
        others.append(is_told(rounds_of(first, [taken[1] for taken in elsewhere])))
    assert share_told("told a change over two rounds", n, two) <= MOST_FALSE
    assert share_told("told a change over three rounds", n, three) <= MOST_FALSE
    assert share_told("told a change between two teams", n, others) <= MOST_FALSE


@pytest.mark.parametrize(("n", "least"), [(20, 0.15), (40, 0.85)])
def test_a_real_change_of_a_team_is_told(n: int, least: float) -> None:
    """Everybody's every position rose by one standard deviation."""
    chance = Random(SEED)
    teams = (chance.sample(people(), n) for _ in range(TEAMS))
    told = [is_told(rounds_of([taken[0] for taken in team], [taken[3] for taken in team])) for team in teams]
    assert share_told("told a change where one was", n, told) >= least
