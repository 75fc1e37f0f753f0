"""The train tunnel: answers given without a network are kept, sent when it is back, and kept no longer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import answer_by_keyboard, checked, saved, start, wait_for_stepper

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]


def outbox(page: Page) -> int:
    """How many entries this device still keeps for the server."""
    return int(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('limelight:/')).length"))


def test_answers_are_kept_while_the_network_is_away(visitor: Visitor) -> None:
    phone = visitor()
    token = start(phone)
    wait_for_stepper(phone)
    phone.context.set_offline(True)
    phone.locator(".item.is-current legend").focus()
    answer_by_keyboard(phone, "421")
    expect(phone.locator("[data-save-status]")).to_contain_text("Saved on this device")
    assert outbox(phone) == 1
    phone.context.set_offline(False)
    saved(phone)
    assert outbox(phone) == 0
    laptop = visitor()
    laptop.goto(f"/questionnaire/{token}")
    assert len(checked(laptop)) == 3


def test_answers_given_offline_survive_a_closed_tab(visitor: Visitor) -> None:
    phone = visitor()
    token = start(phone)
    wait_for_stepper(phone)
    phone.context.set_offline(True)
    phone.locator(".item.is-current legend").focus()
    answer_by_keyboard(phone, "42")
    context = phone.context
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/questionnaire/{token}")
    wait_for_stepper(again)
    assert len(checked(again)) == 2
    saved(again)
    assert outbox(again) == 0


def test_a_submit_without_a_network_waits_and_then_happens_once(visitor: Visitor) -> None:
    phone = visitor()
    start(phone)
    wait_for_stepper(phone)
    phone.locator(".item.is-current legend").focus()
    answer_by_keyboard(phone, "4213" * 4)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="See my result").click()
    expect(phone.locator("[data-save-status]")).to_contain_text("No network")
    phone.context.set_offline(False)
    phone.wait_for_url("**/results/*")
    assert outbox(phone) == 0


def test_a_server_that_stumbles_costs_no_answer(visitor: Visitor) -> None:
    phone = visitor()
    token = start(phone)
    wait_for_stepper(phone)
    phone.route("**/responses", lambda route: route.fulfill(status=503))
    phone.locator(".item.is-current legend").focus()
    answer_by_keyboard(phone, "5")
    expect(phone.locator("[data-save-status]")).to_contain_text("we will try again")
    phone.unroute("**/responses")
    saved(phone)
    laptop = visitor()
    laptop.goto(f"/questionnaire/{token}")
    assert list(checked(laptop).values()) == ["5"]


def test_a_device_that_was_behind_learns_that_the_answers_were_sent(visitor: Visitor) -> None:
    phone = visitor()
    token = start(phone)
    wait_for_stepper(phone)
    laptop = visitor()
    laptop.goto(f"/questionnaire/{token}")
    wait_for_stepper(laptop)
    laptop.locator(".item.is-current legend").focus()
    answer_by_keyboard(laptop, "4213" * 4)
    laptop.get_by_role("button", name="See my result").click()
    laptop.wait_for_url("**/results/*")
    phone.locator(".item.is-current label.option").first.click()
    expect(phone.locator("[data-save-status]")).to_contain_text("already sent")
    assert outbox(phone) == 0
