"""Statements handed straight to the database's driver, for what is asked for thousands of times a second.

SQLAlchemy writes the SQL and says how each type travels, once; running it takes SQLAlchemy four times as long
as the driver. A statement names all its values by `bindparam`, and none of them is a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Writing = Insert | Update | Delete
Values = Mapping[str, object]
Conversion = Callable[[Any], Any] | None


def first_row(connection: Connection, statement: Select[Any], values: Values) -> dict[str, Any] | None:
    """The statement's first row by column, or None. Raises sqlalchemy's DBAPIError, as Core does."""
    prepared = _prepared(connection.dialect, statement)
    row = prepared.run(connection, values).fetchone()
    return None if row is None else prepared.by_column(row)


def changed_rows(connection: Connection, statement: Writing, values: Values) -> int:
    """How many rows the statement changed. Raises sqlalchemy's DBAPIError, as Core does."""
    count: int = _prepared(connection.dialect, statement).run(connection, values).rowcount
    return count


def run(connection: Connection, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
    """The driver's cursor after this SQL. Raises sqlalchemy's DBAPIError, as Core does."""
    try:
        cursor = connection.connection.cursor()
        cursor.execute(sql, values)
    except connection.dialect.loaded_dbapi.Error as error:
        if connection.dialect.is_disconnect(error, connection.connection.dbapi_connection, None):
            connection.invalidate(error)  # or the pool would try to roll it back
        raise DBAPIError(sql, None, error, hide_parameters=True) from error
    return cursor


@dataclass(frozen=True)
class _Prepared:
    """`binds` and `columns` say what becomes of each value on its way in and out."""

    sql: str
    binds: tuple[tuple[str, Conversion], ...]
    columns: tuple[tuple[str, Conversion], ...]
    is_by_position: bool

    def run(self, connection: Connection, values: Values) -> Any:
        given = [_converted(conversion, values[name]) for name, conversion in self.binds]
        return run(connection, self.sql, given if self.is_by_position else self._by_name(given))

    def by_column(self, row: Iterable[Any]) -> dict[str, Any]:
        columns = zip(self.columns, row, strict=True)
        return {name: _converted(conversion, value) for (name, conversion), value in columns}

    def _by_name(self, given: Iterable[object]) -> dict[str, object]:
        return {name: value for (name, _), value in zip(self.binds, given, strict=True)}


def _converted(conversion: Conversion, value: Any) -> Any:
    return value if conversion is None else conversion(value)


@lru_cache(maxsize=32)
def _prepared(dialect: Dialect, statement: Select[Any] | Writing) -> _Prepared:
    compiled: Any = statement.compile(dialect=dialect)
    columns = statement.selected_columns.items() if isinstance(statement, Select) else ()

    def in_dialect(type_: TypeEngine[Any]) -> TypeEngine[Any]:
        return type_.dialect_impl(dialect)

    return _Prepared(
        sql=str(compiled),
        binds=tuple(
            (name, in_dialect(compiled.binds[name].type).bind_processor(dialect))
            for name in compiled.positiontup or compiled.binds
        ),
        columns=tuple(
            (name, in_dialect(column.type).result_processor(dialect, None)) for name, column in columns
        ),
        is_by_position=compiled.positional,
    )
