"""Whose headline counts, and that what is shown of all tells of nobody who came or went."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from quiz.measurement.comparison_group import Release
from quiz.measurement.responses import ResponseSet
from quiz.store import comparison_groups as store
from quiz.store.comparison_groups import GroupSeen, count_headline, load_group_seen, take_headline_back
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import comparison_groups, counted_headlines
from quiz.store.response_sets import delete_response_set, issue_response_set
from quiz.store.retakes import issue_retake
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.same_moment import SameMoment

GIVEN = ResponseSet(INSTRUMENT.sha256, "full", {})


@pytest.fixture
def clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is blurred, so that a test can see who is in it."""
    monkeypatch.setattr(store, "blurred", lambda counts, _below: counts)


def somebody(engine: Engine, edition: str = "full", on: date = TODAY) -> str:
    with writing(engine) as connection:
        return issue_response_set(connection, INSTRUMENT.sha256, edition, on)


def count(engine: Engine, token: str, points: int = 50, given: ResponseSet = GIVEN) -> bool:
    with writing(engine) as connection:
        return count_headline(connection, token, given, points)


def counting(engine: Engine, people: int, points: int = 50, days: int = 3) -> list[str]:
    """So many people, who began on so many days in turn."""
    tokens = [somebody(engine, on=TODAY - timedelta(days=each % days)) for each in range(people)]
    assert all(count(engine, token, points) for token in tokens)
    return tokens


def take_back(engine: Engine, token: str) -> bool:
    with writing(engine) as connection:
        return take_headline_back(connection, token)


def seen(engine: Engine, token: str) -> GroupSeen:
    with reading(engine) as connection:
        return load_group_seen(connection, token)


def shown(engine: Engine) -> Release | None:
    """What everybody is shown."""
    return seen(engine, somebody(engine)).release


def counted(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(counted_headlines)).scalar_one()


def test_nobody_counts_by_having_a_result(engine: Engine) -> None:
    token = somebody(engine)
    assert seen(engine, token) == GroupSeen(None, counted_in=None, is_retake=False)
    assert counted(engine) == 0


@pytest.mark.usefixtures("clear")
def test_of_fewer_than_thirty_nothing_is_shown(engine: Engine) -> None:
    counting(engine, 29)
    assert shown(engine) is None
    counting(engine, 1, points=60)
    assert shown(engine) == Release(30, (0, 0, 29, 1, 0))


@pytest.mark.usefixtures("clear")
def test_thirty_results_begun_on_two_days_are_no_group_yet(engine: Engine) -> None:
    counting(engine, 40, days=2)
    quick = somebody(engine, "quick", TODAY - timedelta(days=9))
    assert count(engine, quick, given=ResponseSet(INSTRUMENT.sha256, "quick", {}))
    assert shown(engine) is None, "a third day in another edition is another group's"
    third = somebody(engine, on=TODAY - timedelta(days=9))
    assert count(engine, third)
    release = shown(engine)
    assert release is not None
    assert release.people == 30
    counting(engine, 19, days=1)
    after = shown(engine)
    assert after is not None
    assert after.people == 60, "after the first release days count no more"


def test_results_of_ones_own_that_wait_isolate_no_newcomer(engine: Engine) -> None:
    """Who looks after each of thirty newcomers, and sends ahead any number of their own, sees one release."""
    counting(engine, 30)
    before = shown(engine)
    assert before is not None
    for points in (90, 90, 90, 90, 10, *[90] * 24):
        counting(engine, 1, points)
        assert shown(engine) == before
    counting(engine, 1, points=90)
    after = shown(engine)
    assert after is not None
    assert after.people == 60


@pytest.mark.usefixtures("clear")
def test_who_takes_back_counts_no_longer_and_what_is_shown_tells_nobody(engine: Engine) -> None:
    tokens = counting(engine, 30)
    for token in tokens[:20]:
        assert take_back(engine, token)
        assert not take_back(engine, token)
        assert not seen(engine, token).is_counted
    assert counted(engine) == 10
    assert shown(engine) == Release(30, (0, 0, 30, 0, 0))
    counting(engine, 20, points=90)  # thirty again, and no second release at thirty
    assert shown(engine) == Release(30, (0, 0, 30, 0, 0))
    counting(engine, 30, points=10)
    assert shown(engine) == Release(60, (30, 0, 10, 0, 20))


def test_what_is_shown_is_blurred_before_it_is_kept(engine: Engine) -> None:
    """By chance this fails once in 10¹⁷ times: no two of twenty releases of the same people differ."""
    counting(engine, 30)
    releases = set()
    for _ in range(20):
        with writing(engine) as connection:
            connection.execute(comparison_groups.delete())
        token = somebody(engine)
        assert count(engine, token)
        assert take_back(engine, token)
        releases.add(shown(engine))
    assert len(releases) > 1


@pytest.mark.usefixtures("clear")
def test_headlines_go_with_their_response_set_however_it_goes(engine: Engine) -> None:
    tokens = counting(engine, 35)
    with writing(engine) as connection:
        for token in tokens[:5]:
            assert delete_response_set(connection, token)
    assert counted(engine) == 30
    assert shown(engine) == Release(30, (0, 0, 30, 0, 0))


def test_editions_are_groups_of_their_own(engine: Engine) -> None:
    counting(engine, 30)
    quick = somebody(engine, "quick")
    count(engine, quick, given=ResponseSet(INSTRUMENT.sha256, "quick", {}))
    assert seen(engine, quick) == GroupSeen(None, counted_in="quick", is_retake=False)
    assert shown(engine) is not None


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
    assert seen(engine, "A" * 32) == GroupSeen(None, counted_in=None, is_retake=False)
    with pytest.raises(IntegrityError):
        count(engine, "A" * 32)
    assert counted(engine) == 30


@pytest.mark.usefixtures("clear")
def test_whoever_comes_at_the_same_moment_is_counted_once_each(engine: Engine, together: SameMoment) -> None:
    counting(engine, 28)
    for turn in range(5):
        one, other = somebody(engine), somebody(engine)
        both = (lambda one=one: count(engine, one, 60), lambda other=other: count(engine, other, 60))
        assert together(*both, turn) == [True, True]
    assert counted(engine) == 38
    release = shown(engine)
    assert release is not None
    assert release.people == 30
    assert 30 <= sum(release.counts) <= 32
