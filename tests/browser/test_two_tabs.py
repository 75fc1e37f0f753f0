"""One person, two tabs or two devices: what was answered last counts, in whatever order it is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.journeys import answer_by_keyboard, checked, saved, submit, wait_for_stepper
from tests.browser.network import STRANGERS, back_again
from tests.browser.test_exchange import SAVES, begin, choose, kept_on_the_server
from tests.browser.test_offline import outbox

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]
NO_STORAGE = "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('no'); }"


def open_first(page: Page, token: str) -> Page:
    """The questionnaire at its first question."""
    page.goto(f"/questionnaire/{token}")
    wait_for_stepper(page)
    page.evaluate("location.hash = document.querySelector('[data-item]').id")
    return page


def looked_at_again(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def cut_off(page: Page) -> None:
    page.route(SAVES, STRANGERS["a cut line"])


def answered(page: Page, token: str) -> dict[str, object]:
    """What the submitted result was made of."""
    data = page.request.get(f"/results/{token}/data.json").json()
    return {response["item"]: response["option"] for response in data["responses"]}


@pytest.mark.parametrize("storage", ["shared", "blocked"])
@pytest.mark.parametrize("where", ["another tab", "another device"])
def test_an_old_unsent_answer_never_replaces_a_newer_one(visitor: Visitor, storage: str, where: str) -> None:
    old = visitor()
    old.add_init_script(NO_STORAGE if storage == "blocked" else "")
    token = begin(old)
    cut_off(old)
    item = choose(old, "1")
    expect(old.locator("[data-save-status]")).to_contain_text("when the network is back")
    new = old.context.new_page() if where == "another tab" else visitor()
    new.add_init_script(NO_STORAGE if storage == "blocked" else "")
    open_first(new, token)
    choose(new, "5")
    saved(new)
    old.unroute(SAVES)
    back_again(old)
    expect(old.locator(f"#item_{item} [value='5']")).to_be_checked()
    assert kept_on_the_server(visitor, token) == ["5"]
    assert outbox(old) == 0 if storage == "shared" else True


def test_what_one_tab_could_not_send_another_sends_once(visitor: Visitor) -> None:
    first = visitor()
    token = begin(first)
    cut_off(first)
    choose(first, "2")
    expect(first.locator("[data-save-status]")).to_contain_text("Saved on this device")
    second = open_first(first.context.new_page(), token)
    assert list(checked(second).values()) == ["2"]
    saved(second)
    assert kept_on_the_server(visitor, token) == ["2"]
    first.unroute(SAVES)
    back_again(first)
    expect(first.locator("[data-save-status]")).not_to_contain_text("Saved on this device")
    assert outbox(first) == 0


def test_of_two_saves_on_their_way_at_once_the_later_answer_stays(visitor: Visitor) -> None:
    first = visitor()
    token = begin(first)
    held: list[Route] = []
    first.route(SAVES, lambda route: route.continue_() if held else held.append(route))
    with first.expect_request(SAVES):
        item = choose(first, "1")
    second = open_first(first.context.new_page(), token)
    choose(second, "5")
    saved(second)
    expect(first.locator(f"#item_{item} [value='5']")).to_be_checked()
    again = f'"{item}":5'
    with first.expect_response(lambda answer: again in (answer.request.post_data or "")):
        held[0].continue_()  # it comes last, and the server has the older answer
    assert kept_on_the_server(visitor, token) == ["5"]


def test_an_answer_changed_after_a_lost_acknowledgement_is_what_counts(
    visitor: Visitor,
) -> None:
    page = visitor()
    token = begin(page)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route(SAVES, lose_the_answer)
    item = choose(page, "1")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved on this device")
    choose(page, "5")
    page.unroute(SAVES)
    back_again(page)
    saved(page)
    expect(page.locator(f"#item_{item} [value='5']")).to_be_checked()
    assert kept_on_the_server(visitor, token) == ["5"]


@pytest.mark.parametrize("where", ["another tab", "another device"])
def test_a_stale_page_takes_the_newer_answers_over_before_it_submits(visitor: Visitor, where: str) -> None:
    stale = visitor()
    token = begin(stale)
    answer_by_keyboard(stale, "1" * 16)
    saved(stale)
    fresh = open_first(stale.context.new_page() if where == "another tab" else visitor(), token)
    changed = choose(fresh, "5")
    saved(fresh)
    submit(stale)
    responses = answered(stale, token)
    assert responses.pop(changed) == 5
    assert set(responses.values()) == {1}
    looked_at_again(fresh)
    fresh.wait_for_url(f"**/results/{token}")  # it was sent meanwhile: its page is the result
    assert answered(fresh, token)[changed] == 5


def test_a_tab_that_is_looked_at_again_shows_what_was_answered_elsewhere(visitor: Visitor) -> None:
    first = visitor()
    token = begin(first)
    laptop = open_first(visitor(), token)
    item = choose(laptop, "3")
    saved(laptop)
    looked_at_again(first)
    expect(first.locator(f"#item_{item} [value='3']")).to_be_checked()
    expect(first.locator("[data-save-status]")).to_have_text(
        "Taken over from another tab or device: question 1."
    )


def test_an_answer_unsent_when_another_tab_submitted_is_told_to_be_late(visitor: Visitor) -> None:
    late = visitor()
    token = begin(late)
    answer_by_keyboard(late, "1" * 16)
    saved(late)
    cut_off(late)
    late.evaluate("location.hash = document.querySelector('[data-item]').id")
    choose(late, "4")
    expect(late.locator("[data-save-status]")).to_contain_text("Saved on this device")
    laptop = visitor()
    laptop.goto(f"/questionnaire/{token}#finish")
    wait_for_stepper(laptop)
    submit(laptop)
    late.unroute(SAVES)
    back_again(late)
    expect(late.locator("[data-save-status]")).to_contain_text("already sent")
    assert outbox(late) == 0
    late.evaluate("location.hash = 'finish'")
    submit(late)
    assert set(answered(late, token).values()) == {1}
