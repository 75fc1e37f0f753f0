"""Which result continues which."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import reading, writing, writing_once
from quiz.store.database.tables import response_sets, retakes
from quiz.store.response_sets import delete_response_set, load_response_set, submit_response_set
from quiz.store.retakes import EARLIER_AT_MOST, issue_retake, load_earlier, load_retaken_on
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result


def retake(engine: Engine, earlier: str, on: date = TODAY, *, is_finished: bool = True) -> str:
    with writing(engine) as connection:
        token = issue_retake(connection, earlier, INSTRUMENT.sha256, "full", on)
        if is_finished:
            given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(50, "full", INSTRUMENT))
            assert submit_response_set(connection, token, given, on)
    return token


def earlier_days(engine: Engine, token: str) -> list[int]:
    with reading(engine) as connection:
        return [saved.completed_on.day for saved in load_earlier(connection, token)]


def retaken_on(engine: Engine, token: str) -> list[int]:
    with reading(engine) as connection:
        return [day.day for day in load_retaken_on(connection, token)]


@pytest.fixture
def line(engine: Engine) -> list[str]:
    """Three results of Ada's, of the 1st, the 2nd and the 3rd."""
    first = a_result(engine, on=date(2026, 12, 1))
    second = retake(engine, first, date(2026, 12, 2))
    return [first, second, retake(engine, second, date(2026, 12, 3))]


def test_earlier_results_come_oldest_first(engine, line):
    assert [earlier_days(engine, token) for token in line] == [[], [1], [1, 2]]


def test_the_earlier_one_knows_the_days_of_what_came_next(engine, line):
    assert [retaken_on(engine, token) for token in line] == [[2], [3], []]


def test_what_is_not_finished_shows_up_nowhere(engine, line):
    unfinished = retake(engine, line[2], is_finished=False)
    assert retaken_on(engine, line[2]) == []
    assert earlier_days(engine, retake(engine, unfinished)) == [1, 2, 3]


def test_two_retakes_of_one_result_do_not_know_each_other(engine, line):
    other = retake(engine, line[0], date(2026, 12, 9))
    assert earlier_days(engine, other) == [1]
    assert retaken_on(engine, line[0]) == [2, 9]


def test_a_deleted_result_takes_its_links_of_the_line_along(engine, line):
    with writing_once(engine) as connection:
        assert delete_response_set(connection, line[1])
    assert [earlier_days(engine, token) for token in (line[0], line[2])] == [[], []]
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(retakes)).scalar_one() == 0
        assert load_response_set(connection, line[2]) is not None


def test_the_line_is_followed_so_far_and_no_further(engine):
    token = a_result(engine)
    for _ in range(EARLIER_AT_MOST + 3):
        token = retake(engine, token)
    assert len(earlier_days(engine, token)) == EARLIER_AT_MOST


def test_nothing_continues_what_is_not_there_and_no_empty_set_is_left(engine):
    with pytest.raises(IntegrityError):
        retake(engine, "nobody")
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(response_sets)).scalar_one() == 0
