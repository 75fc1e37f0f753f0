"""When a day that was named as the last one is over: not before it is over everywhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_LATEST_CLOCKS = timedelta(hours=12)
# Behind UTC, on Baker Island; nobody's are further behind.


def earliest_day(now: datetime) -> date:
    """The earliest day that it is anywhere at this moment, given in UTC; it changes at noon UTC."""
    return (now - _LATEST_CLOCKS).date()
