"""The main job in a real browser: from the first page to a result, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import (
    answer_by_keyboard,
    checked,
    current_item,
    drawn,
    saved,
    start,
    submit,
    wait_for_stepper,
)
from tests.charts.chart_page import BASIC_BUNDLE

# Where npm is absent, the larger bundle has styles for maps that we never draw, and the policy stops them.
MAP_STYLES_OF_THE_FULL_BUNDLE = 1

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]


def test_ada_gets_a_result_by_keyboard_alone(visitor: Visitor) -> None:
    questions = 16
    page = visitor()
    page.goto("/")
    button = page.get_by_role("button", name=f"Start – {questions} questions")
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    wait_for_stepper(page)
    radio = page.locator(".item.is-current input").first
    for _ in range(12):
        page.keyboard.press("Tab")
        if radio.evaluate("each => each === document.activeElement"):
            break
    answer_by_keyboard(page, "2143" * (questions // 4))
    expect(page.locator("[data-progress-text]")).to_have_text(f"{questions} of {questions} done")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="See my result")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/*")
    expect(page.locator("h1")).to_be_visible()


def test_the_charts_are_drawn_from_this_server_alone(visitor: Visitor) -> None:
    page = visitor(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    start(page)
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "4213" * 4)
    submit(page)

    expect(page.locator("[data-chart]")).to_have_count(2)
    drawn(page)
    assert len(said) <= (0 if BASIC_BUNDLE.exists() else MAP_STYLES_OF_THE_FULL_BUNDLE), said
    origin = page.url.split("/results/")[0]
    assert [url for url in asked if not url.startswith((origin, "data:", "blob:"))] == []


@pytest.mark.parametrize("questions", [40, 16])
def test_ben_without_javascript_answers_one_long_form(visitor: Visitor, questions: int) -> None:
    page = visitor(java_script_enabled=False)
    start(page, questions)
    items = page.locator("fieldset.item")
    assert items.count() == questions
    for number in range(1, questions):
        items.nth(number).locator("label.option").nth(number % 3).click()
    page.get_by_role("button", name="See my result").click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Question 1: choose an answer")
    assert page.title().startswith("Error: ")
    summary.get_by_role("link").click()
    items.first.locator("label.option").first.click()
    page.get_by_role("button", name="See my result").click()
    page.wait_for_url("**/results/*")
    expect(page.locator("h1")).to_be_visible()
    page.locator("#charts > summary").click()
    expect(page.locator("[data-chart] table").first).to_be_visible()


def test_ada_goes_on_after_a_reload_and_on_another_device(visitor: Visitor) -> None:
    phone = visitor()
    token = start(phone)
    wait_for_stepper(phone)
    phone.locator(".item.is-current legend").focus()
    answer_by_keyboard(phone, "431")
    here, given = current_item(phone), checked(phone)
    saved(phone)
    phone.reload()
    wait_for_stepper(phone)
    assert current_item(phone) == here
    assert checked(phone) == given
    laptop = visitor(viewport={"width": 1280, "height": 800})
    laptop.goto(f"/questionnaire/{token}")
    wait_for_stepper(laptop)
    assert current_item(laptop) == here
    assert checked(laptop) == given


def test_back_in_the_browser_shows_the_item_before_with_its_answer(visitor: Visitor) -> None:
    page = visitor()
    start(page)
    wait_for_stepper(page)
    first = current_item(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "52")
    page.go_back()
    page.go_back()
    expect(page.locator(".item.is-current")).to_have_id(first)
    assert checked(page)[first] == "5"
    expect(page.locator(".item.is-current legend")).to_be_focused()


def test_going_on_without_an_answer_says_what_to_do(visitor: Visitor) -> None:
    page = visitor()
    start(page)
    wait_for_stepper(page)
    first = current_item(page)
    page.get_by_role("button", name="Continue").click()
    assert current_item(page) == first
    error = page.locator(".item.is-current .item-error")
    expect(error).to_have_text("Question 1: choose an answer, or “does not fit my work”")
    page.locator(".item.is-current label.option").first.click()
    expect(error).to_have_count(0)


def test_three_milestones_are_announced_on_the_way(visitor: Visitor) -> None:
    page = visitor()
    start(page)
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    heard = []
    for _ in range(16):
        answer_by_keyboard(page, "3")
        heard.append(page.locator("[data-milestone]").inner_text())
    assert [text for text in heard if text] == ["A quarter done.", "Halfway there.", "Three quarters done."]
    assert page.locator("[data-milestone]").get_attribute("role") == "status"


def test_keys_do_nothing_outside_the_item(visitor: Visitor) -> None:
    page = visitor()
    start(page)
    wait_for_stepper(page)
    page.locator("[data-intro] .lead").click()
    page.keyboard.press("4")
    assert checked(page) == {}


def test_choosing_does_not_move_on_until_that_was_asked_for(visitor: Visitor) -> None:
    page = visitor()
    start(page)
    wait_for_stepper(page)
    first = current_item(page)
    page.locator(".item.is-current label.option").nth(1).click()
    assert current_item(page) == first
    page.get_by_label("Go on as soon as I choose").check()
    page.locator(".item.is-current label.option").nth(2).click()
    assert current_item(page) != first
    expect(page.locator(".item.is-current legend")).to_be_focused()


def test_a_second_press_and_a_step_back_make_no_second_result(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    start(page)
    items = page.locator("fieldset.item")
    for number in range(16):
        items.nth(number).locator("label.option").nth(1).click()
    page.get_by_role("button", name="See my result").dblclick()
    page.wait_for_url("**/results/*")
    page.go_back()
    page.wait_for_url("**/results/*")  # the questionnaire is closed now


def test_the_result_is_deleted_with_one_confirmation(visitor: Visitor) -> None:
    page = visitor()
    token = start(page)
    wait_for_stepper(page)
    page.get_by_role("link", name="Delete my answers").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_text("Deleted.")).to_be_visible()
    response = page.goto(f"/questionnaire/{token}")
    assert response
    assert response.status == 404
