"""Every store test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Engine

from quiz.store import paper_codes
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.instruments import save_instrument
from tests.builders import an_instrument
from tests.migrated import migrate_by_copy
from tests.store.same_moment import SameMoment

TODAY = date(2026, 11, 23)
INSTRUMENT = an_instrument()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated database in which INSTRUMENT is archived."""
    migrate_by_copy(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    yield engine
    engine.dispose()


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> Iterator[SameMoment]:
    """Two acts at the same moment. The slow hash of paper codes would only make them slow."""
    monkeypatch.setattr(paper_codes, "_COST", 2)
    with ThreadPoolExecutor(2) as threads:
        yield SameMoment(threads)
