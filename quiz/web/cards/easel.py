"""Where cards are drawn: one at a time in each process, only so many a minute, each of them once.

Drawing takes some 60 ms of a processor. Whoever comes while it is taken waits for a moment, one of them at
most, and else gets the default card: answers are saved by the same few threads, and must not wait for it.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import cast

from flask import current_app
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from quiz.charts.social_card import draw_png
from quiz.settings import ROOT
from quiz.web.assets import DEFAULT_CARD
from quiz.web.metrics import Event, tallies

KEPT = 64
"""Cards in memory, some 60 KB each."""

RENDERS = parse("120 per minute")
PATIENCE = 2.0
"""Seconds that one waiting request spends before it takes the default card."""

_COMPLAINT_EVERY = 60.0  # seconds
_KEY = "limelight.easel"
_log = logging.getLogger("quiz.cards")


class Easel:
    """Draws cards and remembers them by their content."""

    def __init__(self, default: Path, count: Callable[[Event], None] = lambda _event: None) -> None:
        self._count = count
        self._default_path = default
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._keeping = Lock()
        self._drawing = Lock()
        self._present = BoundedSemaphore(2)  # who draws, and one who waits
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._complained_at = float("-inf")

    @cached_property
    def default(self) -> bytes:
        return self._default_path.read_bytes()

    def drawn(self, svg: str) -> bytes | None:
        """The card, from memory or drawn now; None without room or budget, or when it cannot be drawn."""
        key = hashlib.sha256(svg.encode()).hexdigest()
        if (kept := self._find(key)) is not None:
            return kept
        if not self._present.acquire(blocking=False):
            return None
        try:
            return self._draw_alone(key, svg)
        finally:
            self._present.release()

    def _draw_alone(self, key: str, svg: str) -> bytes | None:
        if not self._drawing.acquire(timeout=PATIENCE):
            return None
        try:
            if (kept := self._find(key)) is not None:  # drawn while this request waited
                return kept
            if not self._limiter.hit(RENDERS, "card"):
                return None
            png = draw_png(svg)
            self._count(Event.CARD_DRAWN)
            return self._keep(key, png)
        except Exception as error:  # noqa: BLE001 - a picture is never worth an error page
            self._count(Event.CARD_FAULT)
            self._complain(error)
            return None
        finally:
            self._drawing.release()

    def _find(self, key: str) -> bytes | None:
        with self._keeping:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: str, png: bytes) -> bytes:
        with self._keeping:
            self._kept[key] = png
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return png

    def _complain(self, error: Exception) -> None:
        now = time.monotonic()
        if now - self._complained_at > _COMPLAINT_EVERY:
            self._complained_at = now
            _log.warning("a card could not be drawn: %s", type(error).__name__)


def easel() -> Easel:
    """The one of this process's application."""
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions[_KEY] = Easel(ROOT / "static" / DEFAULT_CARD, tallies().count)
    return cast("Easel", extensions[_KEY])
