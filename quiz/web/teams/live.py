"""What screens ask for again and again, from memory: one look at the database for many questions.

Moves are seen at once. Counts change every few seconds only, for everybody together: otherwise a glance at
the screen and one at the phones would tell who has just finished (docs/adr/0016).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import cast

from flask import current_app
from sqlalchemy import Engine

from quiz.store.attendance import load_counts
from quiz.store.engine import reading
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
    read_in: int
    counted_at: float
    counted_in: int

    @property
    def etag(self) -> str:
        return f"{self.workshop.version}-{self.arrivals}"

    def is_as(self, if_none_match: str) -> bool:
        """Whether a screen that sends this header knows it all."""
        return if_none_match.strip('W/"') == self.etag


class Watch:
    """The workshops this process was lately asked about."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[str, Live] = OrderedDict()
        self._lock = Lock()

    def look(self, workshop_id: str) -> Live | None:
        """The workshop as it is told now, or None when there is none."""
        if fresh := self.glance(workshop_id):
            return fresh
        with self._lock:  # one looks, the others find what it saw
            return self.glance(workshop_id) or self._look_again(workshop_id, self._kept.get(workshop_id))

    def glance(self, workshop_id: str) -> Live | None:
        """The workshop if this process looked at it a moment ago; never asks the database."""
        kept = self._kept.get(workshop_id)
        if kept is None or time.monotonic() - kept.read_at >= FRESH or kept.read_in != _window():
            return None
        return kept

    def forget(self, workshop_id: str) -> None:
        """So that whoever pressed a button sees at once what it did; the counts stay as old as they were."""
        with self._lock:
            if kept := self._kept.get(workshop_id):
                self._kept[workshop_id] = replace(kept, read_at=float("-inf"))

    def _look_again(self, workshop_id: str, kept: Live | None) -> Live | None:
        now, window = time.monotonic(), _window()
        with reading(self._engine) as connection:
            workshop = load_workshop(connection, workshop_id)
            if workshop is None:
                self._kept.pop(workshop_id, None)
                return None
            if kept is not None and kept.workshop.round == workshop.round and not _is_due(kept, now, window):
                live = replace(kept, workshop=workshop, read_at=now, read_in=window)
            else:
                counts = load_counts(connection, workshop)
                live = Live(workshop, counts, workshop.arrivals, now, window, now, window)
        self._kept[workshop_id] = live
        self._kept.move_to_end(workshop_id)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return live


def _is_due(kept: Live, now: float, window: int) -> bool:
    """Also when nobody came: whoever comes next is told in the next window, and not on coming."""
    return kept.counted_in != window and now - kept.counted_at >= APART


def _window() -> int:
    return int(time.time() // WINDOW)


def watch() -> Watch:
    """The one of this process's application."""
    extensions = current_app.extensions
    if _KEY not in extensions:
        extensions[_KEY] = Watch(services().engine)
    return cast("Watch", extensions[_KEY])


def glance(extensions: Mapping[str, object], workshop_id: str) -> Live | None:
    """As `Watch.glance`, outside of any request: an application that was never asked knows nothing."""
    found = cast("Watch | None", extensions.get(_KEY))
    return None if found is None else found.glance(workshop_id)
