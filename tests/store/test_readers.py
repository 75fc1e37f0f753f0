"""Connections for SELECTs stay open between two uses, and are in nobody's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from quiz.store.database.engine import create_engine_for, reading, writing
from quiz.store.database.migrate import migrate
from quiz.store.database.tables import instruments

SEEN = select(instruments.c.sha256)


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'limelight.db'}"
    migrate(url)
    engine = create_engine_for(url)
    yield engine
    engine.dispose()


def driver(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.dbapi_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def test_the_next_to_read_is_given_the_same_one(sqlite_engine: Engine) -> None:
    with reading(sqlite_engine) as connection:
        first = driver(connection)
        connection.execute(SEEN).all()
    with reading(sqlite_engine) as connection:
        assert driver(connection) is first


def test_two_who_read_at_once_have_one_each(sqlite_engine: Engine) -> None:
    with reading(sqlite_engine) as one, reading(sqlite_engine) as two:
        assert driver(one) is not driver(two)


def test_one_that_lies_ready_keeps_nothing_of_what_it_read(sqlite_engine: Engine, tmp_path: Path) -> None:
    """Else the log of changes could not be emptied, and what was deleted would stay in it."""
    with reading(sqlite_engine) as connection:
        connection.execute(SEEN).first()
    with writing(sqlite_engine) as connection:
        connection.exec_driver_sql("DELETE FROM chores")
    busy = sqlite3.connect(tmp_path / "limelight.db").execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    assert busy == 0
    with reading(sqlite_engine) as connection:
        assert not connection.in_transaction()


def test_after_a_fault_it_is_not_kept(sqlite_engine: Engine) -> None:
    with pytest.raises(DBAPIError), reading(sqlite_engine) as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
    assert connection.closed
    with reading(sqlite_engine) as another:
        assert another is not connection
        assert another.execute(SEEN).all() == []


def test_they_end_with_their_engine(sqlite_engine: Engine) -> None:
    with reading(sqlite_engine) as connection:
        kept = driver(connection)
    sqlite_engine.dispose()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        kept.execute("SELECT 1")
    with reading(sqlite_engine) as connection:
        assert connection.execute(SEEN).all() == []
