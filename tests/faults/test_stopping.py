"""SIGTERM while people answer: what was begun is finished, all ends in time, and a new start goes on."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.web.serving.server import GRACE
from tests.faults.claims import STACK_TRACE
from tests.faults.conftest import MakeServer
from tests.faults.http_client import HttpClient
from tests.faults.ledger import Ledger, busy_respondents
from tests.faults.processes import group_members
from tests.faults.rooms import a_room_at
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

BACK_WITHIN = 3.0
"""Seconds from the command to the first result, after everything was killed, on a machine of our own."""


def test_a_stop_finishes_what_was_begun_and_loses_nothing(server: Server) -> None:
    ledger = Ledger()
    assert server.process is not None
    with busy_respondents(server, ledger):
        for _ in range(3):
            seen = len(ledger.submitted)
            wait_until(lambda seen=seen: len(ledger.submitted) > seen + 5)
            started = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(GRACE + 5) == 0
            assert time.monotonic() - started < GRACE + 2
            wait_until(lambda: not group_members(server.process.pid), GRACE)
            server.start()
    ledger.check(server.database)
    assert len(ledger.submitted) > 15
    assert STACK_TRACE not in server.log_text


def test_after_everything_was_killed_it_serves_again_within_three_seconds(server: Server) -> None:
    ada = server.person("Ada")
    ada.finish()
    seconds = []
    for _ in range(3):
        server.kill_everything()
        started = time.monotonic()
        server.start()
        assert ada.get(ada.result_path).status_code == 200
        seconds.append(time.monotonic() - started)
    print(f"back to serving after kill -9 of everything: {min(seconds):.2f} s to {max(seconds):.2f} s")
    others = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # how many share each of the cores
    assert min(seconds) < BACK_WITHIN * others, seconds


def test_screens_that_all_come_back_at_once_after_a_restart_are_served(make_server: MakeServer) -> None:
    server = make_server().start()
    erin, _ = a_room_at(server, 1)
    server.kill_everything()

    def ask(_: int) -> int:
        for _ in range(400):
            try:
                return HttpClient(server.port).get(f"{erin.screen}/state").status_code
            except OSError:
                time.sleep(0.05)
        return 0

    with ThreadPoolExecutor(100) as screens:
        asked = [screens.submit(ask, number) for number in range(100)]
        server.start()
        started = time.monotonic()
        assert {each.result() for each in asked} == {200}
    assert time.monotonic() - started < 10
    assert STACK_TRACE not in server.log_text


def test_a_frozen_worker_stops_only_those_it_serves(server: Server) -> None:
    ledger = Ledger()
    with busy_respondents(server, ledger):
        wait_until(lambda: len(ledger.submitted) > 3)
        frozen = max(server.workers)
        os.kill(frozen, signal.SIGSTOP)
        try:
            time.sleep(2)
        finally:
            os.kill(frozen, signal.SIGCONT)
        seen = len(ledger.submitted)
        wait_until(lambda: len(ledger.submitted) > seen + 5)
    ledger.check(server.database)
    assert frozen in server.workers
