"""The facilitator's console: by keyboard alone, while it turns by itself, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from quiz.web.workshops.live import FRESH
from tests.browser.rooms import COUNTED, HD, PROMPT, Visitor, a_room, others, take_over
from tests.faults.server import Server

pytestmark = pytest.mark.browser

MANY_TABS = 40


def test_a_facilitator_opens_reveals_and_turns_by_keyboard_alone(visitor: Visitor, server: Server) -> None:
    erin, people = a_room(server, 3, opened=False)
    console, screen = take_over(visitor(), erin), visitor(viewport=HD)
    screen.goto(erin.screen)
    press(console, console.get_by_role("button", name="Let them answer"), "Enter")
    console.wait_for_timeout(2000 * FRESH)  # until all server processes have seen it
    for person in people:
        assert person.answer().status_code == 303
    press(console, console.get_by_role("button", name="Reveal the picture"), "Space")
    expect(screen.locator("[data-chart=team-map]")).to_be_attached(timeout=PROMPT)
    press(console, console.get_by_role("button", name="Next: Themes"), "Space")
    expect(screen.locator("[data-chart=team-facets]")).to_be_attached(timeout=PROMPT)
    press(console, console.get_by_role("button", name="Commitments", exact=True), "Enter")
    expect(screen.locator("h1")).to_have_text("What we will do", timeout=PROMPT)


def press(page: Page, button: Locator, key: str) -> None:
    """With Tab to the button and a key on it; what has the focus is seen to have it."""
    reach(page, button)
    with page.expect_navigation():
        page.keyboard.press(key)


def reach(page: Page, button: Locator) -> None:
    expect(button).to_be_visible()
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            assert button.evaluate("each => getComputedStyle(each).outline").endswith("solid 3px")
            return
    raise AssertionError("Tab does not lead there")


def test_the_keyboard_stays_where_it_is_when_the_page_turns(visitor: Visitor, server: Server) -> None:
    """Another facilitator presses. The place stays, or is there anew; when it is gone, it is the heading."""
    erin, _ = a_room(server, 3, finished=3)
    console = take_over(visitor(), erin)
    screens = console.get_by_role("link", name="Open the room’s screen")
    screens.focus()
    erin.get(erin.path)
    assert erin.press("lock").status_code == 303
    expect(console.get_by_role("button", name="Unlock the door")).to_be_visible(timeout=COUNTED)
    expect(screens).to_be_focused()

    console.get_by_role("button", name="Reveal the picture").focus()
    assert erin.press("reveal").status_code == 303
    expect(console.get_by_role("button", name="Themes", exact=True)).to_be_visible(timeout=COUNTED)
    expect(console.locator("h1")).to_be_focused()

    facets = console.get_by_role("button", name="Themes", exact=True)
    facets.focus()
    assert erin.show("facets").status_code == 303
    expect(facets).to_have_attribute("aria-current", "true", timeout=COUNTED)
    expect(facets).to_be_focused()


def test_a_press_that_is_answered_with_words_does_not_stop_the_page(visitor: Visitor, server: Server) -> None:
    """The page that answers stands under the address of the press, which nobody can look at."""
    erin, _ = a_room(server, 3, finished=3)
    console = take_over(visitor(), erin)
    console.get_by_role("button", name="Remind").click()
    expect(console.locator(".notice").first).to_contain_text("Every screen now asks")
    erin.get(erin.path)
    assert erin.press("lock").status_code == 303
    expect(console.get_by_role("button", name="Unlock the door")).to_be_visible(timeout=COUNTED)
    expect(console.locator("[data-connection]")).to_be_empty()
    assert console.url.endswith(erin.path)


def test_a_facilitator_without_javascript_does_all_of_it(visitor: Visitor, server: Server) -> None:
    """By reloading: the console, the screen and a phone."""
    console, screen, phone = (visitor(java_script_enabled=False) for _ in range(3))
    console.goto("/workshops")
    console.get_by_label("What is it called?").fill("Monday")
    console.get_by_label("How many must have finished").fill("3")
    console.get_by_label("Quick questionnaire").check()
    console.get_by_role("button", name="Create the workshop").click()
    console.get_by_role("link", name="Go to the workshop").click()
    code = re.sub(r"\W", "", console.locator(".eyebrow .code").inner_text())
    people = others(server, code, 3)
    phone.goto(f"/join/{code}")
    phone.get_by_role("button", name="Take part").click()
    console.get_by_role("button", name="Let them answer").click()
    console.wait_for_timeout(2000 * FRESH)  # until all server processes have seen it
    phone.get_by_role("link", name="look again").click()
    expect(phone.locator("h1")).to_have_text("It is your turn")
    for person in people:
        assert person.answer().status_code == 303
    console.get_by_role("button", name="Remind").click()
    console.get_by_role(
        "link", name="look again"
    ).click()  # not the press again, nor what cannot be looked at
    expect(console.locator("h1")).to_have_text("Monday")
    console.get_by_role("button", name="Reveal the picture").click()
    screen.goto(console.get_by_role("link", name="Open the room’s screen").get_attribute("href") or "")
    expect(screen.locator("[data-chart=team-map] table")).to_be_visible()
    console.get_by_role("button", name="Next: Themes").click()
    screen.get_by_role("link", name="look again").click()
    expect(screen.locator("[data-chart=team-facets] table")).to_be_visible()
    console.get_by_text("Close this round …").click()
    console.get_by_role("button", name="Close this round").click()
    console.get_by_role("button", name="Run it again").click()
    expect(console.locator(".eyebrow").first).to_contain_text("Round 2")
