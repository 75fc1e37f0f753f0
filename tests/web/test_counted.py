"""Pages say how many there are in words that agree, one as well as many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quiz.web.page.words import counted
from tests.cast import Person
from tests.instrument.instrument_texts import SMALL
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import Participant, facilitator_of, fresh

ONE_OF_MANY = re.compile(r"\b1 (?:minutes|questions|days|people|letters|answers|points|are|have)\b")


def test_one_is_one_and_all_else_are_many() -> None:
    assert [counted(number, "minute") for number in (0, 1, 2)] == ["0 minutes", "1 minute", "2 minutes"]


@pytest.fixture
def ada(tmp_path: Path) -> Person:
    """With an instrument that takes a minute, and periods of one day."""
    text = SMALL.replace("minutes: 2", "minutes: 1")
    (tmp_path / "questions.yaml").write_text(text)
    periods = {"retention_unfinished_days": 1, "retention_results_days": 1, "retention_ended_days": 1}
    return Person("Ada", app_for(settings_for(tmp_path, instrument=tmp_path / "questions.yaml", **periods)))


def test_no_page_speaks_of_one_as_of_many(ada: Person) -> None:
    erin = facilitator_of(ada.app, keep_days="1", edition="full")
    ada.start()
    pages = {"questionnaire": ada.page}
    ada.submit(ada.answers("1"))
    paths = ("/", "/privacy", "/scoring", "/workshops", ada.result_path, f"{ada.result_path}/retake")
    for path in (*paths, f"/join/{erin.code}"):
        assert ada.get(path).status_code == 200, path
        pages[path] = ada.page
    assert {path: ONE_OF_MANY.findall(page) for path, page in pages.items() if ONE_OF_MANY.search(page)} == {}
    assert "about 1 minute" in pages["/"]
    assert "ends 1 day after" in pages[f"/join/{erin.code}"]


def labels(page: str) -> list[str]:
    return re.findall(r"<dt>([^<]+)</dt>", page)


def test_people_in_the_lobby_wait_and_in_a_closed_round_did_not_finish(ada: Person) -> None:
    erin = facilitator_of(ada.app, edition="full")
    for name in ("Ben", "Dan"):
        assert Participant(name, ada.app).join(erin.code).status_code == 303
    for move, label in ((None, "waiting"), ("open", "answering"), ("close", "not finished")):
        if move:
            assert erin.press(move).status_code == 303
        fresh(ada.app)
        erin.get(erin.path)
        assert labels(erin.page) == ["joined", label, "finished"]
