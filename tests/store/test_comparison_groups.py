"""Whose scores count, and that what is shown of them tells of nobody who just came or went."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from quiz.measurement.comparison_group import ComparisonGroup
from quiz.measurement.responses import ResponseSet
from quiz.store.comparison_groups import (
    GroupSeen,
    count_scores,
    load_group_seen,
    take_scores_back,
    update_group,
)
from quiz.store.engine import reading, writing
from quiz.store.response_sets import delete_response_set, issue_response_set
from quiz.store.retakes import issue_retake
from quiz.store.tables import comparison_groups, counted_scores
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.together import Together

GIVEN = ResponseSet(INSTRUMENT.sha256, "full", {})


def somebody(engine: Engine, edition: str = "full") -> str:
    with writing(engine) as connection:
        return issue_response_set(connection, INSTRUMENT.sha256, edition, TODAY)


def count(engine: Engine, token: str, points: int = 50, given: ResponseSet = GIVEN) -> bool:
    with writing(engine) as connection:
        return count_scores(connection, token, given, {"headline": points, "mindset": points})


def counting(engine: Engine, people: int, points: int = 50) -> list[str]:
    tokens = [somebody(engine) for _ in range(people)]
    assert all(count(engine, token, points) for token in tokens)
    return tokens


def take_back(engine: Engine, token: str) -> bool:
    with writing(engine) as connection:
        return take_scores_back(connection, token, GIVEN)


def seen(engine: Engine, token: str) -> GroupSeen:
    with reading(engine) as connection:
        return load_group_seen(connection, token)


def shown(engine: Engine) -> dict[int, int]:
    """How many have which headline, as everybody is shown it."""
    group = seen(engine, somebody(engine)).group
    if group is None:
        return {}
    assert sum(group.counts["headline"].values()) == group.people
    assert group.counts["headline"] == group.counts["mindset"]
    return dict(group.counts["headline"])


def counted(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(counted_scores)).scalar_one()


def test_nobody_counts_by_having_a_result(engine: Engine) -> None:
    token = somebody(engine)
    assert seen(engine, token) == GroupSeen(None, is_counted=False, is_retake=False)
    assert counted(engine) == 0


def test_of_fewer_than_thirty_nothing_is_shown(engine: Engine) -> None:
    counting(engine, 29)
    assert shown(engine) == {}
    counting(engine, 1, points=60)
    assert shown(engine) == {50: 29, 60: 1}


def test_newcomers_are_shown_five_at_a_time(engine: Engine) -> None:
    counting(engine, 30)
    counting(engine, 4, points=90)
    assert shown(engine) == {50: 30}
    counting(engine, 1, points=10)
    assert shown(engine) == {50: 30, 90: 4, 10: 1}


def test_who_takes_back_counts_at_once_no_longer_and_leaves_what_is_shown_with_four_others(
    engine: Engine,
) -> None:
    counting(engine, 40)
    high = counting(engine, 5, points=90)
    assert shown(engine) == {50: 40, 90: 5}
    for token in high[:4]:
        assert take_back(engine, token)
        assert not take_back(engine, token)
        assert not seen(engine, token).is_counted
    assert counted(engine) == 41
    assert shown(engine) == {50: 40, 90: 5}
    assert take_back(engine, high[4])
    assert shown(engine) == {50: 40}


def test_who_comes_and_goes_at_the_same_time_is_hidden_by_four_of_their_kind(engine: Engine) -> None:
    tokens = counting(engine, 30)
    take_back(engine, tokens[0])
    counting(engine, 5, points=90)
    assert shown(engine) == {50: 30, 90: 5}  # the one who went is still in it
    for token in tokens[1:5]:
        take_back(engine, token)
    assert shown(engine) == {50: 25, 90: 5}


def test_when_fewer_than_thirty_are_left_nothing_is_shown_until_they_are_thirty_again(
    engine: Engine,
) -> None:
    for token in counting(engine, 30)[:5]:
        take_back(engine, token)
    assert shown(engine) == {}
    counting(engine, 4, points=60)
    assert shown(engine) == {}
    counting(engine, 1, points=60)
    assert shown(engine) == {50: 25, 60: 5}


def test_scores_go_with_their_response_set_however_it_goes(engine: Engine) -> None:
    tokens = counting(engine, 35)
    with writing(engine) as connection:
        for token in tokens[:5]:
            assert delete_response_set(connection, token)
    assert counted(engine) == 30
    assert shown(engine) == {50: 35}  # as after a sweep: the next to come brings it up to date
    with writing(engine) as connection:
        update_group(connection, GIVEN)
    assert shown(engine) == {50: 30}


def test_editions_are_groups_of_their_own(engine: Engine) -> None:
    counting(engine, 30)
    express = somebody(engine, "express")
    count(engine, express, given=ResponseSet(INSTRUMENT.sha256, "express", {}))
    assert seen(engine, express) == GroupSeen(None, is_counted=True, is_retake=False)
    assert shown(engine) == {50: 30}


def test_counting_twice_counts_once(engine: Engine) -> None:
    token = somebody(engine)
    assert count(engine, token, 50)
    assert not count(engine, token, 60)
    assert counted(engine) == 1


def test_a_retake_is_known_as_one(engine: Engine) -> None:
    first = somebody(engine)
    with writing(engine) as connection:
        again = issue_retake(connection, first, INSTRUMENT.sha256, "full", TODAY)
    assert seen(engine, again).is_retake
    assert not seen(engine, first).is_retake


def test_a_wrong_token_sees_nothing_and_a_deleted_result_cannot_count(engine: Engine) -> None:
    counting(engine, 30)
    assert seen(engine, "A" * 32) == GroupSeen(None, is_counted=False, is_retake=False)
    with pytest.raises(IntegrityError):
        count(engine, "A" * 32)
    assert counted(engine) == 30


def test_whoever_comes_at_the_same_moment_is_counted_once_each(engine: Engine, together: Together) -> None:
    counting(engine, 30)
    for turn in range(5):
        one, other = somebody(engine), somebody(engine)
        both = (lambda one=one: count(engine, one, 60), lambda other=other: count(engine, other, 60))
        assert together(*both, turn) == [True, True]
    assert counted(engine) == 40
    assert shown(engine) == {50: 30, 60: 10}
    with reading(engine) as connection:
        assert connection.execute(select(comparison_groups.c.people)).scalars().all() == [40]


def test_what_is_shown_is_a_group_as_the_core_knows_it(engine: Engine) -> None:
    counting(engine, 30, points=7)
    assert seen(engine, somebody(engine)).group == ComparisonGroup(
        30, {"headline": {7: 30}, "mindset": {7: 30}}
    )
