"""Copying: from one database into another, of the same kind or not; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, MetaData, RowMapping, Table, exists, insert, inspect, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from quiz.store.database.engine import create_patient_engine_for
from quiz.store.database.migrate import changing_schema, create_sqlite_file, upgrade_schema
from quiz.store.database.tables import chores, instruments, metadata
from quiz.store.transfer.snapshot import (
    Contents,
    MovingError,
    Snapshot,
    batches_of,
    contents_of,
    found_tables,
    snapshot,
)

Watch = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""Is told how many rows there are, and gives what is told how many more of them are in."""

_OURS = {*metadata.tables, "alembic_version"}
_NOTHING_LOST = {instruments.name, chores.name}
# What a start by itself puts into an empty database.


class NotEmptyError(MovingError):
    """The database has something that would be lost."""


class SourceChangedError(MovingError):
    """Something was saved while the copy was made, and is not in it."""


def unwatched(_rows: int) -> AbstractContextManager[Callable[[int], None]]:
    return nullcontext(lambda _: None)


def copy_database(source_url: str, target_url: str, watch: Watch = unwatched) -> Contents:
    """Copy everything, compare it row by row, and only then keep it. The target is empty, or stays as it is.

    Raises what `snapshot` and `filling` raise, and SourceChangedError.
    """
    with snapshot(source_url) as source, filling(target_url, source, watch) as copied:
        with snapshot(source_url, is_checked=False) as later:
            if later.contents() != copied:
                raise SourceChangedError(
                    "Something was saved while the copy was made, and would be missing in it: stop "
                    "Limelight, and copy again. Nothing was kept of this copy."
                )
        return copied


@contextmanager
def filling(
    target_url: str,
    source: Snapshot,
    watch: Watch = unwatched,
    *,
    is_replacing: bool = False,
    is_upgraded: bool = True,
) -> Iterator[Contents]:
    """Fill a database in one transaction, which the block may still take back by what it raises.

    Killed half way, the database is as it was before. Raises MovingError, SchemaTooNewError.
    """
    create_sqlite_file(target_url)
    engine = create_patient_engine_for(target_url)
    try:
        with changing_schema(engine) as connection:
            _make_room(connection, is_replacing=is_replacing)
            upgrade_schema(connection, source.revision)
            _copy_rows(source, connection, watch)
            contents = contents_of(connection)
            if contents != source.contents():
                raise MovingError("What came in is not what was sent. The database is as it was before.")
            yield contents
            if is_upgraded:
                _upgrade(connection, source.revision)
    finally:
        engine.dispose()


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


def _copy_rows(source: Snapshot, target: Connection, watch: Watch) -> None:
    given = {table.name: table for table in found_tables(source.connection)}
    tables = found_tables(target)  # those that others point to first, whatever is said in the source
    if _shape(given.values()) != _shape(tables):
        raise MovingError(f"The tables are not those of schema {source.revision}.")
    with watch(source.row_count) as advance:
        for table in tables:
            for batch in batches_of(source.connection, given[table.name]):
                _insert(target, table, batch)
                advance(len(batch))


def _shape(tables: Iterable[Table]) -> dict[str, set[str]]:
    return {table.name: set(table.columns.keys()) for table in tables}


def _insert(connection: Connection, table: Table, batch: Sequence[RowMapping]) -> None:
    try:
        connection.execute(insert(table), [dict(row) for row in batch])
    except OperationalError:  # a full disk, a database that went away
        raise
    except (TypeError, ValueError, OverflowError, RecursionError, SQLAlchemyError) as error:
        raise MovingError(f"A row of {table.name} does not fit its table.") from error


def _upgrade(connection: Connection, revision: str) -> None:
    """Migrations read rows, and these may be of somebody else's making."""
    try:
        upgrade_schema(connection)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MovingError(f"What came in is not of schema {revision}.") from error
