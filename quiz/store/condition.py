"""What state the database is in, part by part and in a word each, for whoever watches the server."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.engine import reading
from quiz.store.migrate import current_revision
from quiz.store.readiness import find_fault, schema_fault
from quiz.store.tables import HEAD_REVISION, instruments, workshops
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
