"""A connection that writes with SQLite's one write lock, and does not sleep while the lock is free."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from quiz.store.database.driver import Values, Writing, changed_rows, run
from quiz.store.database.engine import BUSY_TIMEOUT_MS
from quiz.store.database.sqlite import when_free


class PersistentWriter:
    """Stays open; for one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: Connection | None = None

    def commit(self, writes: Sequence[tuple[Writing, Values]]) -> list[int]:
        """How many rows each write changed, all of them in one transaction that is on the disk.

        Raises sqlalchemy's DBAPIError, after BUSY_TIMEOUT_MS also when the lock was never free.
        """
        try:
            return when_free(lambda: _committed(self._connection(), writes), BUSY_TIMEOUT_MS / 1000)
        except DBAPIError:
            self._forget()
            raise

    def _connection(self) -> Connection:
        if self._kept is None:
            self._kept = self._engine.connect()
            run(self._kept, "PRAGMA busy_timeout=0")  # SQLite's own way to wait; `when_free` is ours
        return self._kept

    def _forget(self) -> None:
        if self._kept is not None:
            kept, self._kept = self._kept, None
            with suppress(kept.dialect.loaded_dbapi.Error):
                kept.connection.rollback()  # closing alone leaves it open until nobody speaks of the fault
            kept.invalidate()
            kept.close()


def _committed(connection: Connection, writes: Sequence[tuple[Writing, Values]]) -> list[int]:
    if len(writes) == 1:  # a transaction by itself, in a single call
        return [changed_rows(connection, *writes[0])]
    run(connection, "BEGIN IMMEDIATE")
    counts = [changed_rows(connection, *write) for write in writes]
    run(connection, "COMMIT")
    return counts
