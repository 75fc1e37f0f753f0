"""Days as people read them, and what day it is.

How many of something, in words that agree: "1 minute", "12 minutes".
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from quiz.store.retention.last_days import earliest_day

_SHARES: Final = {
    "a tenth": 1 / 10,
    "a fifth": 1 / 5,
    "a quarter": 1 / 4,
    "a third": 1 / 3,
    "two fifths": 2 / 5,
    "half": 1 / 2,
}


def today() -> date:
    """The day in UTC, of what happens now: times are never kept."""
    return datetime.now(UTC).date()


def still_today() -> date:
    """The day that it is somewhere still. What has a last day is over when that is before this one."""
    return earliest_day(datetime.now(UTC))


def day(of: date) -> str:
    """One to come, or a last one: it is true wherever one is."""
    return f"{of.day} {of:%B %Y}"


def past_day(of: date) -> str:
    """One on which something happened: elsewhere it may have been the day before, or after."""
    return f"{day(of)} (UTC)"


def until(last: date | None) -> str:
    """Period for which a share link, and what stands on it, is open."""
    return f"until {day(last)}" if last else "until you take it back"


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def share_in_words(share: float) -> str:
    """The nearest of a few plain words for a share of half at most."""
    return min(_SHARES, key=lambda words: abs(_SHARES[words] - share))
