"""The door of a workshop when codes are typed oddly, guessed, or when what stands on it changes meanwhile."""

from __future__ import annotations

import pytest
from flask import Flask

from quiz.web.guards.limit_store import LimitStore
from quiz.web.guards.limits import install
from tests.cast import Person
from tests.web.rooms import Participant, a_room, facilitator_of, fresh


def full_width(code: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


@pytest.mark.parametrize(
    "way", [str.lower, full_width, "–".join, " . ".join, lambda code: f"\u200b{code}\ufeff"]
)
def test_a_right_code_is_right_in_whatever_way_it_is_typed(app: Flask, ada: Person, way) -> None:
    code = facilitator_of(app).code
    ada.get("/join")
    assert ada.post("/join", code=way(code)).location == f"/join/{code}"
    assert ada.get(f"/join/{way(code)}").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        "0OI1SZ",
        "7Q4MX" * 100,
        "' OR 1=1 --",
        "%00",
        "\x00" * 6,
        "٣٤٥٦٧٨",
        "<b>7Q4MX9",
        "../../etc",
        "",
        "🙂" * 6,
    ],
)
def test_a_code_that_is_none_gets_a_sentence_on_every_way_in(app: Flask, ada: Person, typed: str) -> None:
    code = facilitator_of(app).code
    for path, form in (("/join", {"code": typed}), (f"/join/{code}/return", {"paper_code": typed})):
        ada.get("/join")
        refused = ada.post(path, **form)
        assert refused.status_code == 422
        assert "<b>" not in refused.text
    assert ada.client.get("/join/" + typed.replace("/", "-").replace("\x00", "%00") + "x").status_code == 404


def test_a_thousand_wrong_codes_are_refused_and_the_room_goes_on(app: Flask) -> None:
    erin, (ada, *_) = a_room(app, 1)
    guesser, late = Person("Cleo", app), Participant("Ben", app)
    elsewhere = facilitator_of(app)
    install(LimitStore(), app.extensions)
    late.get(f"/join/{erin.code}")  # once, from this network, before the guessing
    guesser.get("/join")
    answers = [guesser.post("/join", code="222222") for _ in range(1000)]
    assert [answer.status_code for answer in answers] == [422] * 100 + [429] * 900
    assert 540 < int(answers[-1].headers["Retry-After"]) <= 600
    assert "Please try again in about 10 minutes." in answers[-1].text
    fresh(app)
    assert ada.get(ada.path).status_code == 200
    assert ada.answer().status_code == 303
    assert late.join(erin.code).status_code == 303
    assert guesser.post("/join", code=erin.code).status_code == 303
    assert guesser.client.get(f"/join/{elsewhere.code}").status_code == 429
    assert guesser.post(f"/join/{erin.code}/return", paper_code="2222222222").status_code == 422


def test_nobody_locks_a_room_out_before_its_first_guest(app: Flask) -> None:
    erin, guesser = facilitator_of(app), Person("Cleo", app)
    guesser.get("/join")
    for _ in range(101):
        guesser.post("/join", code="222222")
    assert Participant("Ada", app).join(erin.code).status_code == 303


def test_the_smallest_group_read_on_the_door_is_kept_or_read_again(app: Flask) -> None:
    erin = facilitator_of(app, minimum_group="7")
    ada, ben = Participant("Ada", app), Participant("Ben", app)
    for person in (ada, ben):
        person.get(f"/join/{erin.code}")
    assert erin.post(f"{erin.path}/minimum", minimum_group="5").status_code == 200
    read = ada.hidden("minimum_group")
    assert read == "7"
    refused = ada.post(f"/join/{erin.code}", minimum_group=read)
    assert (refused.status_code, "lowered the smallest group" in refused.text) == (409, True)
    assert "at least 5 people have finished" in refused.text
    assert ada.post(f"/join/{erin.code}", minimum_group="5").status_code == 303
    ada.token = ada.client.get(f"/join/{erin.code}").location.rsplit("/", 1)[1]
    ada.get(f"{ada.path}/withdrawal")
    ada.post(f"{ada.path}/withdrawal")
    assert erin.post(f"{erin.path}/minimum", minimum_group="4").status_code == 409


def test_a_workshop_that_is_full_says_so_at_the_door(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.store.participants.MOST_PARTICIPANTS", 2)
    erin, (ada, _) = a_room(app, 2)
    late = Participant("Cleo", app)
    refused = late.join(erin.code)
    assert (refused.status_code, "This workshop is full" in refused.text) == (409, True)
    ada.get(f"{ada.path}/withdrawal")
    ada.post(f"{ada.path}/withdrawal")
    assert late.join(erin.code).status_code == 303
