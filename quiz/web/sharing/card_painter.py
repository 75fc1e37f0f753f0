"""Card painter: draws one at a time in each process, only so many a minute, each of them once.

Drawing takes some 60 ms of a processor. Whoever asks for a card waits for its one drawing, and not for long:
answers are saved by the same few threads.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, wait
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import cast

from flask import current_app
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from quiz.charts.card import draw_png
from quiz.settings.environment import ROOT
from quiz.web.assets import DEFAULT_CARD
from quiz.web.front.tallies import Event, tallies

KEPT = 64
"""Cards in memory, some 60 KB each."""

RENDERS = parse("120 per minute")
PATIENCE = 2.0
"""Seconds that a request waits for its card at most."""

_COMPLAINT_EVERY = 60.0  # seconds
_KEY = "limelight.card_painter"
_log = logging.getLogger("quiz.cards")


class CardPainter:
    """Draws cards and remembers them by their content."""

    def __init__(self, default: Path, count: Callable[[Event], None] = lambda _event: None) -> None:
        self._count = count
        self._default_path = default
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._keeping = Lock()
        self._drawing = Lock()
        self._drawings: dict[str, Future[bytes | None]] = {}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._complained_at = float("-inf")

    @cached_property
    def default(self) -> bytes:
        return self._default_path.read_bytes()

    def drawn(self, svg: str) -> bytes | None:
        """The card, from memory or drawn now; None without time, budget or success."""
        key = hashlib.sha256(svg.encode()).hexdigest()
        with self._keeping:
            if (kept := self._find(key)) is not None:
                return kept
            drawing = self._drawings.get(key)
            if drawing is None:
                self._drawings[key] = Future()
        if drawing is not None:
            return drawing.result() if wait([drawing], PATIENCE).done else None
        png = None
        try:
            png = self._draw_alone(svg)
        finally:
            self._end(key, png)
        return png

    def _draw_alone(self, svg: str) -> bytes | None:
        if not self._drawing.acquire(timeout=PATIENCE):
            return None
        try:
            if not self._limiter.hit(RENDERS, "card"):
                return None
            png = draw_png(svg)
        except Exception as error:  # noqa: BLE001 - a picture is never worth an error page
            self._count(Event.CARD_FAULT)
            self._complain(error)
            return None
        finally:
            self._drawing.release()
        self._count(Event.CARD_DRAWN)
        return png

    def _find(self, key: str) -> bytes | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _end(self, key: str, png: bytes | None) -> None:
        """Keeps what was drawn, and gives it to all who waited."""
        with self._keeping:
            drawing = self._drawings.pop(key)
            if png is not None:
                self._kept[key] = png
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        drawing.set_result(png)

    def _complain(self, error: Exception) -> None:
        now = time.monotonic()
        if now - self._complained_at > _COMPLAINT_EVERY:
            self._complained_at = now
            _log.warning("a card could not be drawn: %s", type(error).__name__)


def card_painter() -> CardPainter:
    """The one of this process's application."""
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions[_KEY] = CardPainter(ROOT / "static" / DEFAULT_CARD, tallies().count)
    return cast("CardPainter", extensions[_KEY])
