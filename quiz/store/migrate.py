"""Brings a database to the schema this code expects: once, however many processes start together."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from quiz.store.engine import create_engine_for, sqlite_path, writing
from quiz.store.tables import HEAD_REVISION

_POSTGRES_LOCK = 5_217_400_611
# An arbitrary number of our own: PostgreSQL's advisory locks are named by numbers.


class SchemaTooNewError(RuntimeError):
    """The database was migrated by a newer version of Limelight than this one."""


def migrate(database_url: str) -> None:
    """Create or upgrade the schema; returns at once when it is current.

    Raises SchemaTooNewError when the database knows a revision that this code does not.
    """
    path = sqlite_path(database_url)
    if path is not None:
        _create_sqlite_file(path)
    engine = create_engine_for(database_url)
    try:
        if current_revision(engine) != HEAD_REVISION:
            _upgrade(engine)
    finally:
        engine.dispose()


def current_revision(engine: Engine) -> str | None:
    """The revision the database says it has, or None when it has none yet."""
    with engine.connect() as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - 150 ms of import that an up-to-date start does not pay
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util.exc import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SchemaTooNewError(
                f"the database is at revision {_revision(connection)!r}, which this version of Limelight "
                f"(revision {HEAD_REVISION!r}) does not know: start the newer version, or restore a backup"
            ) from error


def _create_sqlite_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
