"""Writes that wait at the same time are committed together: one transaction, one wait for the disk.

To wait for the disk costs several times what the write itself costs, in time and in work. So whoever finds
the database free commits all that waits in this process, and the others find theirs done. Nothing is
acknowledged before it is on the disk (docs/adr/0017). PostgreSQL does as much by itself.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.direct import Values, Writing, changed_rows
from quiz.store.engine import writing_once
from quiz.store.persistent_writer import PersistentWriter


@dataclass
class _Write:
    """`outcome` is how many rows it changed, or what went wrong."""

    statement: Writing
    values: Values
    outcome: int | SQLAlchemyError | None = None


class Together:
    """Stands in for a connection where one statement writes and is a transaction by itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._must_wait = engine.dialect.name == "sqlite"
        self._turn = Lock()
        self._waiting: deque[_Write] = deque()
        self._writer = PersistentWriter(engine)  # used by whoever has the turn

    def changed_rows(self, statement: Writing, values: Values) -> int:
        """How many rows it changed, when that is on the disk.

        Raises sqlalchemy's DBAPIError; then nothing was kept, neither of this write nor of those beside it.
        """
        if not self._must_wait:
            with writing_once(self._engine) as connection:
                return changed_rows(connection, statement, values)
        write = _Write(statement, values)
        self._waiting.append(write)
        with self._turn:
            if write.outcome is None:
                self._commit_what_waits()
        if isinstance(write.outcome, int):
            return write.outcome
        raise write.outcome or RuntimeError("the write that it waited for failed unexpectedly")

    def _commit_what_waits(self) -> None:
        time.sleep(0)  # lets another thread run: one that is about to write comes along
        writes = self._taken()
        outcomes: Sequence[int | SQLAlchemyError]
        try:
            outcomes = self._writer.commit([(write.statement, write.values) for write in writes])
        except SQLAlchemyError as fault:
            writes += self._taken()  # who came meanwhile has waited too, and shall not wait as long again
            outcomes = [fault] * len(writes)
        for write, outcome in zip(writes, outcomes, strict=True):
            write.outcome = outcome

    def _taken(self) -> list[_Write]:
        writes: list[_Write] = []
        with suppress(IndexError):
            while True:
                writes.append(self._waiting.popleft())
        return writes
