"""A new SQLite database with the current schema: migrated once a process, and copied for each test."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.store.database.engine import sqlite_path
from quiz.store.database.migrate import create_sqlite_file, migrate


def migrate_by_copy(database_url: str) -> bool:
    """As `migrate`, which still does whatever is no new SQLite database."""
    path = sqlite_path(database_url)
    if path is None or (path.exists() and path.stat().st_size):
        return migrate(database_url)
    create_sqlite_file(database_url)
    path.write_bytes(_new_database())
    return True


@cache
def _new_database() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "limelight.db"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()
