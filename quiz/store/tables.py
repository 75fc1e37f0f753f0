"""The tables. A changed table needs a migration: see CONTRIBUTING.md."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

HEAD_REVISION = "0001"
"""The migration this code expects; kept here so that an up-to-date start need not import Alembic."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

instruments = Table(
    "instruments",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("first_used_on", Date, nullable=False),
)

response_sets = Table(
    "response_sets",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("instrument_sha256", String(64), ForeignKey(instruments.c.sha256), nullable=False),
    Column("edition", String(64), nullable=False),
    # One JSON column: 40 rows a respondent made a commit several times dearer (docs/adr/0003).
    Column("responses", JSON().with_variant(JSONB(), "postgresql"), nullable=False),
    Column("position", String(64), nullable=True),
    # Days, not times: nobody needs to know at which minute somebody answered.
    Column("started_on", Date, nullable=False),
    Column("completed_on", Date, nullable=True),
    sqlite_with_rowid=False,
)
