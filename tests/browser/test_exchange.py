"""An answer leaves the device only on our own server's word, whoever answers in its place meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import answer_by_keyboard, checked, saved, start, submit, wait_for_stepper
from tests.browser.network import OURS, STRANGERS, back_again, between
from tests.browser.test_offline import outbox

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]
SAVES = "**/responses"


def begin(page: Page, questions: int = 16) -> str:
    token = start(page, questions)
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    return token


def line(page: Page) -> str:
    return page.locator("[data-save-status]").inner_text()


def choose(page: Page, option: str = "4") -> str:
    """Answer the question that is shown; returns its item."""
    item = str(page.locator(".item.is-current").get_attribute("id")).removeprefix("item_")
    page.locator(f".item.is-current input[value='{option}']").evaluate("radio => radio.click()")
    return item


def kept_on_the_server(visitor: Visitor, token: str, url: str = "") -> list[str]:
    """All options that are saved under this link, in the order of the questions."""
    page = visitor(java_script_enabled=False)
    html = page.request.get(f"{url}/questionnaire/{token}").text()
    return re.findall(r'type="radio"[^>]* value="(\w+)" checked', html)


def test_nothing_but_our_own_word_takes_an_answer_off_the_device(visitor: Visitor) -> None:
    page = visitor()
    token = begin(page, 40)
    for kind in STRANGERS:
        with between(page, SAVES, kind):
            answer_by_keyboard(page, "4")
            expect(page.locator("[data-save-status]"), kind).to_contain_text("on this device")
            assert outbox(page) == 1, kind
        back_again(page)
        saved(page)
        assert outbox(page) == 0, kind
    assert kept_on_the_server(visitor, token) == ["4"] * len(STRANGERS)


@pytest.mark.parametrize("kind", ["a portal", "not found", "a bad gateway", "half an answer"])
def test_when_a_stranger_before_all_questions_is_gone_one_press_is_enough(
    visitor: Visitor, kind: str
) -> None:
    page = visitor()
    begin(page)
    with between(page, "**/questionnaire/**", kind):
        answer_by_keyboard(page, "4213" * 4)
        page.get_by_role("button", name="See my result").click()
        expect(page.locator("[data-save-status]")).to_contain_text("on this device")
        assert "/questionnaire/" in page.url
        assert len(checked(page)) == 16
        assert outbox(page) == 1
    page.wait_for_url("**/results/*")
    assert outbox(page) == 0


def test_a_portal_that_catches_the_form_itself_costs_no_answer(visitor: Visitor) -> None:
    page = visitor()
    token = begin(page)
    answer_by_keyboard(page, "4213" * 4)
    form = f"**/questionnaire/{token}*"
    with between(page, form, "a portal"):
        page.get_by_role("button", name="See my result").click()
        expect(page.locator("h1")).to_contain_text("Accept our terms")
    page.goto(f"/questionnaire/{token}")
    wait_for_stepper(page)
    assert list(checked(page).values()) == [*"4213"] * 4
    page.evaluate("location.hash = 'finish'")
    submit(page)


@pytest.mark.parametrize("missing", ["", "delete HTMLFormElement.prototype.requestSubmit"])
@pytest.mark.parametrize("status", [400, 403, 409, 413])
def test_after_a_refusal_of_ours_one_press_shows_what_our_server_says(
    visitor: Visitor, status: int, missing: str
) -> None:
    page = visitor()
    page.add_init_script(missing)
    begin(page)
    answer_by_keyboard(page, "4213" * 4)
    saved(page)
    page.route(SAVES, lambda route: route.fulfill(status=status, headers=OURS, body=""))
    page.evaluate("location.hash = document.querySelector('[data-item]').id")
    choose(page, "2")
    expect(page.locator("[data-save-status]")).to_contain_text(
        "already sent" if status == 409 else "could not be saved"
    )
    page.evaluate("location.hash = 'finish'")
    submit(page)


def test_a_token_that_has_grown_old_is_replaced_and_the_answer_saved(visitor: Visitor) -> None:
    page = visitor()
    begin(page)
    sent: list[str] = []

    def refuse_the_first(route):
        sent.append(route.request.method)
        if sent == ["POST"]:
            route.fulfill(status=400, headers=OURS, body="")
        else:
            route.continue_()

    page.route(SAVES, refuse_the_first)
    answer_by_keyboard(page, "4")
    saved(page)
    assert sent == ["POST", "GET", "POST"]


@pytest.mark.parametrize("blocked", ["getItem", "setItem"])
def test_without_storage_the_page_does_not_say_that_the_device_has_it(visitor: Visitor, blocked: str) -> None:
    page = visitor()
    page.add_init_script(
        f"Storage.prototype.{blocked} = Storage.prototype.setItem = () => {{ throw new Error('no'); }}"
    )
    begin(page)
    with between(page, SAVES, "a cut line"):
        answer_by_keyboard(page, "42")
        expect(page.locator("[data-save-status]")).to_have_text(
            "Not saved yet: leave this page open. It will be sent when the network is back."
        )
    saved(page)


def test_storage_that_is_full_or_cleared_in_the_middle_costs_nothing(
    visitor: Visitor,
) -> None:
    page = visitor()
    token = begin(page)
    page.route(SAVES, STRANGERS["a portal"])
    answer_by_keyboard(page, "12")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    answer_by_keyboard(page, "34")
    expect(page.locator("[data-save-status]")).to_contain_text("Kept on this page alone")
    other = page.context.new_page()
    other.goto("/help")
    other.evaluate("localStorage.clear()")
    page.unroute(SAVES)
    back_again(page)
    saved(page)
    assert kept_on_the_server(visitor, token) == [*"1234"]


def test_storage_cleared_by_another_tab_is_no_acknowledgement(visitor: Visitor) -> None:
    page = visitor()
    token = begin(page)
    page.route(SAVES, STRANGERS["a cut line"])
    answer_by_keyboard(page, "1")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved on this device")
    other = page.context.new_page()
    other.goto("/help")
    other.evaluate("localStorage.clear()")
    page.unroute(SAVES)
    answer_by_keyboard(page, "2")
    saved(page)
    assert kept_on_the_server(visitor, token) == [*"12"]
