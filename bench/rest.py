"""What a process takes that nobody asks anything, and how soon all is back after all of it was killed."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from bench.client import PLAIN, Client, UnexpectedAnswerError
from bench.processes import family, proportional_megabytes, resident_megabytes, workers
from bench.server import (
    LIMELIGHT,
    WORKERS,
    Server,
    free_port,
    running,
    serving,
    start,
    stop,
    wait_until_it_answers,
)
from bench.stock import SETS, WORKSHOPS, stock
from bench.table import Row, note, spread
from bench.visitor import Questionnaire, prepared_visit, read_questionnaire, take_the_quiz

MEMORY_LIMIT = 90
"""Megabytes of each worker process."""

BACK_LIMIT = 3.0
"""Seconds from the start after a kill to the first answer."""

JOURNEYS, ROUNDS = 200, 5
_SETTLING, _UNDER_WAY = 5.0, 1.0
# Seconds: in which a process gets its charts ready; and of journeys before a kill.


def measure() -> list[Row]:
    return [*_memory_rows(), *_recovery_rows()]


def _memory_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running(LIMELIGHT, folder):
            pass  # makes the database, which a server at rest has long done
        with serving(LIMELIGHT, folder, {}) as server:
            return _memory_of(server)


def _memory_of(server: Server) -> list[Row]:
    time.sleep(_SETTLING)
    pids = workers(server.pid)
    assert len(pids) == WORKERS
    resident = max(map(resident_megabytes, pids))
    own = max(map(proportional_megabytes, pids))
    together = sum(map(proportional_megabytes, family(server.pid)))
    with Client(server.port, PLAIN) as client:
        page = read_questionnaire(client)
    for number in range(JOURNEYS):
        _take_one(server.port, page, random.Random(number))
    return [
        Row(
            "memory of a worker process at rest, its share of what others have too (Pss)",
            f"< {MEMORY_LIMIT} MB",
            f"{own:.0f} MB",
            own < MEMORY_LIMIT,
        ),
        note("· with all that it shares (VmRSS)", f"{resident:.0f} MB"),
        note(f"· {WORKERS} workers and their parent together", f"{together:.0f} MB"),
        note(
            f"· a worker after {JOURNEYS} journeys",
            f"{max(map(proportional_megabytes, pids)):.0f} MB, "
            f"{max(map(resident_megabytes, pids)):.0f} MB with all that it shares",
        ),
    ]


def _recovery_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as filled:
        stock(f"sqlite:///{Path(filled) / 'limelight.db'}", SETS, WORKSHOPS)
        seconds = {name: _rounds(Path(name)) for name in (empty, filled)}
    return [
        _row("serving again after kill -9 of everything", seconds[empty]),
        _row(f"· with {SETS:,} response sets on SQLite", seconds[filled]),
    ]


def _row(what: str, seconds: list[float]) -> Row:
    return Row(what, f"< {BACK_LIMIT:.0f} s", spread(seconds, "{:.2f} s"), max(seconds) < BACK_LIMIT)


def _rounds(folder: Path) -> list[float]:
    """Seconds until it is back, each time after a kill in the midst of journeys."""
    port, seconds = free_port(), []
    process = start(LIMELIGHT, folder, port)
    try:
        wait_until_it_answers(process, port)
        for number in range(ROUNDS):
            visitor = threading.Thread(target=_visit_until_it_is_gone, args=(port, number))
            visitor.start()
            time.sleep(_UNDER_WAY)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            visitor.join()
            begin = time.perf_counter()
            process = start(LIMELIGHT, folder, port)
            wait_until_it_answers(process, port)
            seconds.append(time.perf_counter() - begin)
    finally:
        stop(process)
    return seconds


def _visit_until_it_is_gone(port: int, number: int) -> None:
    chance = random.Random(number)
    with suppress(OSError, UnexpectedAnswerError):
        with Client(port, PLAIN) as client:
            page = read_questionnaire(client)
        while True:
            _take_one(port, page, chance)


def _take_one(port: int, page: Questionnaire, chance: random.Random) -> None:
    with Client(port) as client:
        take_the_quiz(client, prepared_visit(page, chance))
