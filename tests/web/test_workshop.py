"""A workshop from its making to its deletion, as the facilitator, the phones and the screen see it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.store.database.engine import reading
from quiz.store.database.tables import retakes
from quiz.store.response_sets import hash_token
from quiz.web.guards import workshops as access
from tests.web.rooms import Participant, a_revealed_room, a_room, facilitator_of, fresh


def test_a_whole_workshop_from_the_first_press_to_the_picture(app: Flask) -> None:
    erin, people = a_room(app, 4)
    fresh(app)
    erin.get(erin.screen)
    assert "Nobody has joined" not in erin.page
    for person, option in zip(people, "1245", strict=True):
        sent = person.answer(option)
        assert sent.location == person.path
        person.get(person.path)
        assert "Thank you. Look at the screen" in person.page
        assert "data-chart" not in person.page
    erin.get(erin.path)
    assert erin.press("reveal").status_code == 303
    erin.get(erin.screen)
    assert "The team on the map" in erin.page
    for slide, words in {
        "facets": "The themes as a team",
        "guide": "What not to conclude",
        "together": "What we share and what we lack",
        "commitments": "What we will do",
    }.items():
        erin.get(erin.path)
        assert erin.show(slide).status_code == 303
        erin.get(erin.screen)
        assert words in erin.page
    people[0].get(people[0].path)
    assert "The diamond is you." in people[0].page
    erin.get(erin.screen)
    assert "The diamond is you." not in erin.page


def test_below_the_minimum_a_press_on_reveal_shows_nothing(app: Flask) -> None:
    erin, people = a_room(app, 2)
    for person in people:
        person.answer()
    refused = erin.press("reveal")
    assert "Too few have finished for a picture." in refused.text
    for path in (erin.path, erin.screen, people[0].path):
        viewer = people[0] if path == people[0].path else erin
        assert "data-chart" not in viewer.get(path).text


def test_phones_wait_in_the_lobby_and_cannot_begin_before_the_press(app: Flask) -> None:
    erin = facilitator_of(app)
    ada = Participant("Ada", app)
    ada.join(erin.code)
    ada.get(ada.path)
    assert "You are in" in ada.page
    assert ada.get(f"/questionnaire/{ada.token}").location == ada.path
    erin.get(erin.path)
    erin.press("open")
    fresh(app)
    assert ada.get(f"/questionnaire/{ada.token}").status_code == 200


def test_the_door_says_before_answering_who_sees_what(app: Flask) -> None:
    erin = facilitator_of(app, minimum_group="7", keep_days="30")
    ada = Participant("Ada", app)
    ada.get(f"/join/{erin.code}")
    for words in (
        "at least 7 people have finished",
        "ends 30 days after its latest round began",
        "Your answers and your result: you",
    ):
        assert words in ada.page


def test_locked_and_closed_doors_say_so(app: Flask) -> None:
    erin = facilitator_of(app)
    ada = Participant("Ada", app)
    for move, words in (("lock", "has locked the door"), ("close", "This round is closed")):
        ada.get(f"/join/{erin.code}")
        erin.get(erin.path)
        assert erin.press(move).status_code == 303
        late = ada.post(f"/join/{erin.code}")
        assert late.status_code == 409
        assert words in late.text


def test_who_sends_after_the_close_keeps_the_result_and_is_told(app: Flask) -> None:
    erin, (ada, *_) = a_room(app, 1)
    ada.get(f"/questionnaire/{ada.token}")
    answers = ada.answers("4")
    erin.press("close")
    sent = ada.submit(answers)
    assert sent.location.endswith("sent=too_late")
    assert "It is not in the team’s picture" in ada.get(sent.location).text


def test_a_commitment_is_on_the_screen_without_a_name_and_can_be_changed(app: Flask) -> None:
    erin, (ada, ben, *_) = a_revealed_room(app)
    for person, text in ((ada, "Ask before I post"), (ben, "<b>Share</b> the stage")):
        person.get(person.path)
        assert person.post(f"{person.path}/commitment", commitment=text).status_code == 303
    erin.get(erin.path)
    erin.show("commitments")
    erin.get(erin.screen)
    assert "Ask before I post" in erin.page
    assert "&lt;b&gt;Share&lt;/b&gt; the stage" in erin.page
    ada.get(ada.path)
    ada.post(f"{ada.path}/commitment", commitment="")
    assert "Ask before I post" not in erin.get(erin.screen).text
    too_long = ada.post(f"{ada.path}/commitment", commitment="x" * 201)
    assert too_long.status_code == 422
    assert "x" * 201 in too_long.text


def test_a_sentence_is_taken_off_the_wall_and_its_writer_alone_is_told(
    app: Flask, tmp_path: Path, stored_in: str
) -> None:
    erin, (ada, ben, cleo, *_) = a_revealed_room(app)
    hurtful = "Grace will never manage anyway"
    for person, text in ((ada, hurtful), (ben, "Ask <first>"), (cleo, "Ask <first>")):
        person.get(person.path)
        assert person.post(f"{person.path}/commitment", commitment=text).status_code == 303
    erin.get(erin.path)
    assert f'name="commitment" value="{hurtful}"' in erin.page
    version = erin.get(f"{erin.screen}/state").json["version"]
    taken = erin.post(f"{erin.path}/commitments/removal", commitment=hurtful)
    assert "The sentence is off the wall and out of every file." in taken.text
    assert taken.headers["Clear-Site-Data"] == '"cache"'
    fresh(app)
    assert erin.get(f"{erin.screen}/state").json["version"] > version
    erin.get(erin.path)
    assert erin.show("commitments").status_code == 303
    pages = [erin.get(f"{erin.path}{path}").text for path in ("", "/report", "/team.csv")]
    pages += [
        viewer.get(path).text for viewer, path in ((erin, erin.screen), (ben, ben.path), (ada, ada.path))
    ]
    for shown in map(unescape, pages):
        assert "Ask <first>" in shown
        assert hurtful not in shown
    assert ["has taken your sentence off the wall" in shown for shown in pages] == [False] * 5 + [True]
    book = zipfile.ZipFile(io.BytesIO(erin.get(f"{erin.path}/team.xlsx").data))
    assert hurtful not in book.read("xl/sharedStrings.xml").decode()
    if stored_in == "sqlite":
        files = [tmp_path / f"limelight.db{ending}" for ending in ("", "-wal")]
        assert not any(hurtful.encode() in file.read_bytes() for file in files if file.exists())
    ada.get(ada.path)
    assert ada.post(f"{ada.path}/commitment", commitment="Ask Grace").status_code == 303
    assert "has taken your sentence" not in ada.get(ada.path).text
    assert "Ask Grace" in erin.get(erin.screen).text


def test_what_is_not_on_the_wall_is_not_taken_off_it(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    ada.get(ada.path)
    ada.post(f"{ada.path}/commitment", commitment="Ask first")
    erin.get(erin.path)
    for text in ("", "Ask", "ask first", "Ask first "):
        answer = erin.post(f"{erin.path}/commitments/removal", commitment=text)
        assert (answer.status_code, "not on the wall any more" in answer.text) == (409, True)
    assert "Ask first" in ada.get(ada.path).text


def test_withdrawing_leaves_the_result_and_the_frozen_picture(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    picture = erin.get(f"{erin.path}/team.csv").text
    ada.get(f"{ada.path}/withdrawal")
    assert "stays as it is" in ada.page
    left = ada.post(f"{ada.path}/withdrawal")
    assert "left the workshop" in ada.get(left.location).text
    assert ada.get(ada.path).status_code == 404
    assert "4 people" in erin.get(erin.screen).text
    assert erin.get(f"{erin.path}/team.csv").text == picture


def test_a_second_round_stands_beside_the_first(app: Flask) -> None:
    erin, people = a_revealed_room(app)
    erin.get(erin.path)
    for press in ("close",):
        erin.press(press)
    erin.get(erin.path)
    assert "A new round has begun" in erin.post(f"{erin.path}/rounds").text
    ada = people[0]
    assert "A new round has begun" in ada.get(ada.path).text
    for person in people:
        assert person.join(erin.code).status_code == 303
    erin.get(erin.path)
    erin.press("open")
    fresh(app)
    for person in people:
        assert person.answer("4").status_code == 303
    erin.press("reveal")
    erin.show("rounds")
    fresh(app)
    assert "Two rounds side by side" in erin.get(erin.screen).text


def test_what_moved_since_last_round_is_for_ones_own_eyes(app: Flask) -> None:
    erin, people = a_revealed_room(app)
    for path in ("moves", "rounds"):
        erin.get(erin.path)
        erin.post(f"{erin.path}/{path}", move="close")
    erin.get(erin.path)
    erin.press("open")
    fresh(app)
    ada, ben = people[:2]
    ada.join(erin.code, continues="yes")
    ben.join(erin.code)
    for person in (ada, ben):
        person.answer("5")
    assert "Since last time" in ada.get(ada.result_path).text
    assert "Since last time" not in ben.get(ben.result_path).text
    with reading(app.extensions["limelight"].engine) as connection:
        tied = connection.execute(select(retakes.c.token_hash)).scalars().all()
    assert tied == [hash_token(ada.token)]


def test_an_earlier_result_is_brought_once_and_only_where_it_fits(app: Flask) -> None:
    erin = facilitator_of(app, may_bring="y")
    ada, ben = Participant("Ada", app), Participant("Ben", app)
    ada.finish("quick", "4")
    link = f"https://limelight.example{ada.result_path}"
    assert ada.join(erin.code, private_link=link).status_code == 303
    assert link.rsplit("/", 1)[1] != ada.token
    again = ben.join(erin.code, private_link=link)
    assert (again.status_code, "counts once only" in again.text) == (422, True)
    other_room = facilitator_of(app, may_bring="y", edition="full")
    ben.finish("quick", "4")
    other = ben.join(other_room.code, private_link=ben.result_path)
    assert "has other questions" in other.text
    assert "no result under this link" in ben.join(erin.code, private_link="nonsense").text


def test_a_workshop_whose_time_is_over_says_so_to_everybody(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    erin, (ada, *_) = a_revealed_room(app, keep_days="7")
    paths = [(erin, erin.path), (erin, erin.screen), (ada, ada.path), (ada, f"/join/{erin.code}")]
    start = datetime.now(UTC).date()
    for days, status in ((7, {200, 303}), (8, {410})):
        monkeypatch.setattr(access, "still_today", lambda days=days: start + timedelta(days=days))
        for person, path in paths:
            assert person.get(path).status_code in status, path
    assert "This workshop is over" in ada.page
    assert ada.get(ada.result_path).status_code == 200
