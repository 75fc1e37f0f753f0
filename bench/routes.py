"""What each step of a journey costs the processor, as a multiple of bare Flask and without a server."""

from __future__ import annotations

import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from bench.client import COMPRESSED, PLAIN, Answer
from bench.hello import hello_app
from bench.table import Row, note
from bench.visitor import STEPS, prepared_visit, read_questionnaire, take_the_quiz
from quiz.settings.environment import Settings
from quiz.web.assets import build_assets
from quiz.web.factory import create_app

JOURNEYS, WARM_UP = 100, 10


class InProcess:
    """A browser that calls the application itself, and keeps the processor time of each call."""

    def __init__(self, app: Flask, accept_encoding: str = COMPRESSED) -> None:
        self._app = app
        self._headers = {"Accept-Encoding": accept_encoding, "Sec-Fetch-Site": "same-origin"}
        self._cookies: dict[str, str] = {}
        self.seconds: list[float] = []

    def get(self, path: str) -> Answer:
        return self._ask(path, {"method": "GET"})

    def post(self, path: str, kind: str, body: bytes) -> Answer:
        return self._ask(path, {"method": "POST", "content_type": kind, "data": body})

    def _ask(self, path: str, more: dict[str, object]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {**self._headers, **({"Cookie": cookies} if cookies else {})}
        environ = create_environ(path, headers=headers, **more)
        start = time.thread_time()
        parts, status, received = run_wsgi_app(self._app, environ, buffered=True)
        body = b"".join(parts)
        self.seconds.append(time.thread_time() - start)
        for cookie in received.getlist("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        head = "".join(f"\r\n{name}: {value}" for name, value in received)
        return Answer(int(status[:3]), head.encode(), body)


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance_dir=Path(folder))
        app = create_app(settings, build_assets(settings))
        steps, hello = _times(app)
    total = sum(median(steps[step]) for step in STEPS) / (len(STEPS) * hello)
    return [
        note("in process: a whole journey", f"{total:.1f} times bare Flask"),
        *(
            note(f"· {step}", f"{1000 * median(steps[step]):.2f} ms, {median(steps[step]) / hello:.1f} times")
            for step in dict.fromkeys(STEPS)
        ),
    ]


def _times(app: Flask) -> tuple[dict[str, list[float]], float]:
    """Seconds by step, and those of a hello, which is said once after every journey."""
    page = read_questionnaire(InProcess(app, PLAIN))
    chance = random.Random(1)
    bare = InProcess(hello_app())
    steps: dict[str, list[float]] = defaultdict(list)
    for number in range(WARM_UP + JOURNEYS):
        browser = InProcess(app)
        take_the_quiz(browser, prepared_visit(page, chance))
        _repeat(lambda: bare.get("/"), len(STEPS))
        if number >= WARM_UP:
            for step, seconds in zip(STEPS, browser.seconds, strict=True):
                steps[step].append(seconds)
    return steps, median(bare.seconds[WARM_UP * len(STEPS) :])


def _repeat(work: Callable[[], object], times: int) -> None:
    for _ in range(times):
        work()
