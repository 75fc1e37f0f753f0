"""Every store test runs on SQLite, and on PostgreSQL where one answers."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from quiz.store import paper_codes
from quiz.store.engine import create_engine_for, writing
from quiz.store.instruments import save_instrument
from quiz.store.migrate import migrate
from tests.builders import an_instrument
from tests.store.together import Together

POSTGRES = "postgresql+psycopg://{user}@127.0.0.1:5432/{database}"
TODAY = date(2026, 11, 23)
INSTRUMENT = an_instrument()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'limelight.db'}"
        return
    name = f"limelight_test_{secrets.token_hex(6)}"
    admin = _postgres_admin()
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield str(admin.url.set(database=name).render_as_string(hide_password=False))
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def _postgres_admin() -> Engine:
    for user in ("postgres", "root"):
        url = POSTGRES.format(user=user, database="test")
        engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
        try:
            engine.connect().close()
        except OperationalError:
            engine.dispose()
        else:
            return engine
    pytest.skip("no PostgreSQL answers on 127.0.0.1:5432; the embedded SQLite is what Limelight needs")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database in which INSTRUMENT is archived."""
    migrate(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    yield engine
    engine.dispose()


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> Iterator[Together]:
    """Two acts at the same moment. The slow hash of paper codes would only make them slow."""
    monkeypatch.setattr(paper_codes, "_COST", 2)
    with ThreadPoolExecutor(2) as threads:
        yield Together(threads)
