"""The file for the calendar: a day in four weeks, and nothing that leads to anybody."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from quiz.web.private import views
from tests.cast import Person
from tests.leaners import answers_of

TODAY = date(2026, 12, 15)


@pytest.fixture
def leaning(ada: Person) -> Person:
    ada.start()
    assert ada.submit(answers_of("mixed", "quick")).status_code == 303
    ada.get(ada.result_path)
    return ada


@pytest.fixture
def told(leaning: Person, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(views, "today", lambda: TODAY)
    response = leaning.get(f"{leaning.result_path}/look-back.ics")
    assert response.mimetype == "text/calendar"
    assert "limelight-look-back.ics" in response.headers["Content-Disposition"]
    return response.text


def test_the_page_leads_to_it_beside_what_is_to_be_tried(leaning: Person) -> None:
    assert f'href="{leaning.result_path}/look-back.ics"' in leaning.page


def test_it_is_one_whole_day_four_weeks_from_today(told: str) -> None:
    assert f"DTSTART;VALUE=DATE:{TODAY + timedelta(weeks=4):%Y%m%d}\r\n" in told
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == 1


def test_it_is_a_calendar_as_programs_read_it(told: str) -> None:
    """RFC 5545: lines of at most 75 octets, each ended by both characters, and what every event must have."""
    assert told.endswith("\r\n")
    assert told.count("\n") == told.count("\r\n")
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    assert told.startswith("BEGIN:VCALENDAR\r\n")
    for needed in ("VERSION:2.0", "PRODID:", "UID:", "DTSTAMP:"):
        assert re.search(f"^{needed}", told, re.MULTILINE)


def test_it_holds_no_link_no_score_and_no_word_of_the_result(told: str, leaning: Person) -> None:
    assert leaning.token not in told
    assert "http" not in told
    themes = re.findall(r"<h3>([^<:]+)</h3>", leaning.page)
    assert len(themes) >= 8
    assert not any(theme in told for theme in themes)


def test_who_has_no_finished_result_gets_none(ada: Person, ben: Person) -> None:
    ada.start()
    early = ada.get(f"/results/{ada.token}/look-back.ics")
    assert early.status_code == 303
    assert early.location.endswith(f"/questionnaire/{ada.token}")
    assert ben.get("/results/nobody/look-back.ics").status_code == 404
