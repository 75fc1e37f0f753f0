"""Engines and transactions for SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool

from quiz.store.database.readers import Readers
from quiz.store.database.sqlite import opening, when_free

BUSY_TIMEOUT_MS = 5000
"""How long a writer waits for another before it gives up and the visitor reads "not saved"."""

CONNECT_TIMEOUT = 2
"""Seconds that a connection to PostgreSQL may take to be made."""

PATIENCE_MS = 600_000
"""How long what is done to the whole database waits for others: a migration, a copy, a backup."""

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # for good: in a file that has it this changes nothing
    "PRAGMA wal_autocheckpoint=4000",  # pages, 16 MB: writes wait less often than at 1000
    "PRAGMA synchronous=FULL",  # an acknowledged answer survives a power cut, not only a crash
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten; some builds of SQLite do so anyway
)
_LONGEST_VALUE = 16_000_000
# Bytes, for a file of somebody else's making shall not fill the memory. A questionnaire, the longest that is
# written, has 2 MB.
_POSTGRES_TIMEOUTS = (
    f"-c statement_timeout={BUSY_TIMEOUT_MS} -c lock_timeout={BUSY_TIMEOUT_MS} "
    "-c idle_in_transaction_session_timeout=10000"
)
_POSTGRES_PATIENCE = (
    f"-c statement_timeout=0 -c lock_timeout={PATIENCE_MS} -c idle_in_transaction_session_timeout=0"
)


class DatabaseEncodingError(RuntimeError):
    """A PostgreSQL database that cannot hold every letter."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            f"The database {name} has the encoding {found}; expected UTF8. Make another one with "
            "`createdb -E UTF8 -T template0 NAME`, and name it in DATABASE_URL."
        )


_Isolation = Literal["AUTOCOMMIT", "READ COMMITTED"]
_STATEMENTS: _Isolation = "AUTOCOMMIT"
# Each statement is a transaction by itself, except in `writing`: that spares two of three messages. What a
# statement sees is the same: in PostgreSQL's usual transactions, too, it is all that was committed before.
_TRANSACTIONS: _Isolation = "READ COMMITTED"
_READERS = "limelight_readers"


def create_engine_for(url: str, *, pool_size: int = 4) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`; the SQLite file must exist (see `migrate`)."""
    pragmas = f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}", "PRAGMA foreign_keys=ON"
    engine = _engine(url, pool_size, pragmas, (_STATEMENTS, _POSTGRES_TIMEOUTS))
    if engine.dialect.name == "postgresql":
        from quiz.store.database.postgres import watch_connections  # noqa: PLC0415 - its driver need not be installed

        watch_connections(engine, longest=BUSY_TIMEOUT_MS / 1000 + 1)
    return engine


def create_patient_engine_for(url: str) -> Engine:
    """An engine for what is done to the whole database: it takes its time, and waits for others.

    SQLite checks no foreign keys here: a migration that makes a table anew would delete all that hangs on
    it. Who changes something checks them before the commit (see `migrate`).
    """
    pragmas = f"PRAGMA busy_timeout={PATIENCE_MS}", "PRAGMA foreign_keys=OFF"
    return _engine(url, 1, pragmas, (_TRANSACTIONS, _POSTGRES_PATIENCE))


def _engine(
    url: str, pool_size: int, pragmas: tuple[str, ...], on_postgres: tuple[_Isolation, str]
) -> Engine:
    parsed = make_url(normalise_url(url))
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(Path(str(parsed.database)), pool_size, (*pragmas, *_SQLITE_PRAGMAS))
    return _postgres_engine(parsed, pool_size, *on_postgres)


def _sqlite_engine(path: Path, pool_size: int, pragmas: tuple[str, ...]) -> Engine:
    readers = Readers()
    engine = create_engine(
        "sqlite://",
        creator=_sqlite_opener(path, pragmas),
        poolclass=QueuePool,
        pool_size=2 * pool_size,  # readers keep theirs
        pool_use_lifo=True,
        hide_parameters=True,
        execution_options={_READERS: readers},
    )
    readers.end_with(engine)
    return engine


def _postgres_engine(url: URL, pool_size: int, isolation: _Isolation, timeouts: str) -> Engine:
    own = url.query.get("options", "")
    options = f"{own if isinstance(own, str) else ' '.join(own)} {timeouts}"
    engine = create_engine(
        url,
        pool_size=pool_size,
        pool_use_lifo=True,  # the one used last has most at hand
        pool_reset_on_return="rollback" if isolation == _TRANSACTIONS else None,  # `writing` ends its own
        isolation_level=isolation,
        hide_parameters=True,  # errors end up in logs, and parameters are answers and hashes of links
        connect_args={"connect_timeout": CONNECT_TIMEOUT, "client_encoding": "UTF8", "options": options},
    )
    event.listen(engine, "connect", _require_utf8, insert=True)  # before SQLAlchemy asks for anything
    return engine


def _require_utf8(connection: Any, _: object) -> None:
    found = connection.info.parameter_status("server_encoding")
    if found != "UTF8":
        raise DatabaseEncodingError(connection.info.dbname, found)


def normalise_url(url: str) -> str:
    """`postgres://` is what many hosts hand out; SQLAlchemy wants the driver's name."""
    scheme, separator, rest = url.partition("://")
    if scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg{separator}{rest}"
    return url


def sqlite_path(url: str) -> Path | None:
    """The file behind a SQLite URL, or None for any other database."""
    parsed = make_url(normalise_url(url))
    return Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" else None


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """A connection for SELECTs, each by itself; on SQLite it never queues behind a writer."""
    readers: Readers | None = engine.get_execution_options().get(_READERS)
    return readers.one(engine) if readers else engine.connect()


def writing_once(engine: Engine) -> AbstractContextManager[Connection]:
    """A connection for one statement that writes, which is a transaction by itself.

    SQLite then takes and lets go of its one write lock inside a single call. A transaction of several calls
    holds it while it waits for Python's own lock, and everybody else waits too (docs/adr/0003).
    """
    return engine.connect()  # commits each statement by itself, on both databases


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of several statements: commits at the end, rolls back on any exception.

    SQLite is told at once that a write will come (BEGIN IMMEDIATE): a transaction that reads first and
    writes later is refused without waiting when another process wrote in between.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if not is_sqlite:
            connection.execution_options(isolation_level=_TRANSACTIONS)
        with connection.begin():
            if is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection


def forget_traces(engine: Engine) -> None:
    """After something was deleted for good: SQLite's log of changes still holds it until it is emptied.

    Tried once and briefly, since a reader may be in the way; what comes next empties it then. PostgreSQL has
    its own ways with what was deleted (docs/privacy.md).
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=100")
        try:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _sqlite_opener(path: Path, pragmas: tuple[str, ...]) -> Callable[[], sqlite3.Connection]:
    # mode=rw: a database file that vanished is an error, never silently a new and empty one.
    uri = f"file:{quote(str(path))}?mode=rw"

    def open_sqlite() -> sqlite3.Connection:
        # isolation_level=None: the driver starts no transactions of its own behind our back.
        with opening(path):
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            for pragma in pragmas:
                when_free(partial(connection.execute, pragma), BUSY_TIMEOUT_MS / 1000)
        return connection

    return open_sqlite
