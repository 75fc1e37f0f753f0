"""The press on "reveal" in rooms of different size, and what the projector's page costs afterwards."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.client import Client, UnexpectedAnswerError
from bench.facilitator import Facilitator
from bench.filling import fill
from bench.server import LIMELIGHT, running
from bench.table import Row, note, spread

LIMITS = {500: 300.0, 10_000: 2000.0}
"""People, and milliseconds that the press may take."""

SMALL, LARGE = 10, 10_000
GROWTH_LIMIT = 1.25
"""Of the projector's page from the small room to the large one; a quarter is left to chance."""

ROOMS, LOOKS = 5, 100


def measure() -> list[Row]:
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, running(LIMELIGHT, Path(folder)) as port:
        database = Path(folder) / "limelight.db"
        _revealed(port, database, SMALL, chance)  # warms up
        presses, rooms = {}, {}
        for people in (SMALL, *LIMITS):
            made = [_revealed(port, database, people, chance) for _ in range(ROOMS)]
            presses[people], rooms[people] = [took for took, _ in made], [room for _, room in made]
        first = [_look(port, room.projector) for room in rooms[LARGE]]
        pairs = [
            (_look(port, rooms[SMALL][at % ROOMS].projector), _look(port, rooms[LARGE][at % ROOMS].projector))
            for at in range(LOOKS)
        ]
    growth = median(large for _, large in pairs) / median(small for small, _ in pairs)
    return [
        *(
            Row(f"reveal with {people:,} response sets", f"< {limit:.0f} ms", *_met(presses[people], limit))
            for people, limit in LIMITS.items()
        ),
        note(f"· with {SMALL}", spread(presses[SMALL], "{:.0f} ms")),
        note("· the projector's page, first look", spread(first, "{:.1f} ms")),
        note("· … and again", f"{median(large for _, large in pairs):.1f} ms"),
        Row(
            f"the projector's page with {LARGE:,} people, times that with {SMALL}",
            f"≤ {GROWTH_LIMIT}",
            f"{growth:.2f}",
            growth <= GROWTH_LIMIT,
        ),
    ]


def _revealed(port: int, database: Path, people: int, chance: random.Random) -> tuple[float, Facilitator]:
    """Milliseconds of the press, in a new room with so many people; and who runs it."""
    facilitator = Facilitator(port)
    fill(database, facilitator.workshop_id, people, chance)
    start = time.perf_counter()
    facilitator.press("reveal")
    return 1000 * (time.perf_counter() - start), facilitator


def _look(port: int, path: str) -> float:
    """Milliseconds of a page."""
    with Client(port) as client:
        start = time.perf_counter()
        status = client.get(path).status
        took = 1000 * (time.perf_counter() - start)
    if status != 200:
        raise UnexpectedAnswerError(f"{status} for {path}")
    return took


def _met(times: list[float], limit: float) -> tuple[str, bool]:
    return spread(times, "{:.0f} ms"), median(times) < limit
