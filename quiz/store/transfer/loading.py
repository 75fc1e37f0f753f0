"""Puts records into a database: all of them or none, and only where nothing is that could be lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData, exists, insert, inspect, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from quiz.store.database.engine import create_patient_engine_for
from quiz.store.database.migrate import changing_schema, create_sqlite_file, upgrade_schema
from quiz.store.database.tables import chores, instruments, metadata
from quiz.store.transfer.records import (
    BATCH,
    Contents,
    MovingError,
    Record,
    Tally,
    as_row,
    contents_of,
    found_tables,
)

if TYPE_CHECKING:
    from sqlalchemy import Table

_OURS = {*metadata.tables, "alembic_version"}
_NOTHING_LOST = {instruments.name, chores.name}
# What a start by itself puts into an empty database.


class NotEmptyError(MovingError):
    """The database has something that would be lost."""


@dataclass(frozen=True)
class Load:
    """What is put in: `revision` is the schema it was taken out of."""

    revision: str
    records: Iterable[Record]
    advance: Callable[[int], None] = lambda _: None
    """Told how many records more are in."""

    confirm: Callable[[Contents], None] = lambda _: None
    """Asked before the commit; what it raises takes everything back."""


def load(database_url: str, what: Load, *, is_replacing: bool = False) -> Contents:
    """Fill the database in one transaction, upgrade it to our schema, and return what was put in.

    Killed half way, the database is as it was before. Raises MovingError, SchemaTooNewError.
    """
    create_sqlite_file(database_url)
    engine = create_patient_engine_for(database_url)
    try:
        with changing_schema(engine) as connection:
            _make_room(connection, is_replacing=is_replacing)
            upgrade_schema(connection, what.revision)
            contents = _insert_all(connection, what)
            if contents_of(connection) != contents:
                raise MovingError("What came in is not what was sent. The database is as it was before.")
            what.confirm(contents)
            _upgrade(connection, what)
            return contents
    finally:
        engine.dispose()


def _upgrade(connection: Connection, what: Load) -> None:
    """Migrations read rows, and these may be of somebody else's making."""
    try:
        upgrade_schema(connection)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MovingError(f"What came in is not of schema {what.revision}.") from error


def _make_room(connection: Connection, *, is_replacing: bool) -> None:
    strangers = sorted(set(inspect(connection).get_table_names()) - _OURS)
    if strangers:
        raise NotEmptyError(f"The database has tables that are not Limelight's, such as {strangers[0]}.")
    for table in found_tables(connection):
        is_full = connection.execute(select(exists(select(1).select_from(table)))).scalar_one()
        if is_full and not is_replacing and table.name not in _NOTHING_LOST:
            raise NotEmptyError(f"The database is not empty: there are rows in {table.name}.")
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)


def _insert_all(connection: Connection, what: Load) -> Contents:
    tables = {table.name: table for table in found_tables(connection)}
    tally = Tally()
    for name in tables:
        tally.begin(name)
    for name, records in groupby(what.records, key=lambda record: record[0]):
        if name not in tables:
            raise MovingError(f"Schema {what.revision} has no table {name!a:.80}.")
        for batch in _batches(records):
            _insert(connection, tables[name], batch)
            for record in batch:
                tally.add(record)
            what.advance(len(batch))
    return tally.contents


def _insert(connection: Connection, table: Table, batch: list[Record]) -> None:
    try:
        rows = [as_row(table, values) for _, values in batch]
        connection.execute(insert(table), rows)
    except OperationalError:  # a full disk, a database that went away
        raise
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError, SQLAlchemyError) as error:
        raise MovingError(f"A row of {table.name} does not fit its table.") from error


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, BATCH)):
        yield batch
