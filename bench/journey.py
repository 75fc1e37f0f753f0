"""How many journeys two worker processes carry, beside how often the same two say hello."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median

from bench.client import COMPRESSED, PLAIN, Client
from bench.server import HELLO, LIMELIGHT, running
from bench.table import Row, note, spread
from bench.visitor import REQUESTS, Questionnaire, prepared_visit, read_questionnaire, take_the_quiz

VISITORS = 24
"""At the same time, each a process of its own that waits for one answer after the other.

The kernel deals their connections to the two workers like cards: with eight, one worker often has six of them
and the other one waits.
"""

ROUNDS = 40
SECONDS = 0.75
"""Of each of the three measurements in a round: short, since the machine's speed changes within seconds."""

SHARE = 0.30
_PREPARED = 60
# Journeys a visitor has ready: more than it gets through before the time is over.

Seed = str
Visits = Callable[[Seed], float]
"""What one visitor does, over and over; returns how often a second."""


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        all_visitors() as visitors,
        running(LIMELIGHT, Path(folder)) as limelight,
        running(HELLO, Path(folder)) as hello,
    ):
        with Client(limelight, PLAIN) as client:
            page = read_questionnaire(client)
        kinds = [
            partial(say_hello, hello),
            partial(take_journeys, limelight, COMPRESSED, page),
            partial(take_journeys, limelight, PLAIN, page),
        ]
        rounds = [_one_round(visitors, kinds, number) for number in range(ROUNDS + 1)]
    return _rows(rounds[1:])  # the first one warms up


def all_visitors() -> ProcessPoolExecutor:
    """A process for each; what they do begins when all of them are ready."""
    context = get_context("fork")
    return ProcessPoolExecutor(VISITORS, context, initializer=_share, initargs=(context.Barrier(VISITORS),))


def _share(barrier: Barrier) -> None:
    global _everybody_is_ready  # noqa: PLW0603 - a barrier can only be inherited
    _everybody_is_ready = barrier


_everybody_is_ready: Barrier


def say_hello(port: int, _seed: Seed) -> float:
    """As many requests as a journey has, on one connection as well."""

    def visit(_number: int) -> None:
        with Client(port) as client:
            for _ in range(REQUESTS):
                client.get("/")

    return _keep_visiting(visit)


def take_journeys(port: int, accept_encoding: str, page: Questionnaire, seed: Seed) -> float:
    chance = random.Random(seed)
    prepared = [prepared_visit(page, chance) for _ in range(_PREPARED)]

    def visit(number: int) -> None:
        with Client(port, accept_encoding) as client:
            take_the_quiz(client, prepared[number % _PREPARED])

    return _keep_visiting(visit)


def _keep_visiting(visit: Callable[[int], None]) -> float:
    """Visits a second, from when everybody is ready; of the last one, the share that was before the end."""
    _everybody_is_ready.wait()
    now = time.perf_counter()
    end, count = now + SECONDS, 0
    while now < end:
        began = now
        visit(count)
        count, now = count + 1, time.perf_counter()
    return (count - (now - end) / (now - began)) / SECONDS


def _one_round(visitors: ProcessPoolExecutor, kinds: Sequence[Visits], number: int) -> list[float]:
    """Of each kind, one after the other, the visits a second of all visitors together."""
    return [sum(visitors.map(kind, [f"{number}.{each}" for each in range(VISITORS)])) for kind in kinds]


def _rows(rounds: list[list[float]]) -> list[Row]:
    hello, journeys, plain = (median(column) for column in zip(*rounds, strict=True))
    shares = [journeys / hellos for hellos, journeys, _ in rounds]
    plain_shares = [journeys / hellos for hellos, _, journeys in rounds]
    return [
        Row(
            "journeys, as a share of bare Flask",
            f"≥ {SHARE:.0%}",
            spread(shares, "{:.1%}"),
            median(shares) >= SHARE,
        ),
        note("· for clients that ask for no compression", spread(plain_shares, "{:.1%}")),
        note("· bare Flask", _rate(hello)),
        note("· journeys", f"{_rate(journeys)}, that is {journeys:,.0f} journeys/s"),
        note("· journeys without compression", f"{_rate(plain)}, that is {plain:,.0f} journeys/s"),
    ]


def _rate(visits: float) -> str:
    return f"{visits * REQUESTS:,.0f} requests/s"
