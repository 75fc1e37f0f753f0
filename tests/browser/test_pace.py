"""How long questions took is measured in the browser, and one small number of it is sent.

The clock of these pages stands still until a test moves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import saved, start, wait_for_stepper

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]
STOPPED_CLOCK = "window.hand = 0; performance.now = () => window.hand"


def answer(page: Page, seconds: list[float]) -> None:
    """Answer an item after each of these times, and go on."""
    for each in seconds:
        here = str(page.locator(".is-current").get_attribute("id"))
        page.evaluate(f"window.hand += {1000 * each}")
        page.keyboard.press("4")
        page.evaluate("window.hand += 60000")  # looking at one's answer is not measured
        page.keyboard.press("Enter")
        expect(page.locator(".is-current")).not_to_have_id(here)


def begin(visitor: Visitor) -> Page:
    page = visitor()
    page.add_init_script(STOPPED_CLOCK)
    start(page)
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    return page


def sent(page: Page) -> str:
    """Submit, and what was sent as the median."""
    with page.expect_request(
        lambda request: request.method == "POST" and "responses" not in request.url
    ) as posted:
        page.get_by_role("button", name="See my result").click()
    found = re.search(r"median_seconds=([^&]*)", posted.value.post_data or "")
    assert found
    return found[1]


def test_the_median_of_an_items_time_to_its_first_answer_is_sent(visitor: Visitor) -> None:
    page = begin(visitor)
    answer(page, [1.9] * 9 + [30] * 7)
    assert sent(page) == "1"
    page.wait_for_url("**/results/*")
    expect(page.get_by_role("heading", name="Were you in a hurry?")).to_be_visible()


def test_of_questions_answered_in_two_sittings_nothing_is_sent(visitor: Visitor) -> None:
    page = begin(visitor)
    answer(page, [0.5] * 9)
    saved(page)
    page.reload()
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    answer(page, [0.5] * 7)
    assert sent(page) == ""
