"""The question all screens ask again and again: how often a second, beside bare Flask, and how many reads."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import event

from bench.client import Client, UnexpectedAnswerError
from bench.facilitator import WISHES, Facilitator
from bench.server import HELLO, LIMELIGHT, running
from bench.table import Row, note, spread
from quiz.settings.environment import Settings
from quiz.store.told_counts import WINDOW
from quiz.web.assets import build_assets
from quiz.web.factory import create_app
from quiz.web.services import Services
from quiz.web.workshops.live import FRESH

SHARE = 0.60
"""Of bare Flask's rate."""

VISITORS, ROUNDS, SECONDS = 8, 7, 2.0
QUESTIONS = 10_000


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(VISITORS) as visitors,
        running(LIMELIGHT, Path(folder)) as limelight,
        running(HELLO, Path(folder)) as hello,
    ):
        kinds = (
            partial(ask_for_seconds, hello, "/", 200),
            partial(ask_for_seconds, limelight, Facilitator(limelight).state, 304),
        )
        rounds = [[sum(visitors.map(kind, range(VISITORS))) for kind in kinds] for _ in range(ROUNDS + 1)][1:]
    return [*_rates(rounds), _reads()]


def ask_for_seconds(port: int, path: str, status: int, _visitor: int) -> float:
    """Answers a second on one connection; the first one is not counted, it brings the state."""
    with Client(port) as client:
        etag = client.get(path).header("etag")
        start, count = time.perf_counter(), 0
        while time.perf_counter() - start < SECONDS:
            if client.get(path, etag).status != status:
                raise UnexpectedAnswerError(f"something else than {status} for {path}")
            count += 1
        return count / (time.perf_counter() - start)


def _rates(rounds: Sequence[Sequence[float]]) -> list[Row]:
    shares = [polls / hellos for hellos, polls in rounds]
    hello, polls = (median(column) for column in zip(*rounds, strict=True))
    return [
        Row(
            "a room's state, unchanged, as a share of bare Flask",
            f"≥ {SHARE:.0%}",
            spread(shares, "{:.0%}"),
            median(shares) >= SHARE,
        ),
        note("· the state", f"{polls:,.0f} answers/s"),
        note("· bare Flask", f"{hello:,.0f} answers/s"),
    ]


def _reads() -> Row:
    """Statements to the database during so many questions, against the looks a process may take."""
    statements: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance_dir=Path(folder))
        app = create_app(settings, build_assets(settings))
        services: Services = app.extensions["limelight"]
        browser = app.test_client()
        made = browser.post("/workshops", data=WISHES, headers={"Sec-Fetch-Site": "same-origin"})
        state = f"/projector/{made.location.split('/')[2]}/state"
        unchanged = {"If-None-Match": browser.get(state).headers["ETag"]}
        event.listen(services.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
        start = time.perf_counter()
        for _ in range(QUESTIONS):
            assert browser.get(state, headers=unchanged).status_code == 304
        seconds = time.perf_counter() - start
    allowed = 2 + int(seconds / FRESH) + int(seconds / WINDOW)  # looks, of which some begin a window
    return Row(
        f"statements to the database in {QUESTIONS:,} questions",
        f"≤ {allowed} (one in {FRESH} s)",
        f"{len(statements)} in {seconds:.1f} s",
        len(statements) <= allowed,
    )
