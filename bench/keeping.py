"""What goes through all that is kept: retention and statistics, with the memory each takes at its peak."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.postgres import MISSING, postgres_if_installed
from bench.server import ROOT
from bench.stock import SETS, WORKSHOPS, stock
from bench.table import Row, note

MEMORY_LIMIT = 200
"""Megabytes, of the whole process."""

COMMANDS = (
    ("instrument statistics", ("instrument", "statistics")),
    ("retention, dry run", ("retention", "run", "--dry-run")),
    ("retention", ("retention", "run")),
)

# The command, and at its end its own peak. getrusage would tell that of whoever started it, if it is larger.
_WATCHED = """
import atexit, sys
from pathlib import Path
from quiz.cli import limelight
status = Path("/proc/self/status")
atexit.register(lambda: print(status.read_text().partition("VmHWM:")[2].split()[0], file=sys.stderr))
limelight()
"""


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as name, postgres_if_installed(folder := Path(name)) as postgres:
        rows = [*_rows("SQLite", f"sqlite:///{folder / 'many.db'}", folder)]
        if postgres is None:
            return [*rows, note("retention and statistics on PostgreSQL", MISSING)]
        return [*rows, *_rows("PostgreSQL", postgres.new_database("many"), folder)]


def _rows(database: str, url: str, folder: Path) -> Iterator[Row]:
    stock(url, SETS, WORKSHOPS)
    for name, command in COMMANDS:
        start = time.perf_counter()
        said, megabytes = _run(url, folder, command)
        seconds = time.perf_counter() - start
        yield Row(
            f"{database}, {SETS:,} response sets: memory of {name}",
            f"< {MEMORY_LIMIT} MB",
            f"{megabytes} MB, {seconds:.1f} s; {_found(said)}",
            megabytes < MEMORY_LIMIT,
        )


def _run(url: str, folder: Path, command: tuple[str, ...]) -> tuple[str, int]:
    """What it printed, and megabytes of memory at its peak."""
    settings = {"DATABASE_URL": url, "INSTANCE_DIR": str(folder), "PATH": os.environ["PATH"]}
    watched = [sys.executable, "-c", _WATCHED, *command]
    done = subprocess.run(watched, cwd=ROOT, env=settings, capture_output=True, text=True, check=True)
    return done.stdout, int(done.stderr.split()[-1]) // 1024


def _found(said: str) -> str:
    """How many rows it was about, to show that there was something to do."""
    respondents = re.search(r"([\d,]+) respondents", said)
    if respondents:
        return f"{respondents[1]} respondents"
    rows = [int(each.replace(",", "")) for each in re.findall(r"([\d,]+)$", said, re.MULTILINE)]
    return f"{sum(rows):,} rows"
