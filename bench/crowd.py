"""Everybody in a room at once: phones that come, answer and watch, beside a projector and a console."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

from bench.client import PLAIN, Client
from bench.facilitator import Facilitator
from bench.phone import Diary, Phone, TimedClient
from bench.screen import PROJECTOR, Screen, State
from bench.visitor import read_questionnaire

WATCHING = 15.0
"""Seconds that everybody goes on watching: after the last submit, and again after the reveal."""

HELLO_EVERY = 0.2
"""Seconds between two hellos to bare Flask."""


class Crowd:
    """So many phones that come within so many seconds. Threads: nearly all of them wait nearly always.

    `hello` is the port of a bare Flask on the same machine.
    """

    def __init__(self, port: int, hello: int, people: int, arrival: float) -> None:
        self._port, self._hello, self._arrival = port, hello, arrival
        with Client(port, PLAIN) as client:
            page = read_questionnaire(client)
        self.phones = [Phone(page, seed) for seed in range(people)]
        self.diary = Diary()
        self.seen: list[tuple[float, State]] = []  # what the projector showed, and since when
        self.before_reveal = 0  # requests in the diary
        self._is_over = threading.Event()

    def run(self) -> None:
        facilitator = Facilitator(self._port)
        with ThreadPoolExecutor(2 * len(self.phones) + 3) as threads:
            try:
                self._run(facilitator, threads)
            finally:
                self._is_over.set()

    def _run(self, facilitator: Facilitator, threads: ThreadPoolExecutor) -> None:
        for page, seen in (facilitator.projector, self.seen), (facilitator.console, []):
            threads.submit(self._noting_faults, partial(self._open, facilitator, page, seen))
        threads.submit(self._noting_faults, self._say_hello)
        code, chance = facilitator.join_code(), random.Random(1)
        arrivals = [
            threads.submit(
                self._noting_faults,
                partial(
                    self._come, phone, code, facilitator.state, chance.uniform(0, self._arrival), threads
                ),
            )
            for phone in self.phones
        ]
        wait(arrivals)
        time.sleep(WATCHING)
        self.before_reveal = len(self.diary.requests)
        facilitator.press("reveal")
        time.sleep(WATCHING)

    def _open(self, facilitator: Facilitator, page: str, seen: list[tuple[float, State]]) -> None:
        client = TimedClient(self._port, self.diary)
        client.cookies |= facilitator.cookies
        screen = Screen(client, page, facilitator.state, PROJECTOR)
        screen.open()
        self._watch(screen, seen)

    def _say_hello(self) -> None:
        """To bare Flask, beside all that: what the machine itself makes everybody wait."""
        client = TimedClient(self._hello, self.diary)
        while not self._is_over.is_set():
            client.get("/")
            time.sleep(HELLO_EVERY)

    def _come(self, phone: Phone, code: str, state: str, arrives: float, threads: ThreadPoolExecutor) -> None:
        time.sleep(arrives)
        screen = phone.take_part(TimedClient(self._port, self.diary), code, state, self.diary)
        threads.submit(self._noting_faults, partial(self._watch, screen, []))

    def _watch(self, screen: Screen, seen: list[tuple[float, State]]) -> None:
        while not self._is_over.is_set():
            seen.append((time.monotonic(), screen.told))
            screen.wait()
            screen.ask()

    def _noting_faults(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault, and the others go on
            self.diary.faults.append(f"{type(error).__name__}: {error}")
