"""Snapshot: a database as it was at one moment, however long it takes to read and whoever writes meanwhile.

Tables are taken as they are found, not as the code says: what was made before an upgrade is read after it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, RowMapping, Table, func, select

from quiz.store.database.engine import create_patient_engine_for, sqlite_path
from quiz.store.database.migrate import revision_of
from quiz.store.database.sqlite import require_sound

BATCH = 500
"""Rows that are in memory at a time."""


REVISION = re.compile(r"\d{4}", re.ASCII)
"""Ours are numbers; those of others who use Alembic too are not."""


class MovingError(RuntimeError):
    """Why something could not be taken out or put in: a sentence for whoever gave the command."""


@dataclass(frozen=True)
class Content:
    """What a table holds: how many rows, and the sum of their SHA-256, which knows no order."""

    rows: int
    sha256: str


Contents = Mapping[str, Content]
"""By table."""


@dataclass(frozen=True)
class Snapshot:
    """Reads what was there when it was opened, as often as one likes."""

    revision: str
    connection: Connection

    @property
    def row_count(self) -> int:
        counts = (select(func.count()).select_from(table) for table in found_tables(self.connection))
        return sum(self.connection.execute(count).scalar_one() for count in counts)

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
            if revision is None or not REVISION.fullmatch(revision):
                raise MovingError("There is no Limelight in this database: it has no tables of ours.")
            yield Snapshot(revision, connection)
    finally:
        engine.dispose()


def contents_of(connection: Connection) -> Contents:
    """What the database holds, read through."""
    return {table.name: _content(connection, table) for table in found_tables(connection)}


def found_tables(connection: Connection) -> tuple[Table, ...]:
    """All tables but Alembic's own, those that others point to first."""
    found = MetaData()
    found.reflect(connection)
    tables = tuple(table for table in found.sorted_tables if table.name != "alembic_version")
    for column in (column for table in tables for column in table.columns):
        if isinstance(column.type, JSON):
            column.type.none_as_null = True  # or what was NULL would be put in as JSON's null
    return tables


def batches_of(connection: Connection, table: Table) -> Iterator[Sequence[RowMapping]]:
    """All rows of a table, BATCH at a time."""
    streaming = {"stream_results": True, "yield_per": BATCH}
    return connection.execute(select(table), execution_options=streaming).mappings().partitions()


def _content(connection: Connection, table: Table) -> Content:
    rows = total = 0
    for batch in batches_of(connection, table):
        rows += len(batch)
        total += sum(_hash(row) for row in batch)
    return Content(rows, f"{total % 2**256:064x}")


def _hash(row: RowMapping) -> int:
    # Sorted: an upgrade adds columns at the end, and PostgreSQL's JSONB has an order of keys of its own.
    text = json.dumps(dict(row), sort_keys=True, default=_in_letters)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def _in_letters(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
