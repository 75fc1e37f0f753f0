"""Records: rows of a database as both databases and a file of JSON can hold them.

Tables are taken as they are found, not as the code says: a backup made before an upgrade can be restored
after it, by the migrations between.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Date, LargeBinary, MetaData, Table, select

Values = dict[str, Any]
Record = tuple[str, Values]
"""A table's name, and a row's values by column."""

Contents = Mapping[str, "Content"]

BATCH = 500
"""Rows that are in memory at a time."""

_SUM = 2**256


class MovingError(RuntimeError):
    """Why something could not be taken out or put in: a sentence for whoever gave the command."""


@dataclass(frozen=True)
class Content:
    """What a table holds: how many rows, and the sum of their SHA-256, which knows no order."""

    rows: int
    sha256: str


@dataclass
class Tally:
    """Counts records by table, and adds up their hashes."""

    _rows: dict[str, int] = field(default_factory=dict)
    _sums: dict[str, int] = field(default_factory=dict)

    def begin(self, table: str) -> None:
        """Also a table without rows is content."""
        self._rows.setdefault(table, 0)
        self._sums.setdefault(table, 0)

    def add(self, record: Record) -> None:
        table, values = record
        self.begin(table)
        self._rows[table] += 1
        self._sums[table] = (self._sums[table] + _hash(values)) % _SUM

    @property
    def contents(self) -> Contents:
        return {table: Content(rows, f"{self._sums[table]:064x}") for table, rows in self._rows.items()}


def found_tables(connection: Connection) -> tuple[Table, ...]:
    """All tables but Alembic's own, those that others point to first."""
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name != "alembic_version")


def records_in(connection: Connection, tables: Iterable[Table]) -> Iterator[Record]:
    """All rows, a batch of them in memory at a time."""
    streaming = {"stream_results": True, "yield_per": BATCH}
    for table in tables:
        columns = sorted(table.columns, key=lambda column: column.name)  # an upgrade adds them at the end
        for row in connection.execute(select(*columns), execution_options=streaming):
            pairs = zip(columns, row, strict=True)
            yield table.name, {column.name: _portable(value) for column, value in pairs}


def contents_of(connection: Connection) -> Contents:
    """What the database holds, read through."""
    tables, tally = found_tables(connection), Tally()
    for table in tables:
        tally.begin(table.name)
    for record in records_in(connection, tables):
        tally.add(record)
    return tally.contents


def as_row(table: Table, values: Values) -> Values:
    """What `records_in` made of a row, as the database takes it. Raises KeyError, TypeError, ValueError."""
    if values.keys() != set(table.columns.keys()):
        raise KeyError(table.name)
    return {name: _native(table.columns[name], value) for name, value in values.items()}


def _portable(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _native(column: Column[Any], value: Any) -> Any:
    if value is not None and isinstance(column.type, LargeBinary):
        return b64decode(value, validate=True)
    return date.fromisoformat(value) if value is not None and isinstance(column.type, Date) else value


def _hash(values: Values) -> int:
    # Sorted: PostgreSQL's JSONB has an order of keys of its own.
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
