"""SQLite's locks, asked for as often as they are let go of.

Another process has one for a few tenths of a millisecond. SQLite, when it finds a lock taken, sleeps for 1,
2, 5, 10 ms and more before it looks again; and when a new file is switched to WAL it does not look again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

Outcome = TypeVar("Outcome")

SHORTEST_PAUSE, LONGEST_PAUSE = 0.0001, 0.01
"""Seconds between two looks: the first for a process that commits, the last for a long migration."""

_PATIENT = 50
# The pause is this part of what was waited already.


def when_free(act: Callable[[], Outcome], patience: float) -> Outcome:
    """What `act` returns, once no lock stands in its way; it must do nothing before it has the lock.

    Raises what `act` raised last when the lock was never free for `patience` seconds, other faults at once.
    """
    began = time.monotonic()
    while True:
        try:
            return act()
        except Exception as fault:
            waited = time.monotonic() - began
            if not _is_busy(fault) or waited > patience:
                raise
        time.sleep(min(max(SHORTEST_PAUSE, waited / _PATIENT), LONGEST_PAUSE))


def _is_busy(fault: Exception) -> bool:
    """Whether somebody else has the lock, as SQLite's driver says it or SQLAlchemy hands it on."""
    code: int = getattr(getattr(fault, "orig", fault), "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY
