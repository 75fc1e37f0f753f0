"""On PostgreSQL a statement is a transaction by itself; a connection is asked now and then if it is good."""

from __future__ import annotations

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from quiz.store.database import postgres
from quiz.store.database.driver import run
from quiz.store.database.engine import reading, writing, writing_once
from quiz.store.database.tables import instruments, response_sets
from tests.store.people import a_result


@pytest.fixture
def engine(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite's driver starts no transactions by itself")
    return engine


def status_after_a_statement(connection: Connection) -> TransactionStatus:
    connection.execute(select(func.count()).select_from(instruments)).scalar_one()
    driver = connection.connection.dbapi_connection
    assert driver is not None
    found: TransactionStatus = driver.info.transaction_status
    return found


def test_only_writing_several_statements_is_a_transaction(engine: Engine) -> None:
    for _ in range(2):  # the second time on the same connection
        with reading(engine) as connection:
            assert status_after_a_statement(connection) is TransactionStatus.IDLE
        with writing_once(engine) as connection:
            assert status_after_a_statement(connection) is TransactionStatus.IDLE
        with writing(engine) as connection:
            assert status_after_a_statement(connection) is TransactionStatus.INTRANS


def delete_everything_and_fail(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(response_sets.delete())
        raise ZeroDivisionError


def test_what_fails_in_writing_leaves_nothing_behind(engine: Engine) -> None:
    a_result(engine)
    with pytest.raises(ZeroDivisionError):
        delete_everything_and_fail(engine)
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(response_sets)).scalar_one() == 1
        assert status_after_a_statement(connection) is TransactionStatus.IDLE


def test_after_a_failed_statement_the_connection_serves_the_next(engine: Engine) -> None:
    with reading(engine) as connection:
        the_only_one = connection.connection.dbapi_connection
    for lent in (writing_once, writing):
        with pytest.raises(DBAPIError), lent(engine) as connection:
            connection.execute(text("SELECT 1 / 0"))
    with reading(engine) as connection:
        assert status_after_a_statement(connection) is TransactionStatus.IDLE
        assert connection.connection.dbapi_connection is the_only_one


def test_there_is_nothing_to_roll_back_when_a_connection_is_given_back(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rolled_back: list[object] = []
    monkeypatch.setattr(engine.dialect, "do_rollback", rolled_back.append)
    for lent in (reading, writing_once):
        with lent(engine) as connection:
            assert run(connection, "SELECT 1").fetchone() == (1,)
    assert rolled_back == []


@pytest.mark.parametrize(("surely_good", "asked"), [(60.0, 0), (-1.0, 3)])
def test_a_connection_is_asked_whether_it_is_good_only_after_a_pause(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, surely_good: float, asked: int
) -> None:
    pings: list[object] = []
    monkeypatch.setattr(postgres, "SURELY_GOOD", surely_good)
    monkeypatch.setattr(engine.dialect, "do_ping", pings.append)
    for _ in range(3):
        with reading(engine):
            pass
    assert len(pings) == asked
