"""Connections for SELECTs, kept at hand between two requests.

To get one from SQLAlchemy and to give it back costs as much as the SELECT it is for. SQLite lets go of its
locks after each SELECT, so that a connection at hand is in nobody's way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event


class Readers:
    """There come to be as many as were ever wanted at the same time; they end with their engine."""

    def __init__(self) -> None:
        self._idle: deque[Connection] = deque()

    def end_with(self, engine: Engine) -> None:
        event.listen(engine, "engine_disposed", self._close)

    @contextmanager
    def one(self, engine: Engine) -> Iterator[Connection]:
        """One that nobody else has; after a fault the pool has it back, which knows what to do."""
        connection = self._at_hand() or engine.connect()
        try:
            yield connection
            connection.rollback()  # SQLAlchemy calls it a transaction, be it only SELECTs
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)

    def _at_hand(self) -> Connection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _close(self, _engine: Any) -> None:
        while (connection := self._at_hand()) is not None:
            connection.detach()  # or it would go back to a pool that is no more
            connection.close()
