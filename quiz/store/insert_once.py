"""`insert_once(connection, table, row)`: a row that is there already stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(connection: Connection, table: Table, row: Mapping[str, object]) -> bool:
    """Insert unless the row's key is taken; whether it was inserted. One statement on either database."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**row).on_conflict_do_nothing()
    # SQLAlchemy keeps the count of an INSERT only for who asks: else it is -1 on PostgreSQL.
    kept = {"preserve_rowcount": True}
    return connection.execute(statement, execution_options=kept).rowcount == 1
