"""Journeys a second on SQLite and on PostgreSQL, at 1, 2 and 4 processes, with what each costs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.client import COMPRESSED, PLAIN, Client
from bench.facilitator import Facilitator
from bench.journey import SECONDS, VISITORS, all_visitors, take_journeys
from bench.polls import ask_for_seconds
from bench.postgres import MISSING, Postgres, postgres_if_installed
from bench.processes import processor_seconds
from bench.server import LIMELIGHT, Server, serving
from bench.table import Row, note, spread
from bench.visitor import read_questionnaire

PROCESSES = (1, 2, 4)
JUDGED = 2
"""Processes: as many as the two cores the budget speaks of."""

SHARE = 0.70
"""Of SQLite's rate."""

ROUNDS = 5


@dataclass(frozen=True)
class Measured:
    """`rate` in journeys a second; what one of them costs in milliseconds of a processor, here and there."""

    rate: float
    server: float
    database: float = 0.0


Round = list[Measured]
"""On SQLite, and on PostgreSQL if there is one."""


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as name,
        all_visitors() as visitors,
        postgres_if_installed(folder := Path(name)) as postgres,
    ):
        rounds = {number: _rounds(visitors, folder, number, postgres) for number in PROCESSES}
        poll = _poll_cost(visitors, folder)
    return [
        *_rows(rounds),
        note("a room's state, unchanged: the server's processor time", f"{poll:.2f} ms"),
    ]


def _rounds(
    visitors: ProcessPoolExecutor, folder: Path, processes: int, postgres: Postgres | None
) -> list[Round]:
    settings = {"WORKERS": str(processes)}
    with ExitStack() as stack:
        measured = []
        for database in (None, postgres) if postgres else (None,):
            own = folder / f"{'postgres' if database else 'sqlite'}-{processes}"
            own.mkdir()
            url = {"DATABASE_URL": database.new_database(f"for_{processes}")} if database else {}
            server = stack.enter_context(serving(LIMELIGHT, own, settings | url))
            measured.append(partial(_measured, visitors, server, database))
        return [[each(str(number)) for each in measured] for number in range(ROUNDS + 1)][1:]


def _measured(
    visitors: ProcessPoolExecutor, server: Server, database: Postgres | None, seed: str
) -> Measured:
    with Client(server.port, PLAIN) as client:
        page = read_questionnaire(client)
    pids = [server.pid, *([database.pid] if database else [])]
    before = [processor_seconds(pid) for pid in pids]
    take = partial(take_journeys, server.port, COMPRESSED, page)
    rate = sum(visitors.map(take, [f"{seed}.{each}" for each in range(VISITORS)]))
    used = [processor_seconds(pid) - start for pid, start in zip(pids, before, strict=True)]
    return Measured(rate, *(1000 * seconds / (rate * SECONDS) for seconds in used))


def _poll_cost(visitors: ProcessPoolExecutor, folder: Path) -> float:
    """Milliseconds of the server's processor time for each "nothing new"."""
    (folder / "polls").mkdir()
    with serving(LIMELIGHT, folder / "polls", {}) as server:
        ask = partial(ask_for_seconds, server.port, Facilitator(server.port).state, 304)
        sum(visitors.map(ask, range(VISITORS)))  # warms up
        before = processor_seconds(server.pid)
        rate = sum(visitors.map(ask, range(VISITORS)))
        return 1000 * (processor_seconds(server.pid) - before) / (rate * SECONDS)


def _rows(rounds: Mapping[int, Sequence[Round]]) -> Iterator[Row]:
    what = f"journeys on PostgreSQL at {JUDGED} processes, as a share of those on SQLite"
    if all(len(each) == 1 for each in rounds[JUDGED]):
        yield note(what, MISSING)
    else:
        shares = [postgres.rate / sqlite.rate for sqlite, postgres in rounds[JUDGED]]
        yield Row(what, f"≥ {SHARE:.0%}", spread(shares, "{:.0%}"), median(shares) >= SHARE)
    for number, found in rounds.items():
        processes = "1 process" if number == 1 else f"{number} processes"
        for name, measured in zip(("SQLite", "PostgreSQL"), zip(*found, strict=True), strict=False):
            yield note(f"· {name}, {processes}", _in_words(measured))


def _in_words(measured: Sequence[Measured]) -> str:
    rate = spread([each.rate for each in measured], "{:.0f}")
    server = median(each.server for each in measured)
    database = median(each.database for each in measured)
    beside = f" and {database:.1f} ms of PostgreSQL's" if database else ""
    return f"{rate} journeys/s; one costs {server:.1f} ms of the server's processor time{beside}"
