"""SQLite's one write lock, asked for as often as it is let go of.

Another process has it for a few tenths of a millisecond. SQLite, when it finds the lock taken, sleeps for 1,
2, 5, 10 ms and more before it looks again; meanwhile everybody who writes in this process waits with it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from quiz.store.direct import Values, Writing, changed_rows, run
from quiz.store.engine import BUSY_TIMEOUT_MS, is_busy

SHORTEST_PAUSE, LONGEST_PAUSE = 0.0001, 0.01
"""Seconds between two looks: the first for a process that commits, the last for a long migration."""

_PATIENT = 50
# The pause is this part of what was waited already.


class PersistentWriter:
    """A connection to SQLite that stays open; for one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: Connection | None = None

    def commit(self, writes: Sequence[tuple[Writing, Values]]) -> list[int]:
        """How many rows each write changed, all of them in one transaction that is on the disk.

        Raises sqlalchemy's DBAPIError, after BUSY_TIMEOUT_MS also when the lock was never free.
        """
        began = time.monotonic()
        while True:
            try:
                return _committed(self._connection(), writes)
            except DBAPIError as fault:
                waited = time.monotonic() - began  # for the lock, which is known before anything is done
                if not is_busy(fault.orig) or waited > BUSY_TIMEOUT_MS / 1000:
                    self._forget()
                    raise
            time.sleep(min(max(SHORTEST_PAUSE, waited / _PATIENT), LONGEST_PAUSE))

    def _connection(self) -> Connection:
        if self._kept is None:
            self._kept = self._engine.connect()
            run(self._kept, "PRAGMA busy_timeout=0")
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
