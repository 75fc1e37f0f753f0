"""The instrument file changes, or breaks, under a running server and under an open form."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from quiz.settings.environment import ROOT
from tests.faults.claims import STACK_TRACE, require_result
from tests.faults.conftest import MakeServer
from tests.faults.rooms import a_room_at, participant_at
from tests.faults.server import Server

pytestmark = pytest.mark.faults


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "questions.yaml", tmp_path))


@pytest.fixture
def server(make_server: MakeServer, questions: Path) -> Server:
    return make_server(INSTRUMENT=str(questions)).start()


def test_workers_started_anew_have_the_instrument_that_was_in_order(server: Server, questions: Path) -> None:
    ada = server.person("Ada")
    ada.start("full")
    served = ada.form["instrument"]
    _break(questions)
    server.kill_workers()
    assert ada.submit(ada.answers()).status_code == 303
    assert ada.get(ada.result_path).status_code == 200
    ben = server.person("Ben")
    ben.start("full")
    assert ben.form["instrument"] == served


def test_a_new_start_refuses_a_broken_instrument_and_says_where(server: Server, questions: Path) -> None:
    server.stop()
    line = _break(questions)
    said = server.refusal()
    assert re.search(rf"^questions\.yaml:{line}:\d+: .*expected", said, re.MULTILINE)
    assert STACK_TRACE not in said


def test_an_open_form_keeps_the_words_it_was_begun_with(server: Server, questions: Path) -> None:
    ada = server.person("Ada")
    ada.start("full")
    before = ada.page
    first, second, *_ = ada.items
    assert ada.save({first: 4}, position=second).status_code == 204
    server.stop()
    _reword(questions)
    server.start()
    ben = server.person("Ben")
    ben.start("full")
    assert "A question of version two" in ben.page
    assert ben.form["instrument"] != ada.form["instrument"]
    assert ada.save({second: 5}).status_code == 204  # the page that was open all the time
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.checked() == {first: "4", second: "5"}
    assert _texts(ada.page) == _texts(before)
    answers = ada.answers("2")
    assert ada.submit(answers).status_code == 303
    require_result(ada, answers)
    ada.get(ada.result_path)
    assert "A question of version two" not in ada.page


def test_a_workshop_keeps_the_questionnaire_it_was_made_with(server: Server, questions: Path) -> None:
    erin, (ada,) = a_room_at(server, 1, edition="full")
    ada.get(f"/questionnaire/{ada.token}")
    before = _texts(ada.page)
    server.stop()
    _reword(questions)
    server.start()
    late = [participant_at(server, f"Late {number}") for number in range(2)]
    for person in late:
        assert person.join(erin.code).status_code == 303
    for person in (ada, *late):
        assert person.get(f"/questionnaire/{person.token}").status_code == 200
        assert _texts(person.page) == before
        assert person.submit(person.answers("4")).status_code == 303
    assert erin.press("reveal").status_code == 303
    assert erin.get(f"{erin.path}/report").status_code == 200


def _break(questions: Path) -> int:
    """Returns the number of the line that is wrong."""
    lines = questions.read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, start=1) if line.startswith("version:"))
    lines[number - 1] = "version: none"
    questions.write_text("\n".join(lines), "utf-8")
    return number


def _reword(questions: Path) -> None:
    text = questions.read_text("utf-8")
    reworded, count = re.subn(
        r"(?m)^(  - id: remit-1\n(?:    .*\n)*?    text: ).*$", r"\1A question of version two.", text
    )
    assert count == 1
    questions.write_text(re.sub(r"(?m)^version: \d+", "version: 2", reworded), "utf-8")


def _texts(page: str) -> list[str]:
    found = re.findall(r"<legend.*?</legend>", page, re.DOTALL)
    assert len(found) == 40
    return found
