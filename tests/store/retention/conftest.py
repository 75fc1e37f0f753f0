"""All tests of retention live in one day of their own."""

from __future__ import annotations

import pytest

from quiz.store.retention import sweep as sweeping


@pytest.fixture(autouse=True)
def our_day_is_the_databases(monkeypatch) -> None:
    """These tests live in one day; what PostgreSQL's own clock is for has a test of its own."""
    monkeypatch.setattr(sweeping, "_agreed", lambda _engine, today: today)
