"""A named last day is open through that day, wherever one is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quiz.store.retention.last_days import earliest_day

FIFTH = date(2026, 12, 5)


def hours(east: int) -> timezone:
    return timezone(timedelta(hours=east))


@pytest.mark.parametrize(
    ("place", "at", "is_open"),
    [
        ("Los Angeles", datetime(2026, 12, 5, 16, 10, tzinfo=hours(-8)), True),
        ("Los Angeles, its last minute", datetime(2026, 12, 5, 23, 59, tzinfo=hours(-8)), True),
        ("Kiritimati, its last minute", datetime(2026, 12, 5, 23, 59, tzinfo=hours(14)), True),
        ("Kiritimati, the next day", datetime(2026, 12, 6, 9, 0, tzinfo=hours(14)), True),
        ("Baker Island, its last second", datetime(2026, 12, 5, 23, 59, 59, tzinfo=hours(-12)), True),
        ("Baker Island, the next day", datetime(2026, 12, 6, 0, 0, tzinfo=hours(-12)), False),
        ("London, noon of the next day", datetime(2026, 12, 6, 12, 0, tzinfo=UTC), False),
    ],
)
def test_a_last_day_is_over_when_it_is_over_everywhere(place: str, at: datetime, is_open: bool) -> None:
    assert (earliest_day(at.astimezone(UTC)) <= FIFTH) is is_open


def test_it_crosses_months_and_leap_days() -> None:
    assert earliest_day(datetime(2028, 3, 1, 11, 59, tzinfo=UTC)) == date(2028, 2, 29)
    assert earliest_day(datetime(2027, 1, 1, 12, 0, tzinfo=UTC)) == date(2027, 1, 1)
