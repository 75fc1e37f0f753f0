"""What screens ask for again and again, from memory: one look at the database for many questions.

Moves are seen at once. Counts change every few seconds only, for everybody together: otherwise a glance at
the screen and one at the phones would tell who has just finished (docs/adr/0016).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import current_app
from sqlalchemy import Engine

from quiz.store.engine import reading
from quiz.store.participants import load_counts
from quiz.store.workshops import Workshop, load_workshop
from quiz.web.services import services
from quiz.workshop.disclosure import Counts

FRESH = 0.3
"""Seconds a look at the workshop is good for."""

WINDOW = 5
"""Seconds; windows begin together in all processes. Within one, counts are looked at once."""

APART = 3.0
"""Seconds between two looks at the counts at least, also across the border of a window."""

KEPT = 512
"""Workshops in memory."""

_KEY = "limelight.watch"


@dataclass(frozen=True)
class Live:
    """A workshop as it is, with counts as they were told last; `arrivals` belongs to the counts."""

    workshop: Workshop
    counts: Counts
    arrivals: int
    read_at: float
    counted_at: float
    window: int

    @property
    def etag(self) -> str:
        return f"{self.workshop.version}-{self.arrivals}"


class Watch:
    """The workshops this process was lately asked about."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[str, Live] = OrderedDict()
        self._lock = Lock()

    def look(self, workshop_id: str) -> Live | None:
        """The workshop as it is told now, or None when there is none."""
        kept = self._kept.get(workshop_id)
        if kept is not None and time.monotonic() - kept.read_at < FRESH:
            return kept
        with self._lock:  # one looks, the others find what it saw
            kept = self._kept.get(workshop_id)
            if kept is not None and time.monotonic() - kept.read_at < FRESH:
                return kept
            return self._look_again(workshop_id, kept)

    def forget(self, workshop_id: str) -> None:
        """So that whoever pressed a button sees at once what it did; the counts stay as old as they were."""
        with self._lock:
            if kept := self._kept.get(workshop_id):
                self._kept[workshop_id] = Live(**{**vars(kept), "read_at": float("-inf")})

    def _look_again(self, workshop_id: str, kept: Live | None) -> Live | None:
        now, window = time.monotonic(), int(time.time() // WINDOW)
        with reading(self._engine) as connection:
            workshop = load_workshop(connection, workshop_id)
            if workshop is None:
                self._kept.pop(workshop_id, None)
                return None
            if kept is not None and not _is_due(kept, workshop, now, window):
                live = Live(**{**vars(kept), "workshop": workshop, "read_at": now})
            else:
                counts = load_counts(connection, workshop)
                live = Live(workshop, counts, workshop.arrivals, now, now, window)
        self._kept[workshop_id] = live
        self._kept.move_to_end(workshop_id)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return live


def _is_due(kept: Live, workshop: Workshop, now: float, window: int) -> bool:
    if kept.workshop.round != workshop.round:
        return True
    is_time = window != kept.window and now - kept.counted_at >= APART
    return is_time and workshop.arrivals != kept.arrivals


def watch() -> Watch:
    """The one of this process's application."""
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions[_KEY] = Watch(services().engine)
    return cast("Watch", extensions[_KEY])
