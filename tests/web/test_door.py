"""The door of a workshop: codes, coming back, guessing."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import Person
from tests.web.rooms import Participant, a_room, facilitator_of


@pytest.mark.parametrize("typed", ["{code}", "{lower}", "{spaced}", "{dashed}"])
def test_the_code_may_be_typed_in_any_way(app: Flask, ada: Person, typed: str) -> None:
    code = facilitator_of(app).code
    ways = {
        "code": code,
        "lower": code.lower(),
        "spaced": f" {code[:3]} {code[3:]} ",
        "dashed": "-".join(code),
    }
    ada.get("/join")
    assert ada.post("/join", code=typed.format(**ways)).location == f"/join/{code}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("222222", "No workshop has this code"), ("ABC", "A code has no A or B"), ("22", "You typed 2")],
)
def test_a_wrong_code_is_told_what_is_wrong(app: Flask, ada: Person, typed: str, words: str) -> None:
    ada.get("/join")
    refused = ada.post("/join", code=typed)
    assert refused.status_code == 422
    assert words in refused.text


def test_guessing_codes_comes_to_an_end(app: Flask, ada: Person) -> None:
    ada.get("/join")
    answers = [ada.post("/join", code="222222").status_code for _ in range(101)]
    assert answers == [422] * 100 + [429]


def test_the_same_phone_comes_back_to_where_it_was(app: Flask) -> None:
    erin, (ada, *_) = a_room(app, 1)
    assert ada.post(f"/join/{erin.code}").location == ada.path
    assert ada.get(f"/join/{erin.code}").location == ada.path


def test_another_device_comes_back_by_the_paper_code(app: Flask) -> None:
    erin, (ada, *_) = a_room(app, 1)
    ada.get(ada.path)
    paper = re.findall(r'<span class="code">([^<]+)</span>', ada.page)[0]
    tablet = Participant("Ada's tablet", app)
    tablet.get(f"/join/{erin.code}")
    wrong = tablet.post(f"/join/{erin.code}/return", paper_code="2222222222")
    assert (wrong.status_code, "Nobody in this workshop" in wrong.text) == (422, True)
    assert tablet.post(f"/join/{erin.code}/return", paper_code=paper.lower()).location == ada.path
    assert tablet.get(f"/join/{erin.code}").location == ada.path
