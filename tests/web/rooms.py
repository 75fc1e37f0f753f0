"""A workshop with its facilitator and the people in its room, for tests."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.test import TestResponse

from quiz.store import told_counts
from quiz.web.services import services_of
from quiz.web.workshops.live import Watch
from quiz.web.workshops.picture import next_picture
from tests.cast import Person

LEVELS = ("1", "2", "3", "4", "5")


class Later:
    """Stands in for the module `time`: a little later than it is."""

    def __init__(self) -> None:
        self.passed = 0

    def time(self) -> float:
        return time.time() + self.passed


LATER = Later()


def fresh(app: Flask) -> None:
    """Let a window of time end, and the watch look again: tests do not wait for either."""
    LATER.passed += told_counts.WINDOW
    vars(told_counts)["time"] = LATER
    services_of(app).forget(Watch)
    services_of(app).forget(next_picture)


@dataclass
class Facilitator(Person):
    """Someone who runs a workshop from their browser."""

    workshop_id: str = ""
    code: str = ""

    def create(self, **wishes: str) -> None:
        self.get("/workshops")
        form = {"title": "Monday", "edition": "quick", "minimum_group": "3", "keep_days": "7"} | wishes
        made = self.post("/workshops", **form)
        assert made.status_code == 303, made.text
        found = re.search(r"/workshops/([^/]+)/links", made.location)
        assert found
        self.workshop_id = found[1]
        self.get(self.path)
        self.code = re.sub(r"\W", "", re.findall(r'<span class="code">([^<]+)</span>', self.page)[0])

    @property
    def path(self) -> str:
        return f"/workshops/{self.workshop_id}"

    @property
    def screen(self) -> str:
        return f"/projector/{self.workshop_id}"

    def press(self, move: str) -> TestResponse:
        return self.post(f"{self.path}/moves", move=move)

    def show(self, slide: str) -> TestResponse:
        return self.post(f"{self.path}/slide", slide=slide)

    def secret_link(self) -> str:
        self.get(f"{self.path}/links")
        found = re.search(r"(/facilitators/[A-Za-z0-9_-]+)", self.page)
        assert found
        return found[1]


@dataclass
class Participant(Person):
    """Someone who takes part on a phone."""

    code: str = field(default="")

    def join(self, code: str, **wishes: str) -> TestResponse:
        self.code = code
        self.get(f"/join/{code}")
        joined = self.post(f"/join/{code}", **wishes)
        if joined.status_code == 303:
            self.token = joined.location.rsplit("/", 1)[1]
        return joined

    @property
    def path(self) -> str:
        return f"/participants/{self.token}"

    def answer(self, option: str = "3") -> TestResponse:
        assert self.get(f"/questionnaire/{self.token}").status_code == 200
        return self.submit(self.answers(option))


def facilitator_of(app: Flask, **wishes: str) -> Facilitator:
    erin = Facilitator("Erin", app)
    erin.create(**wishes)
    return erin


def a_room(app: Flask, count: int, **wishes: str) -> tuple[Facilitator, list[Participant]]:
    """A workshop that is being answered, with so many people in it who have joined."""
    erin = facilitator_of(app, **wishes)
    people = [Participant(f"Person {number}", app) for number in range(count)]
    for person in people:
        assert person.join(erin.code).status_code == 303
    assert erin.press("open").status_code == 303
    return erin, people


def a_revealed_room(app: Flask, count: int = 4, **wishes: str) -> tuple[Facilitator, list[Participant]]:
    """As above, everybody having answered differently, with the picture on the screen."""
    erin, people = a_room(app, count, **wishes)
    for number, person in enumerate(people):
        assert person.answer(LEVELS[number % len(LEVELS)]).status_code == 303
    assert erin.press("reveal").status_code == 303
    fresh(app)
    return erin, people
