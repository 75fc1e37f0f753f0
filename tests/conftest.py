"""What tests of more than one room stand on: a database of either kind, empty, and each test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from tests.postgres import a_postgres, a_schema

settings.register_profile("limelight", deadline=None)  # a deadline would test the machine
settings.load_profile("limelight")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever wants a quick answer leaves out what is asked of PostgreSQL too."""
    for item in items:
        parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if "postgresql" in parameters or "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """A PostgreSQL server, by an administrator's engine; asked for by tests that cannot do without one."""
    with a_postgres() as admin:
        yield admin


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that nobody has used, once on SQLite and once on PostgreSQL; not migrated yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'limelight.db'}"
        return
    with a_schema(request.getfixturevalue("postgres")) as url:
        yield url
