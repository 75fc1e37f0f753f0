"""What was taken back is shown by no Back, no Forward, no second tab and on no paper.

In a Chromium that is started plainly: a robot's switches turn off the cache of whole pages, by which Back
shows a page without asking anybody.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import ARGUMENTS, CHROMIUM_NAMES
from tests.browser.journeys import start, wait_for_stepper
from tests.browser.withdrawals import (
    DELETED,
    PRESSES,
    deletes_a_result,
    look_again,
    look_away,
    settled,
    words_after,
)
from tests.faults.server import Server

pytestmark = pytest.mark.browser

NETWORK_AWAY = "window.kept = window.fetch; window.fetch = () => Promise.reject(new TypeError('away')); 0"
NETWORK_BACK = "window.fetch = window.kept; window.dispatchEvent(new Event('online'))"
"""For a page that stays as it is in the cache; a browser that is offline itself throws the cache away."""

WHY_NOT = "JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons)"

Tabs = Callable[..., list[Page]]


@pytest.fixture(scope="module")
def plain_browser(browser: Browser) -> Iterator[Browser]:
    """The session's Playwright and not another: two at once do not go together."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    plain = browser.browser_type.launch(
        executable_path=path,
        args=[*ARGUMENTS, "--memory-pressure-off"],  # a machine short of memory empties the cache
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield plain
    plain.close()


@pytest.fixture
def tabs(plain_browser: Browser, server: Server) -> Iterator[Tabs]:
    """Tabs of one person's browser."""
    context = plain_browser.new_context(base_url=server.url, viewport={"width": 390, "height": 844})
    context.set_default_timeout(15_000)
    context.add_init_script("addEventListener('pageshow', come => { window.cameFromCache = come.persisted })")
    yield lambda count=1: [context.new_page() for _ in range(count)]
    context.close()


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.__name__)
def test_what_was_taken_back_is_shown_by_no_back_and_no_forward(
    tabs: Tabs, server: Server, press: Callable[[Page, Server], tuple[str, list[str]]]
) -> None:
    (page,) = tabs()
    page.goto("/help")
    gone, places = press(page, server)
    for way in ["back"] * len(places) + ["forward"] * len(places):
        assert gone not in words_after(page, way)


def test_pages_do_come_out_of_the_cache_and_are_shown(tabs: Tabs, server: Server) -> None:
    """Or nothing here would show anything: a public page at once, a private one when the server was asked."""
    (page,) = tabs()
    ada = server.person("Ada")
    for path in ("/help", ada.finish(), "/privacy"):
        page.goto(path, wait_until="networkidle")  # Chromium keeps no page that is still loading
    for heading in ("Your private link is the only way back", "How to answer"):
        assert heading in words_after(page, "back")
        assert page.evaluate("window.cameFromCache"), page.evaluate(WHY_NOT)
        page.wait_for_load_state("networkidle")


def test_away_from_the_server_nothing_that_was_taken_back_is_shown(tabs: Tabs, server: Server) -> None:
    (page,) = tabs()
    page.goto(server.person("Ada").finish(), wait_until="networkidle")
    page.evaluate(NETWORK_AWAY)
    page.goto("/help")
    assert "Your private link is the only way back" in words_after(page, "back")
    page.goto(f"{server.person('Ben').finish()}/deletion", wait_until="networkidle")
    page.evaluate(NETWORK_AWAY)
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url(DELETED)
    words = words_after(page, "back")
    assert page.evaluate("window.cameFromCache"), page.evaluate(WHY_NOT)
    assert words.strip() == (
        "Something was taken back in this browser. "
        "This page is shown again when the server says that it is still there."
    )
    page.evaluate(NETWORK_BACK)
    assert "There is nothing at this address" in settled(page, lambda _, words: "nothing at" in words)


def test_what_was_taken_back_elsewhere_is_not_shown_by_back_either(tabs: Tabs, server: Server) -> None:
    (page,) = tabs()
    ada = server.person("Ada")
    for path in (ada.finish(), "/help"):
        page.goto(path)
    ada.get(f"{ada.result_path}/deletion")
    assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    assert "There is nothing at this address" in words_after(page, "back")


def test_a_second_tab_notices_at_once(tabs: Tabs, server: Server) -> None:
    first, second = tabs(2)
    ada = server.person("Ada")
    shared = (ada.finish(), ada.share())[1]
    second.goto(shared)
    first.goto(f"{ada.result_path}/share-links")
    first.get_by_text("Take this link back").click()
    first.get_by_role("button", name="Take it back for good").click()
    expect(second.locator("h1")).to_have_text("This is no longer here")


def test_what_was_typed_in_another_tab_is_there_after_it_was_loaded_anew(tabs: Tabs, server: Server) -> None:
    first, second = tabs(2)
    second.goto(f"{server.person('Ben').finish()}/share-links")
    second.get_by_label("Your name on it").fill("Ben and nobody else")
    with second.expect_event("load"):
        deletes_a_result(first, server)
    expect(second.get_by_label("Your name on it")).to_have_value("Ben and nobody else")
    expect(second.locator("h1")).to_be_visible()


def test_a_questionnaire_in_another_tab_goes_on_where_it_is(tabs: Tabs, server: Server) -> None:
    first, second = tabs(2)
    start(second)
    wait_for_stepper(second)
    second.evaluate("window.isTheSamePage = true")
    second.locator(".item.is-current label.option").first.click()
    deletes_a_result(first, server)
    expect(second.locator("h2, legend").filter(visible=True).first).to_be_visible()
    assert second.evaluate("window.isTheSamePage")
    expect(second.locator(".item.is-current input").first).to_be_checked()


def test_answers_that_were_never_sent_do_not_stay_on_the_device(tabs: Tabs, server: Server) -> None:
    page, second = tabs(2)
    token = start(page)
    wait_for_stepper(page)
    second.goto(f"/questionnaire/{token}")
    for tab in (page, second):
        tab.route("**/responses", lambda route: route.abort())
    page.locator(".item.is-current label.option").first.click()
    expect(page.locator("[data-save-status]")).to_contain_text("Saved on this device")
    assert token in page.evaluate("JSON.stringify(localStorage)")
    page.goto(f"/results/{token}/deletion")
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url(DELETED)
    expect(second.locator("h1")).to_have_text("There is nothing at this address")
    assert page.evaluate("JSON.stringify(localStorage)") == '{"limelight:withdrawals":"1"}'


def test_a_page_that_leads_elsewhere_by_now_is_not_shown_again(tabs: Tabs, server: Server) -> None:
    """Answers that were sent on another device: the questionnaire's address leads to the result."""
    (page,) = tabs()
    ada = server.person("Ada")
    ada.start()
    for path in (f"/questionnaire/{ada.token}", "/help"):
        page.goto(path)
    assert ada.submit(ada.answers("2")).status_code == 303
    assert "Your private link is the only way back" in words_after(page, "back")


def test_on_another_device_a_tab_notices_when_it_is_looked_at_again(tabs: Tabs, server: Server) -> None:
    (bens,) = tabs()
    ada = server.person("Ada")
    shared = (ada.finish(), ada.share())[1]
    bens.goto(shared)
    look_away(bens)
    expect(bens.locator("h1")).to_be_hidden()
    bens.emulate_media(media="print")
    expect(bens.locator("h1")).to_be_hidden()
    look_again(bens)
    expect(bens.locator("h1")).to_have_class("result-sentence")
    look_away(bens)
    ada.take_back_all()
    look_again(bens)
    expect(bens.locator("h1")).to_have_text("This is no longer here")


def test_what_is_not_ours_says_nothing_about_a_page(tabs: Tabs, server: Server) -> None:
    """A portal in a hotel, or a proxy while the server restarts."""
    (page,) = tabs()
    page.goto(server.person("Ada").finish())
    for status in (200, 404, 502):
        page.route("**/results/*", partial(_portal, status))
        look_away(page)
        with page.expect_response("**/results/*"):
            look_again(page)
        expect(page.locator("h1")).to_have_class("result-sentence")
        page.unroute("**/results/*")


def test_the_keyboard_is_where_it_was_and_what_was_typed_too(tabs: Tabs, server: Server) -> None:
    (page,) = tabs()
    ada = server.person("Ada")
    page.goto(f"{ada.finish()}/share-links")
    field = page.get_by_label("Your name on it")
    field.press_sequentially("Ada")
    look_away(page)
    expect(field).to_be_hidden()
    look_again(page)
    expect(field).to_be_focused()
    expect(field).to_have_value("Ada")


def test_without_javascript_the_browser_is_told_to_let_go_of_its_pages(
    plain_browser: Browser, server: Server
) -> None:
    """Where it obeys; and it lets go of all but the page of the press itself."""
    context = plain_browser.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    sentence, _ = deletes_a_result(page, server)
    assert "Delete this result?" in words_after(page, "back")
    words = words_after(page, "back")
    assert "There is nothing at this address" in words
    assert sentence not in words
    context.close()


def _portal(status: int, route: Route) -> None:
    route.fulfill(status=status, body="Sign in")
