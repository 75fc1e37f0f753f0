"""Live answers to screens that ask again and again: one look at the database for many questions.

Moves are seen at once. Counts are told by windows of time (see `told_counts`): otherwise a glance at the
screen and one at the phones would tell who has just finished (docs/adr/0016).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from threading import Lock

from sqlalchemy import Engine

from quiz.store.database.engine import reading
from quiz.store.told_counts import Told, load_told, window
from quiz.store.workshops import Workshop
from quiz.web.services import Kept, Services, services
from quiz.workshop.disclosure import Counts

FRESH = 0.3
"""Seconds a look at the workshop is good for."""

KEPT = 512
"""Workshops in memory."""


@dataclass(frozen=True)
class Live:
    """A workshop as it is, with the counts that are told of it."""

    workshop: Workshop
    told: Told
    read_at: float
    read_in: int

    @property
    def counts(self) -> Counts:
        return self.told.counts

    @property
    def arrivals(self) -> int:
        """Belongs to the counts."""
        return self.told.arrivals

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
        self._kept: Kept[str, Live] = Kept(KEPT)
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
        if kept is None or time.monotonic() - kept.read_at >= FRESH or kept.read_in != window():
            return None
        return kept

    def forget(self, workshop_id: str) -> None:
        """So that whoever pressed a button sees at once what it did."""
        with self._lock:
            if kept := self._kept.get(workshop_id):
                self._kept.keep(workshop_id, replace(kept, read_at=float("-inf")))

    def _look_again(self, workshop_id: str, kept: Live | None) -> Live | None:
        now, read_in = time.monotonic(), window()
        known = (kept.workshop, kept.told) if kept else None
        with reading(self._engine) as connection:
            found = load_told(connection, workshop_id, known)
        if found is None:
            self._kept.forget(workshop_id)
            return None
        return self._kept.keep(workshop_id, Live(*found, now, read_in))


def watch() -> Watch:
    """The one of this process's application."""
    return watch_of(services())


def watch_of(services_: Services) -> Watch:
    return services_.kept(Watch, lambda: Watch(services_.engine))
