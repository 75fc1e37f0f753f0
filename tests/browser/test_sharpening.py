"""One start, three stops: from the quick edition to the full one, and nothing is answered or sent twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import (
    answer_by_keyboard,
    checked,
    current_item,
    finish,
    saved,
    start,
    submit,
    wait_for_stepper,
)

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]


def sharpen(page: Page, questions: int) -> None:
    page.get_by_role("button", name=f"Sharpen it: {questions} more").click()
    page.wait_for_url("**/questionnaire/*")


def answer(page: Page, keys: str) -> None:
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, keys)


def options(page: Page, result: str) -> list[int]:
    data = page.request.get(f"{result}/data.json").json()
    return [each["option"] for each in data["responses"]]


def test_ada_goes_from_sixteen_questions_to_forty(visitor: Visitor) -> None:
    page = visitor()
    finish(page)
    result = page.url.partition("?")[0]
    sharpen(page, 16)
    wait_for_stepper(page)
    progress = page.locator("[data-progress-text]")
    expect(progress).to_have_text("Question 17 of 32")
    expect(page.locator("progress")).to_have_attribute("value", "16")
    answer(page, "1" * 8)
    expect(page.locator("[data-milestone]")).to_have_text("Three quarters done.")
    answer(page, "1" * 8)
    expect(progress).to_have_text("32 of 32 done")
    submit(page)
    assert page.url.partition("?")[0] == result
    sharpen(page, 8)
    answer(page, "2" * 8)
    expect(progress).to_have_text("40 of 40 done")
    submit(page)
    expect(page.get_by_role("button", name="Sharpen it")).to_have_count(0)
    assert options(page, result) == [*([4, 2, 1, 3] * 4), *([1] * 16), *([2] * 8)]


def test_ben_goes_the_same_way_without_javascript(visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    start(page)
    for more in (16, 16, 8):
        items = page.locator("fieldset.item")
        assert items.count() == more
        for number in range(1, more):
            items.nth(number).locator("label.option").nth(number % 3).click()
        page.get_by_role("button", name="See my result").click()
        expect(page.locator(".error-summary")).to_contain_text("choose an answer")
        items.first.locator("label.option").first.click()
        submit(page)
        if page.get_by_role("button", name="Sharpen it").count():
            page.get_by_role("button", name="Sharpen it").click()
    assert len(options(page, page.url.partition("?")[0])) == 40


def test_it_is_left_and_gone_on_with_on_another_device(visitor: Visitor) -> None:
    phone = visitor()
    finish(phone)
    sharpen(phone, 16)
    answer(phone, "431")
    here, given = current_item(phone), checked(phone)
    saved(phone)
    phone.get_by_role("link", name="Back to my result").click()
    phone.wait_for_url("**/results/*")
    going_on = phone.get_by_role("link", name="Go on sharpening (3 of 16 answered)")
    expect(going_on).to_be_visible()
    laptop = visitor(viewport={"width": 1280, "height": 800})
    laptop.goto(str(going_on.get_attribute("href")))
    wait_for_stepper(laptop)
    assert current_item(laptop) == here
    assert checked(laptop) == given


def test_an_answer_that_was_never_sent_is_not_sent_after_the_first_time(visitor: Visitor) -> None:
    """The same browser, another tab: its last answer waits on the device when the first one submits."""
    page = visitor()
    token = start(page)
    wait_for_stepper(page)
    other = page.context.new_page()
    other.goto(f"/questionnaire/{token}")
    wait_for_stepper(other)
    other.route("**/responses*", lambda route: route.abort())
    other.locator(".item.is-current input[value='5']").evaluate("radio => radio.click()")
    expect(other.locator("[data-save-status]")).to_contain_text("Saved on this device")
    waiting = other.evaluate("Object.keys(localStorage).filter(key => key.includes('questionnaire'))")
    laptop = visitor()
    laptop.goto(f"/questionnaire/{token}")
    answer(laptop, "1" * 16)
    submit(laptop)
    sharpen(laptop, 16)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.goto(f"/questionnaire/{token}?")
    answer(page, "2")
    saved(page)
    assert waiting
    assert all('"after":"quick"' in body for body in sent if body)
    assert checked(page) == dict.fromkeys(checked(page), "2")
    assert options(laptop, f"/results/{token}") == [1] * 16
    other.unroute("**/responses*")
    other.evaluate("dispatchEvent(new Event('online'))")
    expect(other.locator("[data-save-status]")).to_contain_text("You have already sent your answers")
    assert options(laptop, f"/results/{token}") == [1] * 16


def test_two_tabs_of_the_same_questions_take_over_from_each_other(visitor: Visitor) -> None:
    page = visitor()
    finish(page)
    sharpen(page, 16)
    other = page.context.new_page()
    other.goto(page.url.partition("#")[0])
    answer(page, "4")
    saved(page)
    wait_for_stepper(other)
    other.bring_to_front()
    expect(other.locator("[data-save-status]")).to_contain_text("question 17", ignore_case=True)
    assert checked(other) == checked(page)
