"""Brings a database to the schema this code expects: once, however many processes start together.

An upgrade is one transaction, on SQLite too: killed half way it never happened, and the next start begins it
again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from quiz.store.database.engine import create_patient_engine_for, sqlite_path, writing
from quiz.store.database.ownership import give, make_folder
from quiz.store.database.sqlite import require_beginning
from quiz.store.database.tables import HEAD_REVISION

HEAD = "head"

_POSTGRES_LOCK = 5_217_400_611
# An arbitrary number of our own: PostgreSQL's advisory locks are named by numbers.


class SchemaTooNewError(RuntimeError):
    """A database or backup of a newer version of Limelight than this one."""

    def __init__(self, revision: str | None) -> None:
        super().__init__(
            f"The schema's revision {revision} is unknown to this version of Limelight, which has "
            f"{HEAD_REVISION}: start the newer version, or put back a backup from before with "
            "`limelight backup restore --replace`."
        )


class BrokenReferenceError(RuntimeError):
    """Rows point to rows that are not there."""


def migrate(database_url: str) -> bool:
    """Create or upgrade the schema; whether there was anything to do.

    Raises SchemaTooNewError when the database knows a revision that this code does not.
    """
    create_sqlite_file(database_url)
    engine = create_patient_engine_for(database_url)
    try:
        if current_revision(engine) == HEAD_REVISION:
            return False
        with changing_schema(engine) as connection:
            # Asked again: whoever held the lock before has done it.
            if revision_of(connection) == HEAD_REVISION:
                return False
            upgrade_schema(connection)
            return True
    finally:
        engine.dispose()


def current_revision(engine: Engine) -> str | None:
    """The revision the database says it has, or None when it has none yet."""
    with engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """A transaction that nobody else changes the schema in; with an engine that is patient.

    Raises BrokenReferenceError at its end, and takes everything back.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
        yield connection
        if connection.dialect.name == "sqlite":  # PostgreSQL checked each row
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise BrokenReferenceError(
                    f"Rows of {broken[0]} point to rows of {broken[2]} that are not there."
                )


def upgrade_schema(connection: Connection, revision: str = HEAD) -> None:
    """Run the migrations up to this revision, while `changing_schema`. Raises SchemaTooNewError."""
    from alembic import command  # noqa: PLC0415 - 150 ms of import that an up-to-date start does not pay
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util.exc import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        known = revision_of(connection)
        raise SchemaTooNewError(known if revision == HEAD else revision) from error


def create_sqlite_file(database_url: str) -> bool:
    """Make the empty file that SQLite fills, for its owner alone; False for what is there, or is no file.

    Raises UnsoundDatabaseError when what is there is something else.
    """
    path = sqlite_path(database_url)
    if path is None:
        return False
    if path.exists():
        require_beginning(path)
        return False
    make_folder(path.parent)
    path.touch(mode=0o600)
    give(path)
    return True
