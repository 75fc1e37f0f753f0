"""The facilitator's remote and the room's screen: what is offered, and to whom."""

from __future__ import annotations

import re

from flask import Flask

from quiz.web.workshops import screen as projector
from tests.cast import Person
from tests.web.rooms import Participant, a_revealed_room, a_room, fresh


def test_the_console_offers_the_next_slide_until_there_is_none(app: Flask) -> None:
    erin, _ = a_revealed_room(app)
    seen = []
    while found := re.search(r'name="slide" value="(\w+)">Next: ', erin.get(erin.path).text):
        seen.append(found[1])
        assert erin.show(found[1]).status_code == 303
    assert seen == ["facets", "guide", "together", "commitments"]


def test_the_agenda_and_the_card_are_for_the_facilitator_alone(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    assert "For you who run this" in erin.get(erin.path).text
    for slide in ("guide", "together"):
        erin.show(slide)
        assert "For you who run this" not in erin.get(erin.screen).text
        erin.get(erin.path)
    assert "For you who run this" not in ada.get(ada.path).text


def test_a_screen_shows_the_commitments_it_has_room_for() -> None:
    few = ("Ask first",) * 3
    assert projector._fitting(few) == few
    many = ("x" * 200,) * 40
    assert 10 <= len(projector._fitting(many)) <= 12


def test_whoever_still_answers_is_told_what_the_room_does(app: Flask) -> None:
    erin, (ada, *others) = a_room(app, 4)
    told = []
    for press in (
        lambda: erin.post(f"{erin.path}/reminder"),
        lambda: [person.answer() for person in others] and erin.press("reveal"),
        lambda: erin.press("close"),
    ):
        erin.get(erin.path)
        press()
        fresh(app)
        page = ada.get(f"/questionnaire/{ada.token}").text
        state = ada.get(f"{erin.screen}/state").json["while_answering"]
        assert f">{state}</p>" in page
        told.append(state)
    assert [words[:24] for words in told] == [
        "The facilitator asks eve",
        "The picture is on the sc",
        "This round is over. You ",
    ]


def test_a_questionnaire_outside_a_workshop_knows_of_no_room(ada: Person) -> None:
    ada.start()
    assert "room" not in ada.page


def test_what_a_new_picture_needs_moves_with_the_counts_alone(app: Flask) -> None:
    erin, _ = a_revealed_room(app)
    late = Participant("Late", app)
    assert late.join(erin.code).status_code == 303
    fresh(app)
    assert "at least 3 more who finish" in erin.get(erin.path).text
    assert late.answer("5").status_code == 303
    assert "at least 3 more who finish" in erin.get(erin.path).text
    fresh(app)
    assert "at least 2 more who finish" in erin.get(erin.path).text
