"""SQLite files: whether one is sound, and their locks, asked for as often as they are let go of.

Another process has one for a few tenths of a millisecond. SQLite, when it finds a lock taken, sleeps for 1,
2, 5, 10 ms and more before it looks again; and when a new file is switched to WAL it does not look again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from quiz.store.database.ownership import not_ours

Outcome = TypeVar("Outcome")

SHORTEST_PAUSE, LONGEST_PAUSE = 0.0001, 0.01
"""Seconds between two looks: the first for a process that commits, the last for a long migration."""

_BEGINNING = b"SQLite format 3\0"
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


class UnsoundDatabaseError(RuntimeError):
    """The file is damaged, or no database at all."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"The database file {path} is damaged ({found}): stop Limelight, move the file away together "
            "with its -wal and -shm if there are any, and `limelight backup restore` the last backup."
        )


def require_sound(path: Path, *, is_quick: bool = False) -> None:
    """Read an SQLite file through; quickly means without comparing its indexes with its tables.

    Raises UnsoundDatabaseError; and sqlite3.OperationalError when it cannot be read at all just now.
    """
    require_beginning(path)
    with opening(path), closing(_connect(path)) as connection:
        try:
            pragma = "quick_check" if is_quick else "integrity_check"
            found = str(connection.execute(f"PRAGMA {pragma}(1)").fetchone()[0])
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise UnsoundDatabaseError(path, " ".join(found.split()))


def require_beginning(path: Path) -> None:
    """An empty file will be filled. SQLite takes one of a single byte for empty too, and writes over it.

    Raises UnsoundDatabaseError.
    """
    with suppress(OSError), path.open("rb") as file:
        found = file.read(len(_BEGINNING))
        if found and found != _BEGINNING:
            raise UnsoundDatabaseError(path, "it does not begin as SQLite's files do")


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """SQLite's own word for a file it cannot open names neither the file nor whose it is."""
    others = not_ours(*(path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-shm")))
    try:
        if others:  # SQLite would read a file that it may not write, and fail at the first answer
            raise sqlite3.OperationalError("it may not be written")
        yield
    except sqlite3.OperationalError as error:
        error.args = (f"{error}: {path}.{others}",)  # its code stays
        raise


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True)
