"""A participant's link where nobody joined: whoever passed it on can read the answers, and it says so."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import Person
from tests.web.rooms import Facilitator, Participant, a_room

WARNING = "If somebody gave you this link, they can read your answers too."


def pages_of(token: str) -> tuple[str, ...]:
    return f"/questionnaire/{token}", f"/participants/{token}"


def warned(person: Person, token: str) -> list[bool]:
    shown = []
    for path in pages_of(token):
        assert person.get(path).status_code == 200
        shown.append(WARNING in person.page)
    return shown


@pytest.fixture
def room(app: Flask) -> tuple[Facilitator, Participant, Participant]:
    erin, (ada, ben) = a_room(app, 2)
    return erin, ada, ben


def test_a_link_passed_on_says_so_before_the_first_question(
    cleo: Person, room: tuple[Facilitator, Participant, Participant]
) -> None:
    erin, ada, _ = room
    assert warned(cleo, ada.token) == [True, True]
    for path in pages_of(ada.token):
        cleo.get(path)
        door = cleo.page.index(f'<a href="/join/{erin.code}">Join the workshop yourself</a>')
        assert cleo.page.index(WARNING) < door
        if path.startswith("/questionnaire"):
            assert door < cleo.page.index("<form")
    assert cleo.get(f"/join/{erin.code}").status_code == 200


def test_whoever_joined_on_this_device_is_not_told(
    room: tuple[Facilitator, Participant, Participant],
) -> None:
    _, ada, _ = room
    assert warned(ada, ada.token) == [False, False]
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.submit({}).status_code == 422
    assert WARNING not in ada.page


def test_it_is_said_again_when_something_was_missing(
    cleo: Person, room: tuple[Facilitator, Participant, Participant]
) -> None:
    cleo.get(f"/questionnaire/{room[1].token}")
    cleo.token = room[1].token
    assert cleo.submit({}).status_code == 422
    assert WARNING in cleo.page


def test_neither_is_whoever_comes_back_by_their_paper_code(
    app: Flask, room: tuple[Facilitator, Participant, Participant]
) -> None:
    erin, ada, _ = room
    ada.get(ada.path)
    found = re.search(r'<span class="code">([^<]+)</span>', ada.page)
    assert found
    tablet = Person("Ada's tablet", app)
    tablet.get(f"/join/{erin.code}")
    assert "that somebody else gave you, they can read" in tablet.page
    assert tablet.post(f"/join/{erin.code}/return", paper_code=found[1]).location == ada.path
    assert warned(tablet, ada.token) == [False, False]


def test_who_joined_is_told_about_somebody_elses_link(
    room: tuple[Facilitator, Participant, Participant],
) -> None:
    _, ada, ben = room
    assert warned(ben, ada.token) == [True, True]
    assert warned(ben, ben.token) == [False, False]


def test_having_joined_another_workshop_is_not_having_joined_this_one(
    app: Flask, room: tuple[Facilitator, Participant, Participant]
) -> None:
    _, (other, *_) = a_room(app, 1)
    assert warned(other, room[1].token) == [True, True]


def test_the_link_of_an_earlier_round_stays_ones_own(
    room: tuple[Facilitator, Participant, Participant],
) -> None:
    erin, ada, _ = room
    first = ada.token
    erin.get(erin.path)
    assert erin.press("close").status_code == 303
    erin.get(erin.path)
    assert erin.post(f"{erin.path}/rounds").status_code == 200
    assert ada.join(erin.code).status_code == 303
    assert ada.token != first
    assert WARNING not in ada.get(f"/questionnaire/{first}").text
    assert WARNING not in ada.get(f"/participants/{first}").text


def test_a_questionnaire_of_no_workshop_says_nothing_of_it(ada: Person, cleo: Person) -> None:
    ada.start()
    assert WARNING not in cleo.get(f"/questionnaire/{ada.token}").text
