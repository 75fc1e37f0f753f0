"""How long a start takes, from the command to the first answer, when everything is installed and built."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.server import (
    LIMELIGHT,
    ROOT,
    free_port,
    start,
    stop,
    wait_until_it_answers,
)
from bench.table import Row, note, spread

SERVER_LIMIT, MAKE_LIMIT = 1.5, 3.0
"""Seconds."""

STARTS = 5
MAKE_STARTS = 3


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        server = _times(lambda port: start(LIMELIGHT, Path(folder), port), STARTS)
        rows = [_row("python app.py, again, to the first answer", SERVER_LIMIT, server)]
        if (ROOT / ".venv").is_dir():
            made = _times(lambda port: _make_run(Path(folder), port), MAKE_STARTS)
            rows.append(_row("make run, again, to the first answer", MAKE_LIMIT, made))
        else:
            rows.append(note("make run, again, to the first answer", "not measured: there is no .venv here"))
    return rows


def _times(starting: Callable[[int], subprocess.Popen[bytes]], count: int) -> list[float]:
    """Seconds of each start but the very first, which builds what is missing."""
    return [_seconds(starting) for _ in range(count + 1)][1:]


def _seconds(starting: Callable[[int], subprocess.Popen[bytes]]) -> float:
    port = free_port()
    begin = time.perf_counter()
    process = starting(port)
    try:
        wait_until_it_answers(process, port)
        return time.perf_counter() - begin
    finally:
        stop(process)


def _make_run(folder: Path, port: int) -> subprocess.Popen[bytes]:
    return start(("make", "--silent", "run"), folder, port)


def _row(what: str, limit: float, seconds: list[float]) -> Row:
    return Row(what, f"< {limit} s", spread(seconds, "{:.2f} s"), median(seconds) < limit)
