"""A PostgreSQL for the tests: the one that answers on this machine, or one of our own.

Each test gets a schema of its own, which costs a hundredth of a database of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from quiz.store.database.migrate import migrate
from quiz.store.database.tables import HEAD_REVISION, metadata
from tests.postgres_server import engine_of, running_postgres

_ON_THIS_MACHINE = "postgresql+psycopg://{user}@127.0.0.1:5432/test"


@contextmanager
def a_postgres() -> Iterator[Engine]:
    """An administrator's engine. Without any server the test is skipped; under CI=true it fails."""
    answering = next(filter(None, map(_answering, ("postgres", "root"))), None)
    if answering is not None:
        yield answering
        answering.dispose()
        return
    with running_postgres() as server:
        engine = engine_of(server.url())
        yield engine
        engine.dispose()


@contextmanager
def a_schema(admin: Engine) -> Iterator[str]:
    """The address of an empty schema, which is dropped afterwards with all that is in it."""
    name = f"limelight_test_{secrets.token_hex(6)}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        url = admin.url.update_query_dict({"options": f"-csearch_path={name}"})
        yield url.render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))


@dataclass(frozen=True)
class ReusedSchema:
    """A migrated schema for tests one after the other: emptying it costs a tenth of making it."""

    admin: Engine
    url: str

    def empty(self) -> None:
        """As it was when it was made, whatever a test did to it."""
        try:
            with self._connected() as connection:
                connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)}"))
                connection.execute(text(f"UPDATE alembic_version SET version_num = '{HEAD_REVISION}'"))
        except ProgrammingError:  # a table that a test took away
            with self._connected() as connection:
                connection.execute(text(f"DROP SCHEMA {self._name} CASCADE"))
                connection.execute(text(f"CREATE SCHEMA {self._name}"))
            migrate(self.url)

    @property
    def _name(self) -> str:
        return str(make_url(self.url).query["options"]).rpartition("=")[2]

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self.admin.connect() as connection:
            connection.execute(text(f"SET search_path = {self._name}"))
            yield connection
            connection.execute(text("RESET search_path"))


@contextmanager
def a_reused_schema(admin: Engine) -> Iterator[ReusedSchema]:
    with a_schema(admin) as url:
        migrate(url)
        yield ReusedSchema(admin, url)


def _answering(user: str) -> Engine | None:
    engine = engine_of(_ON_THIS_MACHINE.format(user=user))
    try:
        engine.connect().close()
    except OperationalError:
        engine.dispose()
        return None
    return engine
