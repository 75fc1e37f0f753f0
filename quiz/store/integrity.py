"""Whether an SQLite file is sound. PostgreSQL looks after its own files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from quiz.ownership import not_ours


class UnsoundDatabaseError(RuntimeError):
    """The file is damaged, or no database at all."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"The database file {path} is damaged ({found}): stop Limelight, move the file away together "
            "with its -wal and -shm if there are any, and `flask backup restore` the last backup."
        )


def require_sound(path: Path, *, is_quick: bool = False) -> None:
    """Read an SQLite file through; quickly means without comparing its indexes with its tables.

    Raises UnsoundDatabaseError; and sqlite3.OperationalError when it cannot be read at all just now.
    """
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
