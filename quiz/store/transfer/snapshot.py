"""A database as it was at one moment, however long it takes to read it and whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from quiz.store.database.engine import create_patient_engine_for, sqlite_path
from quiz.store.database.migrate import revision_of
from quiz.store.database.sqlite import require_sound
from quiz.store.transfer.records import Contents, MovingError, Record, contents_of, found_tables, records_in


@dataclass(frozen=True)
class Snapshot:
    """Reads what was there when it was opened, as often as one likes."""

    revision: str
    tables: tuple[Table, ...]
    connection: Connection

    @property
    def row_count(self) -> int:
        counts = (select(func.count()).select_from(table) for table in self.tables)
        return sum(self.connection.execute(count).scalar_one() for count in counts)

    def records(self) -> Iterator[Record]:
        return records_in(self.connection, self.tables)

    def contents(self) -> Contents:
        return contents_of(self.connection)


@contextmanager
def snapshot(database_url: str, *, is_checked: bool = True) -> Iterator[Snapshot]:
    """Raises MovingError where there is no Limelight, UnsoundDatabaseError for a damaged file."""
    path = sqlite_path(database_url)
    if is_checked and path is not None and path.exists():
        require_sound(path)
    engine = create_patient_engine_for(database_url)
    try:
        with engine.connect() as connection:
            if path is not None:
                # Write-ahead logging: writers go on, and what they write is not seen.
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            revision = revision_of(connection)
            if revision is None:
                raise MovingError("There is no Limelight in this database: it has no tables of ours.")
            yield Snapshot(revision, found_tables(connection), connection)
    finally:
        engine.dispose()
