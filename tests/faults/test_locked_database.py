"""Another process holds the database: nobody waits for ever, and nothing is counted twice."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.store.database.engine import BUSY_TIMEOUT_MS
from tests.faults.claims import require_not_saved_yet, require_result
from tests.faults.injections import held_lock
from tests.faults.ledger import read_rows
from tests.faults.server import Server

pytestmark = pytest.mark.faults

BUSY_TIMEOUT = BUSY_TIMEOUT_MS / 1000
A_LITTLE = 2.0
# Seconds; for everything but the wait itself, on a busy machine.


def test_a_submit_ends_in_time_and_counts_once_when_it_is_sent_again(server: Server) -> None:
    ada, ben, dana = (server.person(name) for name in ("Ada", "Ben", "Dana"))
    ada.finish()
    ben.start()
    dana.start()
    answers = ben.answers("4")
    started = time.monotonic()
    with held_lock(server.database), ThreadPoolExecutor(2) as pool:
        submit = pool.submit(ben.submit, answers)
        save = pool.submit(dana.save, {dana.items[0]: 2})
        assert ada.get(ada.result_path).status_code == 200  # whoever only reads does not wait
        assert time.monotonic() - started < BUSY_TIMEOUT - 1
        refused = submit.result()
        assert save.result().status_code == 503
        took = time.monotonic() - started
    assert BUSY_TIMEOUT - 0.5 < took < BUSY_TIMEOUT + A_LITTLE
    require_not_saved_yet(refused, ben, answers)
    assert ben.submit(answers).status_code == 303
    assert dana.save({dana.items[0]: 2}).status_code == 204
    require_result(ben, answers)
    assert [is_submitted for _, is_submitted in read_rows(server.database).values()].count(True) == 2
