"""Whether an SQLite file is sound. PostgreSQL looks after its own files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote


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
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True)) as connection:
        try:
            pragma = "quick_check" if is_quick else "integrity_check"
            found = str(connection.execute(f"PRAGMA {pragma}(1)").fetchone()[0])
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise UnsoundDatabaseError(path, " ".join(found.split()))
