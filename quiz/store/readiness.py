"""Whether the database can take an answer right now."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from quiz.store.engine import writing
from quiz.store.migrate import current_revision
from quiz.store.tables import HEAD_REVISION


def find_fault(engine: Engine) -> str | None:
    """Why this database cannot be used, in a phrase, or None when it can be read and written."""
    revision = current_revision(engine)
    if revision != HEAD_REVISION:
        return f"the schema is at revision {revision}, this version needs {HEAD_REVISION}: restart Limelight"
    try:
        # Committed, though it changes nothing: before that, no byte goes to a disk that may be full.
        with writing(engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    except DBAPIError as error:
        return f"the database cannot be written ({type(error.orig).__name__})"
    return None
