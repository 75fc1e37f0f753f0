"""Days as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The day in UTC: times are never kept."""
    return datetime.now(UTC).date()


def day(of: date) -> str:
    return f"{of.day} {of:%B %Y}"
