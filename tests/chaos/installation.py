"""A server on a database of its own, with a clock that can be moved, which people sit in front of."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.books import Books
from tests.faults.clock import Clock, a_clock
from tests.faults.http_client import Answer, HttpClient
from tests.faults.injections import small_disk
from tests.faults.server import Server, wait_until
from tests.postgres_server import PostgresServer, running_postgres
from tests.redis_server import RedisServer

PATIENCE = 8.0
"""Seconds that a visitor waits for an answer."""


class NotingClient(HttpClient):
    """A browser whose every answer is noted in the books."""

    def __init__(self, port: int, books: Books) -> None:
        super().__init__(port, timeout=PATIENCE)
        self._books = books

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        try:
            answer = super()._ask(method, path, body, headers)
        except OSError:
            self._books.note(path, None)
            raise
        self._books.note(path, answer)
        return answer


class NotingServer(Server):
    books: Books

    def test_client(self, use_cookies: bool = True) -> HttpClient:
        assert use_cookies
        return NotingClient(self.port, self.books)


@dataclass(frozen=True)
class Installation:
    """`None` is what cannot be had here, or does not belong to this database."""

    server: Server
    database: PostgresServer | None
    redis: RedisServer | None
    clock: Clock | None
    disk: Path | None

    def seconds_until_ready(self) -> float:
        """From now until answers can be saved again, everything it needs having been given back."""
        started = time.monotonic()
        wait_until(self._is_ready)
        return time.monotonic() - started

    def state(self) -> str:
        """What can be seen from outside, for who wants to know why it is not ready."""
        try:
            said = HttpClient(self.server.port, timeout=PATIENCE).get("/readyz").text
        except OSError as error:
            said = repr(error)
        process = self.server.process
        ended = process.poll() if process else "not started"
        return (
            f"/readyz: {said}; ended: {ended}, workers: {self.server.workers}; {self.server.log_text[-2000:]}"
        )

    def _is_ready(self) -> bool:
        try:
            return HttpClient(self.server.port, timeout=PATIENCE).get("/readyz").status_code == 200
        except OSError:
            return False


@contextmanager
def an_installation(kind: str, folder: Path, assets: Path, books: Books) -> Iterator[Installation]:
    with ExitStack() as parts:
        clock, redis = _or_none(lambda: a_clock(folder)), _or_none(lambda: RedisServer(folder).start())
        settings: dict[str, str] = {
            "JOINS_PER_MINUTE": "0",
            "WORKSHOPS_PER_HOUR": "0",
            **(clock.environment if clock else {}),
        }
        if redis:
            parts.callback(redis.stop)
            settings["REDIS_URL"] = redis.url
        database, disk = None, None
        if kind == "postgresql":
            database = parts.enter_context(running_postgres("-c max_connections=60"))
            settings["DATABASE_URL"] = database.create_database("chaos")
        else:
            disk = _or_none(lambda: parts.enter_context(small_disk(folder / "instance", 64 * 1024)))
        server = NotingServer(folder, assets, settings)
        server.books = books
        parts.callback(server.kill_everything)
        yield Installation(server.start(), database, redis, clock, disk)


def database_url(server: Server, settings: Mapping[str, str]) -> str:
    return settings.get("DATABASE_URL", "") or f"sqlite:///{server.database}"


def _or_none(made: Any) -> Any:
    """What needs a program or a right that is not there is left out, and said to be."""
    try:
        return made()
    except pytest.skip.Exception as reason:
        print(f"left out: {reason}", flush=True)
        return None
