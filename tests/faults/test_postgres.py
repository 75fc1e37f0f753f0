"""PostgreSQL that goes away, hangs, is full or read-only: said in time, and over as soon as it is back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress

import psycopg
import pytest
from sqlalchemy import make_url

from tests.cast import Person
from tests.faults.claims import STACK_TRACE, require_not_saved_yet, require_result
from tests.faults.conftest import MakeServer
from tests.faults.http_client import HttpClient
from tests.faults.server import Server, wait_until
from tests.postgres_server import PostgresServer, running_postgres

pytestmark = pytest.mark.faults

CONNECTIONS = 8
LONGEST = 4.5 + 3
"""Seconds that a request may take while the database is silent: to find the connection dead, to try for
another one, and what a busy machine adds."""
CROWD = 24
"""People who ask at once; three times as many as there are threads that work."""


@pytest.fixture(scope="module")
def postgres_server() -> Iterator[PostgresServer]:
    options = f"-c fsync=off -c max_connections={CONNECTIONS + 3}"  # three are the superuser's
    with running_postgres(options) as server:
        yield server


@pytest.fixture
def server(
    postgres_server: PostgresServer, make_server: MakeServer, request: pytest.FixtureRequest
) -> Server:
    name = f"limelight_{abs(hash(request.node.name))}"
    return make_server(DATABASE_URL=postgres_server.create_database(name), THREADS="2").start()


@pytest.fixture
def ada(server: Server) -> Person:
    person = server.person("Ada")
    person.finish()
    return person


@pytest.fixture
def ben(server: Server) -> Person:
    person = server.person("Ben")
    person.start()
    return person


def require_all_well(server: Server, ada: Person, ben: Person) -> None:
    """Ben's answers are taken, Ada's are there, and nothing of it all was a fault of ours."""
    answers = ben.answers("4")
    assert ben.submit(answers).status_code == 303
    require_result(ben, answers)
    assert ada.get(ada.result_path).status_code == 200
    assert server.test_client().get("/readyz").status_code == 200
    assert STACK_TRACE not in server.log_text


def test_the_first_request_after_a_database_crash_is_answered(
    postgres_server: PostgresServer, server: Server, ada: Person, ben: Person
) -> None:
    for _ in range(6):  # so that every process holds a connection that will be dead
        assert ada.get(ada.result_path).status_code == 200
    workers = server.workers
    postgres_server.stop("immediate")
    postgres_server.start()
    require_all_well(server, ada, ben)
    assert server.workers == workers


def test_while_the_database_is_stopped_everything_says_so_at_once(
    postgres_server: PostgresServer, server: Server, ada: Person, ben: Person
) -> None:
    answers = ben.answers("2")
    postgres_server.stop("fast")
    try:
        started = time.monotonic()
        require_not_saved_yet(ben.submit(answers), ben, answers)
        assert ada.get(ada.result_path).status_code == 503
        assert server.test_client().get("/readyz").status_code == 503
        assert server.is_answering()
        assert time.monotonic() - started < LONGEST
    finally:
        postgres_server.start()
    require_all_well(server, ada, ben)


def test_a_frozen_database_keeps_nobody_waiting_and_no_thread(
    postgres_server: PostgresServer, server: Server, ada: Person, ben: Person
) -> None:
    answers = ben.answers("2")
    with postgres_server.frozen(), ThreadPoolExecutor(CROWD) as crowd:
        asked = [crowd.submit(_seconds_and_status, server, ada.result_path) for _ in range(CROWD)]
        seconds, status = _seconds_and_status(server, "/healthz")
        assert (status, seconds < LONGEST) == (200, True)
        seen = [each.result() for each in asked]
        assert {status for _, status in seen} == {503}
        assert max(seconds for seconds, _ in seen) < LONGEST
        require_not_saved_yet(ben.submit(answers), ben, answers)
        seconds, status = _seconds_and_status(server, "/readyz")
        assert (status, seconds < LONGEST) == (503, True)
    wait_until(lambda: _all_are_ready(server), 10)
    require_all_well(server, ada, ben)


def _all_are_ready(server: Server) -> bool:
    """Asked often enough to have met each process."""
    return all(server.test_client().get("/readyz").status_code == 200 for _ in range(12))


def _seconds_and_status(server: Server, path: str) -> tuple[float, int]:
    started = time.monotonic()
    status = HttpClient(server.port).get(path).status_code
    return time.monotonic() - started, status


def test_without_a_connection_left_it_waits_for_one_and_recovers(
    postgres_server: PostgresServer, server: Server, ada: Person, ben: Person
) -> None:
    answers = ben.answers("2")
    url = make_url(server.settings["DATABASE_URL"])
    workers = server.workers
    with ExitStack() as taken:
        with closing(psycopg.connect(host="127.0.0.1", port=url.port, user="postgres")) as administrator:
            administrator.autocommit = True
            ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            administrator.execute(ours, [url.database])
        _take_all(taken, postgres_server, url.database)
        require_not_saved_yet(ben.submit(answers), ben, answers)
        assert ada.get(ada.result_path).status_code == 503
        assert server.test_client().get("/readyz").status_code == 503
        assert server.is_answering()
    wait_until(lambda: _all_are_ready(server), 10)
    require_all_well(server, ada, ben)
    assert server.workers == workers


def _take_all(taken: ExitStack, postgres_server: PostgresServer, database: str | None) -> None:
    kept = 0
    with suppress(psycopg.OperationalError):
        while True:
            wishes = {"port": postgres_server.port, "user": "limelight", "dbname": database}
            taken.callback(psycopg.connect(host="127.0.0.1", **wishes).close)
            kept += 1
    assert kept >= CONNECTIONS / 2


def test_a_database_that_became_a_standby_is_read_and_not_written(
    postgres_server: PostgresServer, server: Server, ada: Person, ben: Person
) -> None:
    answers = ben.answers("2")
    postgres_server.configure("default_transaction_read_only", "on")
    try:
        wait_until(lambda: server.test_client().get("/readyz").status_code == 503, 10)
        require_not_saved_yet(ben.submit(answers), ben, answers)
        assert ben.save({ben.items[0]: 1}).status_code == 503
        assert ada.get(ada.result_path).status_code == 200
        assert ada.get(f"{ada.result_path}/data.json").status_code == 200
    finally:
        postgres_server.configure("default_transaction_read_only", "off")
    wait_until(lambda: _all_are_ready(server), 10)
    require_all_well(server, ada, ben)
