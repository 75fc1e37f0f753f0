"""Each state of a workshop has its own title, a locked door invites nobody, a close says whom it meets."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask

from tests.cast import Person
from tests.web.rooms import Facilitator, Participant, a_room, facilitator_of, fresh


def press(erin: Facilitator, move: str) -> None:
    erin.get(erin.path)
    assert erin.press(move).status_code == 303


def title_of(person: Person, path: str) -> str:
    fresh(person.app)
    assert person.get(path).status_code == 200
    found = re.search(r"<title>([^<]+)</title>", person.page)
    assert found
    told = re.search(r'data-title="([^"]+)"', person.page)
    assert told is None or told[1] == found[1]  # what the page says when it moved on by itself
    return unescape(found[1])


def test_every_state_has_a_title_of_its_own(app: Flask) -> None:
    erin = facilitator_of(app)
    people = [Participant(f"Person {number}", app) for number in range(4)]
    for person in people:
        assert person.join(erin.code).status_code == 303
    ada, late, cleo = people[0], people[3], Person("Cleo", app)
    titles: list[str] = []

    def note(*ways: tuple[Person, str]) -> None:
        titles.extend(title_of(person, path) for person, path in ways)

    console, screen = (erin, erin.path), (erin, erin.screen)
    note(console, screen, (ada, ada.path), (cleo, f"/join/{erin.code}"))
    press(erin, "open")
    note(console, screen, (ada, ada.path))
    press(erin, "lock")
    note(console, screen, (cleo, f"/join/{erin.code}"))
    for person in people[:3]:
        assert person.answer().status_code == 303
    note((ada, ada.path))
    press(erin, "reveal")
    for slide in ("map", "facets", "guide", "together", "commitments"):
        erin.get(erin.path)
        assert erin.show(slide).status_code == 303
        note(console, screen)
    note((ada, ada.path), (erin, f"{erin.path}/report"), (erin, f"{erin.path}/links"))
    press(erin, "close")
    note(console, (ada, ada.path), (late, late.path))
    erin.get(erin.path)
    assert erin.post(f"{erin.path}/rounds").status_code == 200
    note(console, screen, (ada, ada.path), (cleo, f"/join/{erin.code}"))
    assert len(titles) == 31
    assert len(set(titles)) == len(titles), sorted(titles)
    assert titles[:4] == [
        "Console: waiting · Monday – Limelight",
        "Screen: join · Monday – Limelight",
        "You are in · Monday – Limelight",
        "Join · Monday – Limelight",
    ]
    assert titles[-1] == "Join · Monday · round 2 – Limelight"


def test_a_locked_door_invites_nobody_and_says_so(app: Flask) -> None:
    erin, _ = a_room(app, 2)
    erin.get(erin.screen)
    assert "qr-big" in erin.page
    press(erin, "lock")
    fresh(app)
    erin.get(erin.screen)
    assert "qr-big" not in erin.page
    assert erin.code not in re.sub(r"\s", "", erin.page)
    assert "The door is locked" in erin.page


@pytest.mark.parametrize(
    ("finished", "sentence"),
    [(0, "2 are still answering."), (1, "1 is still answering."), (2, "Nobody is answering now.")],
)
def test_closing_says_first_how_many_are_still_answering(app: Flask, finished: int, sentence: str) -> None:
    erin, people = a_room(app, 2)
    for person in people[:finished]:
        assert person.answer().status_code == 303
    fresh(app)
    erin.get(erin.path)
    final = erin.page.partition('<details id="final">')[2].partition("</details>")[0]
    assert sentence in final
    assert "they can finish it for themselves and get their own result" in final
    assert erin.client.get(f"{erin.screen}/state").json["still_answering"] == sentence


def test_what_was_begun_before_the_close_leads_to_one_s_own_result(app: Flask) -> None:
    erin, (ada, _) = a_room(app, 2)
    assert ada.get(f"/questionnaire/{ada.token}").status_code == 200
    answers = ada.answers()
    press(erin, "close")
    assert ada.submit(answers).location == f"/results/{ada.token}?sent=too_late"
    assert ada.get(f"/results/{ada.token}?sent=too_late").status_code == 200
    assert "it is yours" in ada.page


def test_the_room_s_screen_opens_beside_the_console(app: Flask) -> None:
    erin: Facilitator = facilitator_of(app)
    erin.get(erin.path)
    link = re.search(rf'<a [^>]*href="{erin.screen}"[^>]*>', erin.page)
    assert link
    assert 'target="_blank"' in link[0]
    assert 'rel="noopener"' in link[0]


def test_the_door_says_what_matters_before_the_button_and_all_of_it_below(app: Flask, cleo: Person) -> None:
    erin = facilitator_of(app, minimum_group="4")
    cleo.get(f"/join/{erin.code}")
    before, _, after = cleo.page.partition(">Take part<")
    assert "Your answers and your result are yours alone." in before
    assert "from 4 on a picture of the team, without names" in before
    assert 'id="promises"' in after
