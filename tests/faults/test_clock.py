"""Clocks that are wrong: nothing is lost that was promised, and all is well when they are right again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.claims import STACK_TRACE, require_result
from tests.faults.clock import Clock, a_clock
from tests.faults.conftest import MakeServer
from tests.faults.http_client import Answer
from tests.faults.rooms import a_room_at
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

LEAP_DAY = datetime(2028, 2, 29, 12, tzinfo=UTC)
CLOCKS_GO_BACK = datetime(2026, 11, 1, 5, 59, tzinfo=UTC)
"""In New York, one minute before one o'clock comes a second time."""


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return a_clock(tmp_path)


@pytest.fixture
def server(make_server: MakeServer, clock: Clock) -> Server:
    return make_server(**clock.environment).start()


def test_forty_five_days_ahead_and_back_again_a_live_workshop_is_there(server: Server, clock: Clock) -> None:
    erin, people = a_room_at(server, 3, keep_days="7")
    ada = server.person("Ada")
    ada.finish()
    shared = ada.share("facets", expiry="7")
    clock.move(timedelta(days=45))
    assert erin.get(erin.path).status_code == 410
    assert ada.client.get(shared).status_code == 410
    assert ada.get(ada.result_path).status_code == 200
    clock.move(timedelta())
    assert erin.get(erin.path).status_code == 200
    assert ada.client.get(shared).status_code == 200
    for person in people:
        assert person.answer().status_code == 303
    assert erin.press("reveal").status_code == 303
    assert STACK_TRACE not in server.log_text


@pytest.mark.parametrize("back", [timedelta(hours=2), timedelta(days=1), timedelta(days=400)])
def test_a_clock_that_went_back_deletes_nothing_and_everybody_goes_on(
    server: Server, clock: Clock, back: timedelta
) -> None:
    erin, people = a_room_at(server, 3)
    ada, ben = server.person("Ada"), server.person("Ben")
    ada.finish()
    ben.start()
    clock.move(-back)
    server.command("retention", "run")
    answers = ben.answers("2")
    assert ben.submit(answers).status_code == 400  # to a browser that cannot say where a press comes from
    assert "Please send it once more" in ben.page  # the form's token seems to be of the future
    assert ben.checked() == answers
    assert ben.submit(answers).status_code == 303
    require_result(ben, answers)
    assert ada.get(ada.result_path).status_code == 200
    assert ada.client.get(ada.share("facets")).status_code == 200
    for person in people:
        assert person.answer().status_code == 303
    erin.get(erin.path)
    assert erin.press("reveal").status_code == 303
    assert server.command("retention", "run", "--dry-run")
    assert STACK_TRACE not in server.log_text


def test_screens_go_by_versions_when_the_clocks_of_two_processes_differ(
    make_server: MakeServer, clock: Clock
) -> None:
    """Two servers on one database; the projector and the phones are on the one whose clock is a day ahead."""
    server = make_server().start()
    ahead = make_server(**clock.environment).start()
    clock.move(timedelta(days=1))
    erin, people = a_room_at(server, 3)
    known = ""
    for person in people:
        assert person.answer().status_code == 303
    for move, stage in (("reveal", "revealed"), ("undo", "answering"), ("close", "closed")):
        assert erin.press(move).status_code == 303
        state = _state(ahead, erin.screen, stage)
        assert state.headers["ETag"] != known
        known = state.headers["ETag"]
    assert STACK_TRACE not in server.log_text


def _state(server: Server, screen: str, stage: str) -> Answer:
    """The first answer that tells this stage: another process may tell the one before for a moment longer."""
    answers: list[Answer] = []

    def is_told() -> bool:
        answers.append(server.test_client().get(f"{screen}/state"))
        return bool(answers[-1].json["stage"] == stage)

    wait_until(is_told, 5)
    return answers[-1]


def test_seven_days_end_when_the_seventh_is_over_everywhere(make_server: MakeServer, clock: Clock) -> None:
    clock.set(LEAP_DAY)
    server = make_server(**clock.environment, TZ="Pacific/Auckland").start()
    ada = server.person("Ada")
    ada.finish()
    shared = ada.share("facets", expiry="7")
    ada.get(f"{ada.result_path}/share-links")
    assert "7 March 2028" in ada.page
    clock.set(datetime(2028, 3, 8, 11, 55, tzinfo=UTC))  # 23:55 on the seventh, on Baker Island
    assert ada.client.get(shared).status_code == 200
    clock.set(datetime(2028, 3, 8, 12, 1, tzinfo=UTC))
    assert ada.client.get(shared).status_code == 410
    document = ada.client.get(f"{ada.result_path}/data.json").json
    assert document["completed_on"] == "2028-02-29"


def test_an_hour_that_comes_twice_is_nothing_to_us(make_server: MakeServer, clock: Clock) -> None:
    clock.set(CLOCKS_GO_BACK)
    server = make_server(**clock.environment, TZ="America/New_York").start()
    ada = server.person("Ada")
    ada.finish()
    clock.set(CLOCKS_GO_BACK + timedelta(minutes=2))
    assert ada.get(ada.result_path).status_code == 200
    assert ada.client.get(f"{ada.result_path}/data.json").json["completed_on"] == "2026-11-01"
    assert STACK_TRACE not in server.log_text
