"""When a workshop is over, deleted or not one's own: what is said, and where it leads."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from quiz.web.guards import workshops as access
from tests.cast import Person
from tests.web.rooms import Facilitator, Participant, a_room, facilitator_of


def way_on(page: str) -> tuple[str, str]:
    """Where the button on an error page leads, and what it says."""
    found = re.search(r'<a class="button[^"]*" href="([^"]+)">([^<]+)</a>', page.partition("<main")[2])
    assert found
    return found[1], found[2]


def a_half_finished_room(app: Flask) -> tuple[Facilitator, Participant, Participant]:
    """Ada has finished, Ben has not."""
    erin, (ada, ben) = a_room(app, 2)
    assert ada.answer().status_code == 303
    return erin, ada, ben


def delete(erin: Facilitator) -> None:
    erin.get(f"{erin.path}/deletion")
    assert erin.post(f"{erin.path}/deletion").status_code == 303


def test_after_its_deletion_a_phone_s_page_leads_to_what_is_one_s_own(app: Flask) -> None:
    erin, ada, ben = a_half_finished_room(app)
    delete(erin)
    for person, words in ((ada, "See my own result"), (ben, "Go to my own questions")):
        for path in (person.path, f"{person.path}/withdrawal"):
            assert person.get(path).status_code == 404
            assert way_on(person.page) == (f"/results/{person.token}", words)
    assert ada.get(f"/results/{ada.token}").status_code == 200
    assert ben.get(f"/results/{ben.token}").location == f"/questionnaire/{ben.token}"


def test_the_door_of_a_deleted_workshop_leads_to_what_is_one_s_own(app: Flask, cleo: Person) -> None:
    erin, ada, ben = a_half_finished_room(app)
    delete(erin)
    for person in (ada, ben):
        assert person.get(f"/join/{person.code}").status_code == 404
        assert f'<a href="/results/{person.token}">see what is mine</a>' in person.page
        assert person.token not in person.get("/join").text  # a public page says nothing of anybody
    assert "see what is mine" not in cleo.get(f"/join/{ada.code}").text
    ada.get(f"/results/{ada.token}/deletion")
    assert ada.post(f"/results/{ada.token}/deletion").status_code == 303
    assert "see what is mine" not in ada.get(f"/join/{ada.code}").text


def test_after_its_last_day_too_and_so_does_its_door(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    _, ada, ben = a_half_finished_room(app)
    late = datetime.now(UTC).date() + timedelta(days=8)
    monkeypatch.setattr(access, "still_today", lambda: late)
    for person in (ada, ben):
        assert person.get(person.path).status_code == 410
        assert way_on(person.page)[0] == f"/results/{person.token}"
        assert person.get(f"/join/{person.code}").status_code == 410
        assert way_on(person.page) == (f"/results/{person.token}", "See what is mine")


def test_whoever_withdrew_is_led_to_their_own_result(app: Flask) -> None:
    _, ada, _ = a_half_finished_room(app)
    ada.get(f"{ada.path}/withdrawal")
    assert ada.post(f"{ada.path}/withdrawal").status_code == 303
    assert ada.get(ada.path).status_code == 404
    assert way_on(ada.page) == (f"/results/{ada.token}", "See my own result")


def test_a_console_without_its_cookie_says_how_it_is_opened(app: Flask, cleo: Person) -> None:
    erin = facilitator_of(app)
    finn = facilitator_of(app)
    rooms = ("", "/links", "/report", "/team.csv", "/team.xlsx", "/deletion")
    for room in rooms:
        told = set()
        for workshop in (erin.path, "/workshops/" + "A" * 22):
            for person in (cleo, finn):
                assert person.get(workshop + room).status_code == 404
                told.add(re.sub(r'<span class="code">[^<]*', "", person.page))
        assert len(told) == 1, room
        assert "opened by its secret link" in cleo.page
        assert "deleted" not in cleo.page.partition("<main")[2]


def test_a_press_without_the_cookie_says_the_same(app: Flask, cleo: Person) -> None:
    erin = facilitator_of(app)
    cleo.get("/")
    assert "opened by its secret link" in cleo.post(f"{erin.path}/moves", move="open").text


def test_a_secret_link_that_is_not_good_says_so(app: Flask, cleo: Person) -> None:
    assert cleo.get("/facilitators/" + "A" * 32).status_code == 404
    assert "This secret link opens no workshop" in cleo.page


def test_after_its_deletion_a_console_says_how_it_was_opened(app: Flask) -> None:
    erin = facilitator_of(app)
    delete(erin)
    assert erin.get(erin.path).status_code == 404
    assert "opened by its secret link" in erin.page
