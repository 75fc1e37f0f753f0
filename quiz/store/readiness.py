"""Whether the database can take an answer right now."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from quiz.store.engine import writing
from quiz.store.migrate import SchemaTooNewError, current_revision
from quiz.store.tables import HEAD_REVISION


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
        return "The database has no tables yet: run `flask database upgrade`, or start Limelight anew."
    if revision < HEAD_REVISION:  # revisions are numbers of four digits
        return (
            f"The database is at revision {revision}, this version of Limelight needs {HEAD_REVISION}: "
            "run `flask database upgrade`, or start Limelight anew."
        )
    return str(SchemaTooNewError(revision))
