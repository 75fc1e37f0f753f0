"""What a process remembers of a workshop: moves are told at once, counts in windows and never on coming."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import event

from quiz.web.services import Services
from quiz.web.teams import live
from quiz.web.teams.live import APART, FRESH, WINDOW, Watch
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


def test_it_keeps_two_counts_apart_across_the_border_of_a_window(
    erin: Facilitator, watch: Watch, clock: Clock
) -> None:
    clock.now += WINDOW - 1
    assert _joined(watch, erin) == 0
    Participant("Ada", erin.app).join(erin.code)
    clock.now += APART / 2
    assert _joined(watch, erin) == 0
    clock.now += APART / 2
    assert _joined(watch, erin) == 1


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
    assert len(statements) == 2  # the workshop and its counts


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
