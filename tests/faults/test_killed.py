"""`kill -9`: what was acknowledged is there afterwards, exactly once."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest

from tests.faults.ledger import Ledger, busy_respondents
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

ROUNDS = 15
"""Each a start and a kill of about a second. A commit takes a few milliseconds of every ten, so some of the
kills hit one; a hundred rounds were tried by hand."""


def test_fifteen_power_cuts_lose_nothing_that_was_acknowledged(server: Server) -> None:
    ledger = Ledger()
    for _ in range(ROUNDS):
        before = len(ledger.submitted)
        with busy_respondents(server, ledger):
            wait_until(lambda before=before: len(ledger.submitted) > before + 3)
            time.sleep(random.uniform(0, 0.1))
            server.kill_everything()
        ledger.check(server.database)
        server.start()
    assert len(ledger.submitted) >= ROUNDS * 4
    _check_results_can_be_seen(server, ledger)


def test_killing_the_parent_during_submits_loses_nothing(
    server: Server,
) -> None:
    ledger = Ledger()
    assert server.process is not None
    with busy_respondents(server, ledger):
        wait_until(lambda: len(ledger.submitted) > 20)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        server.start()
        cut_off = len(ledger.submitted)
        wait_until(lambda: len(ledger.submitted) > cut_off + 20)
    ledger.check(server.database)
    _check_results_can_be_seen(server, ledger)


def test_killing_workers_during_submits_loses_nothing_and_others_go_on(server: Server) -> None:
    ledger = Ledger()
    with busy_respondents(server, ledger):
        for _ in range(4):
            kept = len(ledger.submitted)
            wait_until(lambda kept=kept: len(ledger.submitted) > kept + 5)
            os.kill(max(server.workers), signal.SIGKILL)
            started = time.monotonic()
            wait_until(lambda: len(server.workers) == 2 and server.is_answering())
            assert time.monotonic() - started < 3
    ledger.check(server.database)
    _check_results_can_be_seen(server, ledger)


def _check_results_can_be_seen(server: Server, ledger: Ledger) -> None:
    cleo = server.person("Cleo")
    for token in (*list(ledger.submitted)[:3], *list(ledger.submitted)[-3:]):
        assert cleo.get(f"/results/{token}").status_code == 200
