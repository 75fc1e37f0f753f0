"""Steps from question to question: a press too many chooses nothing, and Back from the result leaves."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import answer_by_keyboard, checked, start, submit, wait_for_stepper

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]

A_MINUTE = 60
"""Seconds; what was due in them is done at once, and the page's clock is never there already."""


def begin(page: Page, questions: int = 16) -> str:
    token = start(page, questions)
    wait_for_stepper(page)
    return token


def middle_of(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def at(page: Page) -> int:
    """The number of the question that is shown."""
    return int(
        page.evaluate(
            "[...document.querySelectorAll('[data-item]')].findIndex(e => e.matches('.is-current')) + 1"
        )
    )


def choose_everywhere(page: Page, which: str = "") -> None:
    """The first option of every question, or the first that is like this."""
    page.evaluate(
        "which => document.querySelectorAll('[data-item]')"
        ".forEach(item => item.querySelector(`input${which}`).click())",
        which,
    )


def stand_still(page: Page) -> None:
    """Time does, until the page's clock is resumed: a machine at work would press too slowly to be quick."""
    page.clock.pause_at(time.time() + A_MINUTE)


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "finger"])
@pytest.mark.parametrize("option", ["1", "3", "5", "pass"])
def test_a_double_press_on_an_option_answers_one_question(visitor: Visitor, touch: bool, option: str) -> None:
    page = visitor(has_touch=touch)
    page.clock.install()
    begin(page)
    page.get_by_label("Go on as soon as I choose").check()
    page.locator(".item.is-current").scroll_into_view_if_needed()
    place = middle_of(page, f".item.is-current label:has(input[value='{option}'])")
    press = page.touchscreen.tap if touch else page.mouse.click
    stand_still(page)
    press(*place)
    press(*place)
    press(*place)
    assert list(checked(page).values()) == [option]
    assert at(page) == 2
    expect(page.locator("form.is-settling")).to_have_count(1)
    page.clock.resume()
    expect(page.locator("form.is-settling")).to_have_count(0)
    page.locator(".item.is-current label.option").first.click()
    assert at(page) == 3


def test_a_double_press_on_continue_goes_on_once(visitor: Visitor) -> None:
    page = visitor()
    page.clock.install()
    begin(page)
    page.locator(".item.is-current label.option").first.click()
    button = page.get_by_role("button", name="Continue")
    button.scroll_into_view_if_needed()
    stand_still(page)
    page.mouse.dblclick(*middle_of(page, "[data-continue]"))
    assert at(page) == 2
    assert len(checked(page)) == 1


def test_a_key_that_is_held_down_answers_and_goes_on_once(visitor: Visitor) -> None:
    page = visitor()
    begin(page)
    page.locator(".item.is-current legend").focus()
    for key in ("4", "Enter"):
        for _ in range(3):
            page.keyboard.down(key)  # again without an up: the keyboard repeats
        page.keyboard.up(key)
    assert at(page) == 2
    assert len(checked(page)) == 1
    expect(page.locator(".item-error")).to_have_count(0)


@pytest.mark.parametrize("questions", [16, 40])
@pytest.mark.parametrize("reloaded", [False, True], ids=["in one go", "with a reload on the way"])
def test_two_presses_on_back_lead_out_of_the_questionnaire(
    visitor: Visitor, questions: int, reloaded: bool
) -> None:
    page = visitor()
    token = begin(page, questions)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "4213")
    if reloaded:
        page.reload()
        wait_for_stepper(page)
        page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "4" * (questions - 4))
    submit(page)
    page.go_back()
    if token in page.url:
        assert "/results/" in page.url
        page.go_back()
    assert token not in page.url
    expect(page.get_by_role("button", name="Start – 16 questions")).to_be_visible()


@pytest.mark.parametrize("is_mended", [True, False], ids=["mended", "as it is"])
def test_after_a_refusal_back_takes_one_press_more(visitor: Visitor, is_mended: bool) -> None:
    """So docs/adr/0037 says: the refused page is an entry of the browser's own."""
    page = visitor()
    token = begin(page)
    choose_everywhere(page, "[value=pass]")
    page.evaluate("location.hash = 'finish'")
    page.get_by_role("button", name="See my result").click()
    page.wait_for_selector("[data-error-summary]")
    wait_for_stepper(page)
    if is_mended:
        choose_everywhere(page)
        page.evaluate("location.hash = 'finish'")
        page.get_by_role("button", name="See my result", exact=True).click()
    else:
        page.get_by_role("button", name="See my result as it is").click()
    page.wait_for_url("**/results/*")
    for _ in range(3):
        assert token in page.url
        page.go_back()
    assert token not in page.url


def test_links_to_open_questions_are_stepped_back_over_as_well(visitor: Visitor) -> None:
    page = visitor()
    token = begin(page)
    page.evaluate("location.hash = 'finish'")
    for _ in range(3):
        page.locator("[data-finish-list] a").first.click()
        page.locator(".item.is-current label.option").first.click()
        page.evaluate("location.hash = 'finish'")
    choose_everywhere(page)
    submit(page)
    page.go_back()
    page.go_back()
    assert token not in page.url


def test_back_within_the_questionnaire_still_shows_the_question_before(visitor: Visitor) -> None:
    page = visitor()
    begin(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "42")
    page.go_back()
    assert at(page) == 2
    page.go_forward()
    assert at(page) == 3
