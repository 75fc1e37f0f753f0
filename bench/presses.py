"""From a press on the console to the screens: several projectors that ask once a second, on two processes."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from bench.client import Client
from bench.facilitator import Facilitator
from bench.filling import fill
from bench.screen import PROJECTOR, Screen
from bench.server import LIMELIGHT, running
from bench.table import Row, spread

LIMIT = 1.5
"""Seconds until a press is on the projector, however it falls between two questions."""

PRESSES, SCREENS = 20, 8
APART = 1.5, 2.5
"""Seconds between two presses: by then the one before has arrived, or has missed its budget."""


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, running(LIMELIGHT, Path(folder)) as port:
        facilitator = Facilitator(port)
        fill(Path(folder) / "limelight.db", facilitator.workshop_id, 30, random.Random(1))
        facilitator.press("reveal")
        took = list(_press(port, facilitator))
    return [
        Row(
            f"a press on {SCREENS} projectors, {PRESSES} times",
            f"< {LIMIT} s",
            f"{spread(took, '{:.2f} s')}",
            max(took) < LIMIT,
        )
    ]


def _press(port: int, facilitator: Facilitator) -> Iterator[float]:
    """Seconds from each press to each screen; endless for a screen that never showed it."""
    is_over = threading.Event()
    with ThreadPoolExecutor(SCREENS) as threads:
        screens = [threads.submit(_turns, port, facilitator, is_over) for _ in range(SCREENS)]
        time.sleep(2 * PROJECTOR)
        pressed = []
        for slide in islice(cycle(("facets", "guide", "map")), PRESSES):
            pressed.append(time.monotonic())
            facilitator.show(slide)
            time.sleep(random.uniform(*APART))
        is_over.set()
        all_turns = [screen.result() for screen in screens]
    for turns in all_turns:
        for at, until in zip(pressed, [*pressed[1:], time.monotonic()], strict=True):
            yield next((turn - at for turn in turns if at < turn < until), float("inf"))


def _turns(port: int, facilitator: Facilitator, is_over: threading.Event) -> list[float]:
    """When a screen had each new page."""
    times: list[float] = []
    time.sleep(random.uniform(0, PROJECTOR))
    with Client(port) as client:
        screen = Screen(client, facilitator.projector, facilitator.state, PROJECTOR)
        screen.open()
        while not is_over.is_set():
            screen.wait()
            if screen.ask():
                times.append(time.monotonic())
    return times
