"""What somebody came for is on the first screen, of small phones and of low laptops."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from quiz.web.workshops.forms import TITLE_LETTERS
from tests.browser.journeys import wait_for_stepper
from tests.browser.rooms import Visitor, a_room, join
from tests.browser.world import World
from tests.faults.server import Server

pytestmark = pytest.mark.browser

WINDOWS = ((360, 640), (390, 664), (1366, 650), (1280, 720))
LEAST_TARGET = 24
"""CSS pixels, each way: WCAG 2.2, 2.5.8."""

OUT_OF_SIGHT = """wanted => {
  scrollTo({ top: 0, behavior: 'instant' });
  const all = wanted.flatMap((each) => [...document.querySelectorAll(each)]);
  return all.map((each) => [each.textContent.trim().slice(0, 40), each.getBoundingClientRect()])
    .filter(([, { top, bottom, width }]) => width === 0 || top < 0 || bottom > innerHeight)
    .map(([text, { top, bottom }]) => `${text}: ${Math.round(top)} to ${Math.round(bottom)}`);
}"""


def out_of_sight(page: Page, *wanted: str) -> list[str]:
    """What of this is not on the first screen as a whole."""
    assert all(page.locator(each).count() for each in wanted)
    return list(page.evaluate(OUT_OF_SIGHT, list(wanted)))


@pytest.mark.parametrize("edition", ["full", "quick"])
def test_each_question_with_all_its_answers_and_continue(
    visitor: Visitor, server: Server, edition: str
) -> None:
    """In a workshop, whose line stands above them, and with what the first question has besides."""
    erin, _ = a_room(server, 0, edition=edition, title="W" * TITLE_LETTERS)
    page = join(visitor, erin.code)
    questions = page.url.replace("/participants/", "/questionnaire/")
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto("/help")
        page.goto(questions)
        wait_for_stepper(page)
        items = page.evaluate("[...document.querySelectorAll('[data-item]')].map(each => each.id)")
        assert len(items) == {"full": 40, "quick": 16}[edition]
        for item in items:
            page.evaluate("item => { location.hash = item; }", item)
            page.wait_for_selector(f"[id='{item}'].is-current")
            here = f"[id='{item}']"
            wanted = (f"{here} legend", f"{here} .option", "[data-continue]", ".step-option")
            assert out_of_sight(page, "[data-progress-text]", ".room-line", *wanted) == [], (width, item)
        assert page.evaluate(SMALL_TARGETS, LEAST_TARGET) == []


SMALL_TARGETS = """least => [...document.querySelectorAll('.is-current .option, .step-buttons > *, p > a')]
  .filter((each) => each.checkVisibility())
  .filter((each) => Math.min(each.offsetHeight, each.offsetWidth) < least).map((each) => each.textContent)"""


@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_take_part(visitor: Visitor, world: World, window: tuple[int, int]) -> None:
    erin, _ = world.lobby
    page = visitor(viewport={"width": window[0], "height": window[1]})
    page.goto(f"/join/{erin.code}")
    assert out_of_sight(page, "h1", f"form[action$='/join/{erin.code}'] .buttons .button") == []


@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_the_question_the_start_and_the_way_in_with_a_code(visitor: Visitor, window: tuple[int, int]) -> None:
    page = visitor(viewport={"width": window[0], "height": window[1]})
    page.goto("/")
    assert out_of_sight(page, "h1", ".lead", "form:first-of-type > .button", "nav > [href='/join']") == []
    bottoms = page.evaluate("[...document.querySelectorAll('header > *')].map(each => each.offsetTop)")
    assert len(set(bottoms)) == 1, "the header takes two lines"
