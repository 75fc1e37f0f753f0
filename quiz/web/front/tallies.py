"""Tallies: requests by route and status, how long they took, and a few events."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import cast

from flask import current_app

from quiz.web.front.cells import Cells

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds; a request belongs to the first that is not shorter, or to what is beyond them all."""

STATUSES = ("2xx", "3xx", "304", "4xx", "5xx")
_KEY = "limelight.tallies"
_PLACES = {"2": 0, "3": 1, "4": 3, "5": 4}
_NOT_MODIFIED, _SECONDS = 2, len(STATUSES)
_WIDTH = len(STATUSES) + len(BUCKETS) + 2  # beyond the buckets, and the sum of the seconds


class Event(StrEnum):
    """Event that is worth a number beside the requests."""

    STARTED = "response sets started"
    SUBMITTED = "response sets submitted"
    CARD_DRAWN = "cards drawn"
    FAULT = "faults of the program"
    STORE_FAULT = "faults of the database"
    CARD_FAULT = "faults of cards"
    REDIS_LOST = "times redis was lost"


@dataclass(frozen=True)
class Route:
    """One kind of request; `template` has names in the place of what is personal."""

    method: str
    template: str


@dataclass(frozen=True)
class RouteTotals:
    route: Route
    by_status: dict[str, float]
    by_bucket: tuple[float, ...]
    seconds: float

    @property
    def count(self) -> float:
        return sum(self.by_status.values())


STATIC = Route("GET", "/static/<file>")
UNKNOWN = Route("any", "unknown")
_OTHERS = {"static": STATIC, "unknown": UNKNOWN}


class Tallies:
    """Counts for one process; raising one takes about a microsecond, whatever the number of processes."""

    def __init__(self, folder: Path, routes: dict[str, Route]) -> None:
        """`routes` by endpoint, in an order that is the same in all processes."""
        self._routes = {**routes, **_OTHERS}
        first = len(Event)
        self._bases = {
            endpoint: first + position * _WIDTH for position, endpoint in enumerate(sorted(self._routes))
        }
        self._unknown = self._bases["unknown"]
        self._events = {event: position for position, event in enumerate(Event)}
        self._lock = Lock()
        count = first + len(self._routes) * _WIDTH
        self._cells = Cells(folder, count, _layout(self._routes))
        self._own = self._cells.own

    def count(self, event: Event) -> None:
        position = self._events[event]
        with self._lock:
            self._own[position] += 1.0

    def count_request(self, endpoint: str, status: str, seconds: float) -> None:
        """`status` as in an answer's first line, such as "200 OK"."""
        base = self._bases.get(endpoint, self._unknown)
        position = _position(status)
        own = self._own
        with self._lock:  # of this process alone: adding is reading and writing
            own[base + position] += 1.0
            own[base + _SECONDS + bisect_left(BUCKETS, seconds)] += 1.0
            own[base + _WIDTH - 1] += seconds

    def events(self) -> dict[Event, float]:
        totals = self._cells.totals()
        return {event: totals[position] for event, position in self._events.items()}

    def requests(self) -> Iterable[RouteTotals]:
        """Of each route that was ever asked for."""
        totals = self._cells.totals()
        for endpoint, base in self._bases.items():
            cells = totals[base : base + _WIDTH]
            if any(cells):
                by_status = dict(zip(STATUSES, cells, strict=False))
                yield RouteTotals(self._routes[endpoint], by_status, tuple(cells[_SECONDS:-1]), cells[-1])

    def processes(self) -> int:
        return self._cells.processes()


@lru_cache(maxsize=64)
def _position(status: str) -> int:
    return _NOT_MODIFIED if status[:3] == "304" else _PLACES.get(status[0], 4)


def install(tallies_: Tallies, extensions: dict[str, object]) -> None:
    extensions[_KEY] = tallies_


def tallies() -> Tallies:
    """Those of this process's application."""
    return cast("Tallies", current_app.extensions[_KEY])


def _layout(routes: dict[str, Route]) -> str:
    """Another version's files would have its numbers in other places."""
    named = repr((sorted(routes.items(), key=lambda each: each[0]), list(Event), STATUSES, BUCKETS))
    return hashlib.sha256(named.encode()).hexdigest()[:16]
