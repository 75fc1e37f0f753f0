"""Limit store: Redis for all processes and hosts, or this process's memory.

Counting is never worth a wait or an error. A Redis that does not answer within a moment is left alone until
it does, and each process counts by itself meanwhile (docs/adr/0023).
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from math import ceil
from threading import Lock
from typing import Any, TypeVar

from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

PATIENCE = 0.25
"""Seconds for Redis to connect or answer; it needs a thousandth of that, and a request waits for it once."""

PAUSE = 5.0
"""Seconds between two looks whether it is back; nobody waits for these."""

Answer = TypeVar("Answer")

_log = logging.getLogger("quiz.limits")


class LimitStore:
    """Counts in moving windows. `redis_url` None is this process's memory alone."""

    def __init__(self, redis_url: str | None = None, when_lost: Callable[[], None] = lambda: None) -> None:
        self._own = MovingWindowRateLimiter(OwnMemory())
        self._shared = None if redis_url is None else MovingWindowRateLimiter(_redis(redis_url))
        self._is_away = threading.Event()
        self._when_lost = when_lost

    def hit(self, limit: RateLimitItem, *who: str) -> bool:
        """Count one more, unless the limit is reached. False when it is."""
        return self._ask(lambda counter: counter.hit(limit, *who))

    def may(self, limit: RateLimitItem, *who: str) -> bool:
        """Whether one more would still be within the limit; nothing is counted."""
        return self._ask(lambda counter: counter.test(limit, *who))

    def seconds_until_next(self, limit: RateLimitItem, *who: str) -> int:
        """Seconds until one of those that were counted is counted no more."""
        free_at = self._ask(lambda counter: counter.get_window_stats(limit, *who)).reset_time
        return min(max(1, ceil(free_at - time.time())), limit.get_expiry())

    def _ask(self, question: Callable[[MovingWindowRateLimiter], Answer]) -> Answer:
        if self._shared is not None and not self._is_away.is_set():
            try:
                return question(self._shared)
            except StorageError as error:
                self._lose(error)
        return question(self._own)

    def _lose(self, error: StorageError) -> None:
        """Of several requests that notice it at the same time, one says so and starts the looking."""
        if self._is_away.is_set():
            return
        self._is_away.set()
        self._when_lost()
        reason = type(error.storage_error).__name__
        _log.warning("Redis does not answer (%s): limits are counted by each process until it does", reason)
        threading.Thread(target=self._wait_for_it, daemon=True).start()

    def _wait_for_it(self) -> None:
        assert self._shared is not None
        while True:
            time.sleep(PAUSE)
            if self._shared.storage.check():
                break
        self._is_away.clear()
        _log.warning("Redis answers again: limits are shared")


class OwnMemory(MemoryStorage):
    """Lets go of what is over. The library's own keeps every key for good and goes through all at each hit:
    with 5,000 of them that took 5 ms."""

    def __init__(self) -> None:
        super().__init__()
        self._times: dict[int, OrderedDict[str, deque[float]]] = {}  # by length of window, lately hit last
        self._lock = Lock()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        with self._lock:
            now, kept = time.time(), self._times.setdefault(expiry, OrderedDict())
            times = kept.get(key) or deque()
            _forget(times, now - expiry)
            if len(times) + amount > limit:
                return False
            times.extend([now] * amount)
            kept[key] = times
            kept.move_to_end(key)
            while not (oldest := next(iter(kept.values()))) or oldest[-1] < now - expiry:
                kept.popitem(last=False)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002
        with self._lock:
            now, times = time.time(), self._times[expiry].get(key) if expiry in self._times else None
            if times:
                _forget(times, now - expiry)
            return (times[0], len(times)) if times else (now, 0)


def _forget(times: deque[float], until: float) -> None:
    while times and times[0] < until:
        times.popleft()


def _redis(url: str) -> Any:
    from limits.storage import RedisStorage  # noqa: PLC0415 - the package redis is there only for who uses it
    from redis.backoff import NoBackoff  # noqa: PLC0415
    from redis.retry import Retry  # noqa: PLC0415

    # Without these, a Redis that hangs holds each request for half a minute and more.
    quick: dict[str, Any] = {
        "socket_timeout": PATIENCE,
        "socket_connect_timeout": PATIENCE,
        "retry": Retry(NoBackoff(), 0),
    }
    return RedisStorage(url, wrap_exceptions=True, key_prefix="limelight", **quick)
