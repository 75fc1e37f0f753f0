"""What is open until a day is open through it wherever one is; what happened on a day says that it is UTC."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from quiz.store.retention import sweep as sweeping
from quiz.web.page import words as days
from quiz.web.serving.server import do_chores
from tests.cast import Person
from tests.web.rooms import a_revealed_room, a_room

MADE = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
"""A week before 5 December."""

LOS_ANGELES_1610 = datetime(2026, 12, 6, 0, 10, tzinfo=UTC)
BAKER_ISLAND_2359 = datetime(2026, 12, 6, 11, 59, tzinfo=UTC)
OVER = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)

At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the clock that pages go by."""

    def at(now: datetime) -> None:
        clock = type("datetime", (datetime,), {"now": lambda _zone=None: now})
        monkeypatch.setattr(days, "datetime", clock)
        monkeypatch.setattr(sweeping, "_agreed", lambda _engine, today: today)  # PostgreSQL has its own

    at(MADE)
    return at


def test_a_share_link_and_its_card_are_open_through_the_day_they_name(
    at: At, ada: Person, cleo: Person
) -> None:
    ada.finish()
    shared = ada.share("facets", expiry="7")
    ada.get(f"{ada.result_path}/share-links")
    assert "Open until 5 December 2026" in ada.page
    assert "Made on 28 November 2026 (UTC)" in ada.page
    cleo.get(shared)
    card = re.search(r"/shared/[^\"]+\.png", cleo.page)[0]
    for now, status in ((LOS_ANGELES_1610, 200), (BAKER_ISLAND_2359, 200), (OVER, 410)):
        at(now)
        assert {cleo.get(path).status_code for path in (shared, card)} == {status}
        ada.get(f"{ada.result_path}/share-links")
        assert ("Open until 5 December 2026" in ada.page) is (status == 200)


def test_a_comparison_ends_with_its_links_last_day(at: At, ada: Person, ben: Person) -> None:
    ada.finish()
    ben.finish()
    path = ben.propose(ada.share("facets", expiry="7", display_name="Ada"))
    for now, status in ((LOS_ANGELES_1610, 200), (BAKER_ISLAND_2359, 200), (OVER, 410)):
        at(now)
        assert ben.get(path).status_code == status


def test_a_workshop_is_open_through_its_last_day(at: At, app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app, keep_days="7")
    for now, statuses in ((LOS_ANGELES_1610, {200, 303}), (BAKER_ISLAND_2359, {200, 303}), (OVER, {410})):
        at(now)
        for person, path in ((erin, erin.path), (erin, erin.screen), (ada, ada.path)):
            assert person.get(path).status_code in statuses


def test_who_finishes_on_a_workshops_last_day_counts(at: At, app: Flask) -> None:
    _, (ada, ben) = a_room(app, 2, keep_days="7")
    at(BAKER_ISLAND_2359)
    assert ada.answer().headers["Location"].endswith(ada.path)
    at(OVER)
    assert ben.answer().headers["Location"].endswith("sent=too_late")


def test_the_next_round_may_be_tomorrow_wherever_one_is(at: At, app: Flask) -> None:
    erin, _ = a_revealed_room(app)
    at(datetime(2026, 12, 6, 3, 0, tzinfo=UTC))  # in Los Angeles it is still the fifth
    erin.get(erin.path)
    for chosen, status in (("2026-12-05", 409), ("2026-12-06", 200), ("2026-12-07", 200)):
        assert erin.post(f"{erin.path}/next-round", next_round_on=chosen).status_code == status, chosen


def test_nothing_is_swept_before_its_last_day_is_over_everywhere(at: At, app: Flask, ada: Person) -> None:
    ada.finish()
    ada.share("facets", expiry="7", display_name="Augusta")
    for now, is_kept in ((BAKER_ISLAND_2359, True), (OVER, False)):
        at(now)
        with app.app_context():
            do_chores(days.still_today())
        ada.get(f"{ada.result_path}/share-links")
        assert ("Augusta" in ada.page) is is_kept


def test_a_result_says_that_its_day_is_one_in_utc(at: At, ada: Person) -> None:
    at(LOS_ANGELES_1610)
    ada.finish()
    ada.get(ada.result_path)
    assert "6 December 2026 (UTC)" in ada.page
    assert not re.search(r"December 2026(?! \(UTC\))", ada.page)
