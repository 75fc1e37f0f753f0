"""Health: whether the database can take an answer, part by part, and what its driver complains of."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from quiz.store.database.engine import reading, writing
from quiz.store.database.migrate import SchemaTooNewError, current_revision
from quiz.store.database.tables import HEAD_REVISION, instruments, workshops
from quiz.workshop.stages import Stage

PARTS = ("database", "schema", "instrument")
"""What must be as it should, in the order in which one stands on the other."""


@dataclass(frozen=True)
class Fault:
    """`part` is one of PARTS, `word` says what is wrong with it, and `explanation` what helps. No secrets."""

    part: str
    word: str
    explanation: str


def first_fault(engine: Engine, instrument_sha256: str) -> Fault | None:
    """Why this database cannot take answers to this instrument, or None when it can."""
    try:
        revision = current_revision(engine)
        if revision != HEAD_REVISION:
            return Fault("schema", _compared(revision), schema_fault(revision))
        if not _has_instrument(engine, instrument_sha256):
            return Fault("instrument", "missing", "The instrument is not archived: start Limelight anew.")
        explanation = find_fault(engine)
    except SQLAlchemyError as error:
        driver = type(getattr(error, "orig", None) or error).__name__
        return Fault("database", "away", f"the database does not answer ({driver})")
    return Fault("database", "unwritable", explanation) if explanation else None


def find_fault(engine: Engine) -> str | None:
    """Why this database cannot be used, in words, or None when it can be read and written."""
    revision = current_revision(engine)
    if revision != HEAD_REVISION:
        return schema_fault(revision)
    try:
        # Committed, though it changes nothing: before that, no byte goes to a disk that may be full.
        with writing(engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    except DBAPIError as error:
        return f"the database cannot be written ({type(error.orig).__name__})"
    return None


def schema_fault(revision: str | None) -> str:
    """What is wrong with a schema at another revision than ours, and which command mends it."""
    if revision is None:
        return "The database has no tables yet: run `limelight database upgrade`, or start Limelight anew."
    if revision < HEAD_REVISION:  # revisions are numbers of four digits
        return (
            f"The database is at revision {revision}, this version of Limelight needs {HEAD_REVISION}: "
            "run `limelight database upgrade`, or start Limelight anew."
        )
    return str(SchemaTooNewError(revision))


def database_fault(error: SQLAlchemyError | sqlite3.Error) -> str:
    """Only the driver's own first line: the rest has statements with values, and links into a manual."""
    reason = str(getattr(error, "orig", None) or _plain(error)).strip().splitlines()[0].rstrip(".")
    return f"The database cannot be used: {reason}. See DATABASE_URL in docs/settings.md."


def count_workshops(connection: Connection) -> dict[str, int]:
    """How many there are, by stage."""
    stage = workshops.c.stage
    found = connection.execute(select(stage, func.count()).group_by(stage)).all()
    return {**dict.fromkeys(map(str, Stage), 0), **{row[0]: row[1] for row in found}}


def _compared(revision: str | None) -> str:
    if revision is None:
        return "missing"
    return "older" if revision < HEAD_REVISION else "newer"


def _has_instrument(engine: Engine, sha256: str) -> bool:
    with reading(engine) as connection:
        found = connection.execute(select(instruments.c.sha256).where(instruments.c.sha256 == sha256))
        return found.first() is not None


def _plain(error: SQLAlchemyError | sqlite3.Error) -> str:
    return str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
