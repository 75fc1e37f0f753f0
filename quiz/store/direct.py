"""One row straight from the database's driver, for what is asked for thousands of times a second.

SQLAlchemy writes the SQL, once; running it takes SQLAlchemy four times as long as the driver, which matters
where nothing else is done. Values come as the driver has them: SQLite has no dates, only their text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Engine, Select
from sqlalchemy.exc import DBAPIError


def first_row(
    engine: Engine, statement: Select[Any], parameters: Mapping[str, object]
) -> tuple[Any, ...] | None:
    """The statement's first row, or None. Raises sqlalchemy's DBAPIError, as Core does."""
    sql, order = _compiled(engine.dialect, statement)
    given = parameters if order is None else tuple(parameters[name] for name in order)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(sql, given)
        row: tuple[Any, ...] | None = cursor.fetchone()
    except engine.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(sql, parameters, error, hide_parameters=True) from error
    finally:
        connection.close()  # gives it back
    return row


def as_date(value: date | str | None) -> date | None:
    """A day as either driver gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=16)
def _compiled(dialect: Dialect, statement: Select[Any]) -> tuple[str, tuple[str, ...] | None]:
    """The SQL, and for drivers that count parameters instead of naming them their order."""
    compiled = statement.compile(dialect=dialect)
    order = compiled.positiontup if compiled.positional else None
    return str(compiled), tuple(order) if order is not None else None
