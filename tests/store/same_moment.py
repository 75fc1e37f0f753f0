"""Two acts at the same moment, in threads of their own; for tests of races."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy.exc import IntegrityError

from quiz.store.participants import BroughtBeforeError, DoorClosedError
from quiz.workshop.stages import IllegalMoveError

HEAD_START = 0.001
"""Seconds that one of two has, in turn, so that both orders come about."""

Act = Callable[[], Any]


class SameMoment:
    """Runs two acts at the same moment; gives what they return, or the kind of our own error they raise."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads
        self._barrier = threading.Barrier(2)

    def __call__(self, one: Act, other: Act, turn: int) -> list[Any]:
        delays = ((0.0, 0.0), (HEAD_START, 0.0), (0.0, HEAD_START))[turn % 3]
        running = [
            self._threads.submit(self._run, act, delay)
            for act, delay in zip((one, other), delays, strict=True)
        ]
        return [each.result(20) for each in running]

    def _run(self, act: Act, delay: float) -> Any:
        self._barrier.wait(10)
        time.sleep(delay)
        try:
            return act()
        except (DoorClosedError, BroughtBeforeError, IllegalMoveError, IntegrityError) as error:
            return type(error)
