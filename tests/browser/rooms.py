"""A workshop in browsers, for tests: the facilitator's phone, the room's screen, and phones; and people who
take part without a browser, only to be counted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from playwright.sync_api import Page, expect

from quiz.web.workshops.live import FRESH
from tests.browser.journeys import wait_for_stepper
from tests.faults.server import Server
from tests.web.rooms import LEVELS, Facilitator, Participant

Visitor = Callable[..., Page]

HD = {"width": 1920, "height": 1080}
SMALL = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}

PROMPT = 10_000
"""Milliseconds from a press to a screen that looks once a second. How soon it is there, `bench/presses.py`
measures; here, on a slow machine that is busy with eight browsers, it has to come at all."""

COUNTED = 15_000
"""Milliseconds until a count is told everywhere: windows of five seconds, one missed, and a slow machine."""


@dataclass
class Room:
    """A workshop, its screen and its console."""

    console: Page
    screen: Page
    path: str
    code: str

    @property
    def screen_path(self) -> str:
        return self.path.replace("/workshops/", "/projector/")

    def press(self, name: str) -> None:
        """A press on the console; the page that answers is there when this returns."""
        with self.console.expect_navigation():
            self.console.get_by_role("button", name=name, exact=True).click()

    def close(self) -> None:
        """The round, for good: behind one more press."""
        self.console.get_by_text("Close this round …").click()
        self.press("Close this round")


def a_workshop(visitor: Visitor, **screen: Any) -> Room:
    """Made on a phone, page by page, with the screen opened on a computer beside it."""
    console = visitor(viewport=PHONE)
    console.goto("/workshops")
    console.get_by_label("What is it called?").fill("Monday")
    console.get_by_label("Quick questionnaire").check()
    console.get_by_label("How many must have finished").fill("4")
    console.get_by_role("button", name="Create the workshop").click()
    console.get_by_role("link", name="Go to the workshop").click()
    code = re.sub(r"\W", "", console.locator(".eyebrow .code").inner_text())
    path = "/workshops/" + console.url.split("/workshops/")[1]
    room = Room(console, visitor(**{"viewport": HD, **screen}), path, code)
    room.screen.goto(room.screen_path)
    return room


def join(visitor: Visitor, code: str, **options: Any) -> Page:
    """A phone that types the code and takes part."""
    phone = visitor(**options)
    phone.goto("/join")
    phone.get_by_label("Code").fill(code.lower())
    phone.get_by_role("button", name="Go").click()
    phone.get_by_role("button", name="Take part").click()
    phone.wait_for_url("**/participants/*")
    return phone


def begin(phone: Page) -> None:
    """From the workshop's page to the first question, when it is this phone's turn."""
    phone.get_by_role("link", name="Answer the questions").click(timeout=COUNTED)
    wait_for_stepper(phone)
    phone.locator(".item.is-current legend").focus()


def answer(phone: Page, keys: str) -> None:
    """All questions in one breath: how they are answered one by one is seen elsewhere."""
    begin(phone)
    choose = """keys => document.querySelectorAll('[data-item]').forEach((item, at) =>
      item.querySelectorAll('label.option input')[keys[at % keys.length] - 1].click())"""
    phone.evaluate(choose, keys)
    phone.evaluate("location.hash = 'finish'")
    send(phone)


def send(phone: Page) -> None:
    phone.get_by_role("button", name="See my result").click()
    phone.wait_for_url("**/participants/*")


def others(server: Server, code: str, count: int) -> list[Participant]:
    """So many more who have joined, without a browser."""
    people = [Participant(f"Person {number}", cast("Any", server)) for number in range(count)]
    for person in people:
        assert person.join(code).status_code == 303
    return people


def a_room(
    server: Server, joined: int, finished: int = 0, *, opened: bool = True, **wishes: str
) -> tuple[Facilitator, list[Participant]]:
    """A workshop made without a browser, in which so many have joined and so many have finished."""
    erin = Facilitator("Erin", cast("Any", server))
    erin.create(**wishes)
    people = others(server, erin.code, joined)
    if opened:
        let_answer(erin)
    finish(people[:finished])
    return erin, people


def a_second_round(
    server: Server, count: int, title: str = "Monday"
) -> tuple[Facilitator, list[Participant], list[Participant]]:
    """With its picture shown, after a first one of four; returns who was in the second and in the first."""
    erin, first = a_room(server, 4, finished=4, title=title)
    for move in ("reveal", "close"):
        assert erin.press(move).status_code == 303
    assert erin.post(f"{erin.path}/rounds").status_code == 200
    let_answer(erin)
    second = others(server, erin.code, count)
    finish(second)
    assert erin.press("reveal").status_code == 303
    return erin, second, first


def let_answer(erin: Facilitator) -> None:
    assert erin.press("open").status_code == 303
    time.sleep(2 * FRESH)  # until all server processes have seen it


def finish(people: list[Participant]) -> None:
    """Each with answers of their own."""
    for number, person in enumerate(people):
        assert person.answer(LEVELS[number % len(LEVELS)]).status_code == 303


def take_over(page: Page, erin: Facilitator) -> Page:
    """The console of this workshop on this page: the secret link, opened."""
    page.goto(erin.secret_link())
    return page


def counts(page: Page, joined: int, answering: int, finished: int) -> None:
    """The three numbers, when they have been told."""
    for name, count in (("joined", joined), ("answering", answering), ("finished", finished)):
        expect(page.locator(f"[data-count={name}]")).to_have_text(str(count), timeout=COUNTED)


def asleep(page: Page) -> None:
    """From now on nothing moves by itself; the page's clock is the test's already."""
    with page.expect_response("**/state"):
        page.clock.pause_at("2100-01-01")  # what was due until then is done once, and nothing after it


def awake(page: Page) -> None:
    """The lid is opened, the tab is looked at again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.run_for(1)


def whole(page: Page) -> bool:
    """Whether all of the page is on the screen: nobody can scroll a wall."""
    fits = """() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return scrollWidth <= innerWidth && scrollHeight <= innerHeight;
    }"""
    return bool(page.evaluate(fits))
