"""Every page on a database as after years, beside the same page on one that is nearly empty."""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.postgres import MISSING, postgres_if_installed
from bench.server import LIMELIGHT, serving
from bench.stock import FEW, SETS, WORKSHOPS, stock
from bench.table import Row, note
from bench.tour import TICK, Times, Tour

GROWTH_LIMIT = 1.2
"""Of a page's median time, from the nearly empty database to the filled one."""

TURNS, WARM_UP = 200, 10

_ALONE = {"WORKERS": "1", "RETENTION": "manual"}
# One process, so that no page is met by one that has not shown it yet; and nothing done beside it.

Kinds = Mapping[str, tuple[list[float], list[float]]]
"""Milliseconds of each kind of page, on the nearly empty database and on the filled one."""


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as name, postgres_if_installed(folder := Path(name)) as postgres:
        rows = [*_rows("SQLite", _kinds(folder, [_sqlite(folder, each) for each in ("few", "many")]))]
        if postgres is None:
            return [*rows, note(_what("PostgreSQL"), MISSING)]
        urls = [postgres.new_database(each) for each in ("few", "many")]
        return [*rows, *_rows("PostgreSQL", _kinds(folder, urls))]


def _sqlite(folder: Path, name: str) -> str:
    return f"sqlite:///{folder / name}.db"


def _kinds(folder: Path, urls: list[str]) -> Kinds:
    with ExitStack() as stack:
        tours = []
        for url, (sets, workshops) in zip(urls, (FEW, (SETS, WORKSHOPS)), strict=True):
            stock(url, sets, workshops)
            instance = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=folder)))
            server = stack.enter_context(serving(LIMELIGHT, instance, _ALONE | {"DATABASE_URL": url}))
            tours.append(Tour(server.port))
        return _taken_in_turn(tours)


def _taken_in_turn(tours: list[Tour]) -> Kinds:
    kinds: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    chance = random.Random(1)
    for number in range(WARM_UP + TURNS):
        for place in (0, 1) if number % 2 else (1, 0):
            times: Times = tours[place].take(chance)
            if number >= WARM_UP:
                for kind, milliseconds in times:
                    kinds[kind][place].append(milliseconds)
    return kinds


def _rows(database: str, kinds: Kinds) -> Iterator[Row]:
    growth = {kind: median(many) / median(few) for kind, (few, many) in kinds.items()}
    worst = max(growth.keys() - {TICK}, key=lambda kind: growth[kind])
    yield Row(
        _what(database),
        f"≤ {GROWTH_LIMIT}",
        f"{growth[worst]:.2f} ({worst})",
        growth[worst] <= GROWTH_LIMIT,
    )
    times = {kind: f"{growth[kind]:.2f} ({median(many):.1f} ms)" for kind, (_, many) in kinds.items()}
    # Not a page: it counts the group, here four in ten of all that are stored.
    yield note("· the tick to count in the comparison group, which counts the group", times.pop(TICK))
    yield note("· each page, and its time on the filled one", ", ".join(map(" ".join, times.items())))


def _what(database: str) -> str:
    return (
        f"{database}, {SETS:,} response sets and {WORKSHOPS:,} workshops: the page that grows most, "
        f"times that with {FEW[0]} and {FEW[1]}"
    )
