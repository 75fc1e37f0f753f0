"""Group commit: writes that wait at the same time are one transaction, one wait for the disk.

To wait for the disk costs several times what the write itself costs, in time and in work. So whoever finds
the database free leads: it commits all that waits in this process, hands the lead to the first that came
meanwhile, and only then wakes those whose writes are done. Nothing is acknowledged before it is on the disk
(docs/adr/0017). PostgreSQL does as much by itself.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from quiz.store.database.driver import Values, Writing, changed_rows, run
from quiz.store.database.engine import BUSY_TIMEOUT_MS, writing_once
from quiz.store.database.sqlite import when_free


class GroupCommit:
    """Stands in for a connection where one statement writes and is a transaction by itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._must_wait = engine.dialect.name == "sqlite"
        self._lock = Lock()  # for the two that follow
        self._waiting: list[_Write] = []
        self._is_led = False
        self._writer = _PersistentWriter(engine)  # used by whoever leads

    def changed_rows(self, statement: Writing, values: Values) -> int:
        """How many rows it changed, when that is on the disk.

        Raises sqlalchemy's DBAPIError; then nothing was kept, neither of this write nor of those beside it.
        """
        if not self._must_wait:
            with writing_once(self._engine) as connection:
                return changed_rows(connection, statement, values)
        write = _Write(statement, values)
        self._wait_or_lead(write)
        if write.leads:
            self._commit_what_waits()
        if isinstance(write.outcome, int):
            return write.outcome
        raise write.outcome or RuntimeError("the write that it waited for failed unexpectedly")

    def _wait_or_lead(self, write: _Write) -> None:
        with self._lock:
            self._waiting.append(write)
            write.leads, self._is_led = not self._is_led, True
        if not write.leads:
            write.woken.wait()

    def _commit_what_waits(self) -> None:
        time.sleep(0)  # lets another thread run: one that is about to write comes along
        writes = self._taken()
        try:
            counts = self._writer.commit([(write.statement, write.values) for write in writes])
            for write, count in zip(writes, counts, strict=True):
                write.outcome = count
        except SQLAlchemyError as fault:
            writes += self._taken()  # who came meanwhile has waited too, and shall not wait as long again
            for write in writes:
                write.outcome = fault
        finally:
            self._hand_over()
            for write in writes:
                write.woken.set()

    def _taken(self) -> list[_Write]:
        with self._lock:
            writes, self._waiting = self._waiting, []
        return writes

    def _hand_over(self) -> None:
        with self._lock:
            self._is_led = bool(self._waiting)
            if self._is_led:
                first = self._waiting[0]
                first.leads = True
                first.woken.set()


@dataclass(eq=False)
class _Write:
    """`outcome` is how many rows it changed, or what went wrong; until `woken` its thread waits."""

    statement: Writing
    values: Values
    outcome: int | SQLAlchemyError | None = None
    leads: bool = False
    woken: Event = field(default_factory=Event)


class _PersistentWriter:
    """A connection that stays open, and does not sleep while the lock is free; for one thread at a time."""

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
