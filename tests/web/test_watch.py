"""What a process remembers of a workshop: moves are told at once, counts in windows and never on coming."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import event

from quiz.store import told_counts
from quiz.store.told_counts import WINDOW
from quiz.web.services import Services
from quiz.web.workshops import live
from quiz.web.workshops.live import FRESH, Watch
from tests.web.rooms import Facilitator, Participant, facilitator_of


@dataclass
class Clock:
    """Stands in for the module `time`; a window has just begun."""

    now: float = 1000.0 * WINDOW

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(live, "time", clock)
    monkeypatch.setattr(told_counts, "time", clock)
    return clock


@pytest.fixture
def erin(app: Flask) -> Facilitator:
    return facilitator_of(app)


@pytest.fixture
def watch(app: Flask) -> Watch:
    return Watch(_services(app).engine)


def test_it_tells_of_an_arrival_in_the_next_window_and_not_on_coming(
    erin: Facilitator, watch: Watch, clock: Clock
) -> None:
    assert _joined(watch, erin) == 0
    clock.now += WINDOW  # a whole window in which nobody comes
    assert _joined(watch, erin) == 0
    clock.now += WINDOW / 2
    Participant("Ada", erin.app).join(erin.code)
    assert _joined(watch, erin) == 0
    clock.now += WINDOW / 2
    assert _joined(watch, erin) == 1


def test_it_looks_as_soon_as_a_window_begins(erin: Facilitator, watch: Watch, clock: Clock) -> None:
    assert _joined(watch, erin) == 0
    Participant("Ada", erin.app).join(erin.code)
    clock.now += WINDOW - FRESH / 2
    assert _joined(watch, erin) == 0
    clock.now += FRESH / 2  # still fresh, but of the window before
    assert _joined(watch, erin) == 1


def test_nobody_is_told_of_before_their_window_has_ended(
    erin: Facilitator, watch: Watch, clock: Clock
) -> None:
    """Another process looks for the first time, 2.6 seconds into the window in which somebody came at 1.0."""
    clock.now += 1.0
    Participant("Ada", erin.app).join(erin.code)
    clock.now += 1.6
    other = Watch(_services(erin.app).engine)
    assert _joined(other, erin) == _joined(watch, erin) == 0
    Participant("Ben", erin.app).join(erin.code)
    clock.now += WINDOW - 2.6
    assert _joined(other, erin) == _joined(watch, erin) == 2


def test_a_memory_that_was_emptied_tells_of_nobody_earlier(
    erin: Facilitator, watch: Watch, clock: Clock
) -> None:
    assert _joined(watch, erin) == 0
    clock.now += 1.0
    Participant("Ada", erin.app).join(erin.code)
    watch._kept.forget(erin.workshop_id)  # as many others that are looked at would do
    assert _joined(watch, erin) == 0
    clock.now += WINDOW - 1.0
    assert _joined(watch, erin) == 1


def test_who_leaves_is_told_of_when_the_window_has_ended_as_who_comes_is(
    erin: Facilitator, watch: Watch, clock: Clock
) -> None:
    ada = Participant("Ada", erin.app)
    ada.join(erin.code)
    clock.now += WINDOW
    assert _joined(watch, erin) == 1
    ada.get(f"{ada.path}/withdrawal")
    assert ada.post(f"{ada.path}/withdrawal").status_code == 303
    assert _joined(Watch(_services(erin.app).engine), erin) == 1
    clock.now += WINDOW
    assert _joined(watch, erin) == 0


def test_a_host_whose_clock_is_a_second_behind_tells_of_nobody_earlier(
    erin: Facilitator, watch: Watch, clock: Clock
) -> None:
    Participant("Ada", erin.app).join(erin.code)
    clock.now -= 1.0
    assert _joined(watch, erin) == 0


def test_no_time_of_day_can_be_read_without_the_servers_key(
    erin: Facilitator, watch: Watch, clock: Clock
) -> None:
    marks = []
    for _ in range(2):
        Participant("Ada", erin.app).join(erin.code)
        clock.now += WINDOW
        found = watch.look(erin.workshop_id)
        assert found
        marks.append(found.workshop.told_in)
    other = facilitator_of(erin.app)
    Participant("Ben", erin.app).join(other.code)
    found = watch.look(other.workshop_id)
    assert found
    assert len({*marks, found.workshop.told_in}) == 3, "the same window has another mark in another workshop"


def test_it_sees_a_move_within_a_third_of_a_second(erin: Facilitator, watch: Watch, clock: Clock) -> None:
    assert _stage(watch, erin) == "lobby"
    assert erin.press("open").status_code == 303
    assert _stage(watch, erin) == "lobby"
    clock.now += FRESH
    assert _stage(watch, erin) == "answering"


def test_it_asks_the_database_once_for_many_questions(erin: Facilitator, watch: Watch, clock: Clock) -> None:
    statements: list[str] = []
    engine = _services(erin.app).engine
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    for _ in range(100):
        watch.look(erin.workshop_id)
        clock.now += FRESH / 1000
    assert len(statements) == 3  # the workshop, its counts, and whether somebody came in between


def _joined(watch: Watch, erin: Facilitator) -> int:
    found = watch.look(erin.workshop_id)
    assert found
    return found.counts.joined


def _stage(watch: Watch, erin: Facilitator) -> str:
    found = watch.look(erin.workshop_id)
    assert found
    return found.workshop.stage.value


def _services(app: Flask) -> Services:
    found = app.extensions["limelight"]
    assert isinstance(found, Services)
    return found
