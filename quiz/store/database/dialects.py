"""Dialects: what SQLite and PostgreSQL say in different words.

`json_merge(column, patch)` lays the patch's members over the column's, in the database itself: one statement
instead of read, change, write, so that two devices that save at once cannot undo each other's answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


def insert_once(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert unless the row's key is taken; whether it was inserted. One statement on either database."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**row).on_conflict_do_nothing()
    # SQLAlchemy keeps the count of an INSERT only for who asks: else it is -1 on PostgreSQL.
    kept = {"preserve_rowcount": True}
    return connection.execute(statement, execution_options=kept).rowcount == 1


class json_merge(GenericFunction[Any]):  # noqa: N801 - it is written like the SQL function it is
    type = JSON()
    inherit_cache = True


@compiles(json_merge, "sqlite")
def _merge_on_sqlite(element: json_merge, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_patch({compiler.process(element.clauses, **kw)})"


@compiles(json_merge, "postgresql")
def _merge_on_postgresql(element: json_merge, compiler: SQLCompiler, **kw: Any) -> str:
    column, patch = element.clauses
    return f"({compiler.process(column, **kw)} || CAST({compiler.process(patch, **kw)} AS JSONB))"
