"""The room's screen asks not to go dark, again whenever it is looked at, and nobody else does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.rooms import HD, Visitor, a_room, take_over
from tests.faults.server import Server

pytestmark = pytest.mark.browser

COUNTED = """Object.defineProperty(navigator, 'wakeLock', { value: { request: (kind) => {
  (window.asked ??= []).push(kind);
  return OUTCOME;
} } })"""


def looked_at_again(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("outcome", ["Promise.resolve()", "Promise.reject(new DOMException('no'))"])
def test_the_screen_asks_at_once_and_again_when_looked_at(
    visitor: Visitor, server: Server, outcome: str
) -> None:
    erin, _ = a_room(server, 0)
    screen = visitor(viewport=HD)
    faults: list[str] = []
    screen.on("pageerror", lambda fault: faults.append(str(fault)))
    screen.add_init_script(COUNTED.replace("OUTCOME", outcome))
    screen.goto(erin.screen)
    looked_at_again(screen)
    assert screen.evaluate("window.asked") == ["screen", "screen"]
    assert faults == []


def test_the_console_lets_its_screen_go_dark(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 0)
    console = visitor()
    console.add_init_script(COUNTED.replace("OUTCOME", "Promise.resolve()"))
    take_over(console, erin)
    looked_at_again(console)
    assert console.evaluate("window.asked ?? []") == []
