"""Visitors' connections to PostgreSQL: each is good when it is lent, and nobody waits for long.

A database that is frozen, or cut off, keeps none of its own timeouts.
"""

from __future__ import annotations

from math import inf
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.errors import ConnectionTimeout
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

if TYPE_CHECKING:
    from psycopg.abc import RV, PQGen

SHORTEST_SILENCE = 2.0
"""Seconds for a connection that was idle to say that it is still good."""

SURELY_GOOD = 0.2
"""Seconds after its last use; no database crashes and is back in so short a time."""

_GIVEN_BACK = "given back"
_TURN = 0.3
# Seconds that others wait for whoever asks whether the database is back.
_PAUSE = 1.0
# Seconds that nobody asks, after nothing came back.


def watch_connections(engine: Engine, longest: float) -> None:
    """Give this engine connections that are closed when nothing came back for so many seconds.

    One that was idle for a while is asked before it is lent: SQLAlchemy's own `pool_pre_ping` would ask each
    time, which is one message in two of a busy server.
    """

    def lent(connection: _Connection, entry: ConnectionPoolEntry, _: object) -> None:
        if monotonic() - entry.info.get(_GIVEN_BACK, inf) > SURELY_GOOD:
            _require_good(engine, connection)
        connection.longest_silence = longest

    def given_back(connection: _Connection | None, entry: ConnectionPoolEntry) -> None:
        if connection is not None:
            connection.longest_silence = SHORTEST_SILENCE
            entry.info[_GIVEN_BACK] = monotonic()

    event.listen(engine, "do_connect", _Doorway().connect)
    event.listen(engine, "checkout", lent)
    event.listen(engine, "checkin", given_back)


def _require_good(engine: Engine, connection: _Connection) -> None:
    """Raises InvalidatePoolError, and then the pool makes new connections in place of all that it has."""
    try:
        engine.dialect.do_ping(connection)  # type: ignore[arg-type]  # it is a connection of the driver's
    except psycopg.Error as error:
        if not engine.dialect.is_disconnect(error, connection, None):  # type: ignore[arg-type]
            raise
        raise InvalidatePoolError from error


class _Connection(psycopg.Connection[Any]):
    longest_silence = SHORTEST_SILENCE

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        try:
            return super().wait(gen, interval, self.longest_silence if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()  # in the middle of something, whose end nobody will hear
            raise


class _Doorway:
    """While the database is away one thread at a time asks for it; else they would all stand there."""

    def __init__(self) -> None:
        self._is_away = False
        self._silent_until = 0.0
        self._asking = Lock()

    def connect(self, _dialect: object, _record: object, args: Any, wishes: Any) -> _Connection:
        if not self._is_away:
            return self._connected(*args, **wishes)
        if not self._asking.acquire(timeout=_TURN):
            raise _away()
        try:
            if monotonic() < self._silent_until:
                raise _away()
            return self._connected(*args, **wishes)
        finally:
            self._asking.release()

    def _connected(self, *args: Any, **wishes: Any) -> _Connection:
        try:
            connection = _Connection.connect(*args, **wishes)
        except psycopg.OperationalError as error:
            self._is_away = True
            if isinstance(error, ConnectionTimeout):
                self._silent_until = monotonic() + _PAUSE
            raise
        self._is_away = False
        return connection


def _away() -> psycopg.OperationalError:
    return psycopg.OperationalError("the database did not answer a moment ago")
