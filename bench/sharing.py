"""What sharing costs: the page's first visit, the card cold and from memory, and what a preview writes."""

from __future__ import annotations

import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.client import FORM, PLAIN, Client
from bench.server import LIMELIGHT, running
from bench.table import Row, note, spread
from bench.visitor import prepared_visit, read_questionnaire, take_the_quiz
from bench.wire import first_visit
from quiz.charts.card import draw_png, social_card_svg
from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Instrument
from quiz.measurement.as_others_see import Extent
from quiz.measurement.profile import Profile, profile_of
from quiz.settings.environment import ROOT

PAGE_LIMIT = 25_000
CARD_LIMIT = 100.0
"""Milliseconds."""

SHARE = 0.50
"""Of a static file's rate."""

CARDS, VISITORS, ROUNDS, SECONDS = 30, 8, 5, 2.0
_LINK = re.compile(r"/shared/[\w-]+(?=\")")
_CARD = re.compile(r"/shared/[\w-]+/card-\w+\.png")
_DEFAULT_CARD = re.compile(r"/static/[\w-]+/img/card\.png")


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(VISITORS) as visitors,
        running(LIMELIGHT, Path(folder)) as port,
    ):
        shared, static = share_result(port, "facets")
        size = sum(file.size for file in first_visit(port, shared))
        small, _ = share_result(port, "headline")  # its card is about as large as the file
        card = _card_of(port, small)
        writes = _writes_of(Path(folder) / "limelight.db", partial(_preview, port, small, card))
        shares = [_share_of_static(visitors, port, card, static) for _ in range(ROUNDS + 1)][1:]
        bodies = [_size(port, path) for path in (card, static)]
    cold = sorted(_cold_times())
    return [
        Row(
            "shared page without plotly.js, first visit",
            f"≤ {PAGE_LIMIT:,} bytes",
            f"{size:,} bytes",
            size <= PAGE_LIMIT,
        ),
        Row(
            "card, drawn for the first time",
            f"< {CARD_LIMIT:.0f} ms",
            f"{median(cold):.0f} ms, the slowest of {CARDS} {cold[-1]:.0f} ms",
            median(cold) < CARD_LIMIT,
        ),
        Row(
            "card from memory, as a share of a static file's rate",
            f"≥ {SHARE:.0%}",
            spread([card / static for card, static in shares], "{:.0%}"),
            median(card / static for card, static in shares) >= SHARE,
        ),
        note("· the card", f"{median(card for card, _ in shares):,.0f} requests/s of {bodies[0]:,} bytes"),
        note(
            "· the file", f"{median(static for _, static in shares):,.0f} requests/s of {bodies[1]:,} bytes"
        ),
        Row("database writes of a link preview", "0", str(writes), writes == 0),
    ]


def share_result(port: int, extent: str) -> tuple[str, str]:
    """Take the quiz and share that much; the shared page's path and that of a static picture."""
    chance = random.Random(1)
    with Client(port, PLAIN) as client:
        result = take_the_quiz(client, prepared_visit(read_questionnaire(client), chance))
        page = client.get(f"{result}/share-links").body.decode()
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        wish = {**hidden, "extent": extent, "display_name": "Ada", "expiry": "7"}
        made = client.post(f"{result}/share-links", FORM, urlencode(wish).encode())
        listed = client.get(made.location.partition("#")[0]).body.decode()
    link, default = _LINK.search(listed), _DEFAULT_CARD.search(listed)
    assert link
    assert default
    return link[0], default[0]


def _card_of(port: int, shared: str) -> str:
    with Client(port, PLAIN) as client:
        found = _CARD.search(client.get(shared).body.decode())
    assert found
    return found[0]


def _preview(port: int, *paths: str) -> None:
    """What a program does that makes a preview: the page, then its picture."""
    with Client(port, PLAIN) as client:
        for path in paths:
            assert client.get(path).status == 200


def _writes_of(database: Path, work: Callable[[], None]) -> int:
    """How often the database changed meanwhile, as another connection sees it."""
    with sqlite3.connect(database) as watcher:
        before = watcher.execute("PRAGMA data_version").fetchone()[0]
        work()
        return int(watcher.execute("PRAGMA data_version").fetchone()[0] - before)


def _share_of_static(visitors: ProcessPoolExecutor, port: int, card: str, static: str) -> tuple[float, float]:
    """Requests a second, of the card and then of the file."""
    rates = [sum(visitors.map(partial(_keep_asking, port, path), range(VISITORS))) for path in (card, static)]
    return rates[0], rates[1]


def _keep_asking(port: int, path: str, _visitor: int) -> float:
    with Client(port, PLAIN) as client:
        start, count = time.perf_counter(), 0
        while time.perf_counter() - start < SECONDS:
            assert client.get(path).status == 200
            count += 1
        return count / (time.perf_counter() - start)


def _size(port: int, path: str) -> int:
    with Client(port, PLAIN) as client:
        return len(client.get(path).body)


def _cold_times() -> Iterable[float]:
    """Milliseconds from a profile to a card with the map, each of another person."""
    instrument = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"), source="questions.yaml")
    edition, chance = instrument.editions["full"], random.Random(1)
    for _ in range(CARDS):
        given = {item.id: chance.randint(1, len(instrument.option_labels(item))) for item in edition.items}
        yield _milliseconds(profile_of(given, edition, instrument), instrument)


def _milliseconds(profile: Profile, instrument: Instrument) -> float:
    start = time.perf_counter()
    draw_png(social_card_svg(profile, Extent.FACETS, instrument))
    return 1000 * (time.perf_counter() - start)
