"""Pages that move by themselves, and forms in which people type, while others answer for our server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import finish
from tests.browser.network import STRANGERS, back_again, between
from tests.browser.rooms import HD, PHONE, Visitor, a_room, take_over
from tests.faults.server import Server

pytestmark = pytest.mark.browser

LONGEST_WAIT = 6_300
"""Milliseconds between two questions of a page that is looked at; with 8 of patience less than 15 seconds."""


def looked_after(page: Page) -> None:
    """What has come back was taken in: a second question is asked after the first."""
    for _ in range(2):
        back_again(page)
        page.wait_for_timeout(60)


def test_no_room_page_is_left_for_a_stranger(visitor: Visitor, server: Server) -> None:
    erin, (ada, *_) = a_room(server, 1)
    screen, console, phone = visitor(viewport=HD), visitor(), visitor(viewport=PHONE)
    screen.goto(erin.screen)
    take_over(console, erin)
    phone.goto(ada.path)
    pages = {screen: "The door is locked", console: "the door is locked"}
    addresses = {page: page.url for page in (*pages, phone)}
    erin.get(erin.path)
    for kind in STRANGERS:
        for what in ("**/state", "**/{projector,workshops,participants}/*"):
            for page in addresses:
                page.route(what, STRANGERS[kind])
            assert erin.press("lock").status_code == 303
            for page, address in addresses.items():
                looked_after(page)
                assert page.url == address, kind
                expect(page.locator("[data-live] h1").first).to_be_attached()
            for page, words in pages.items():
                expect(page.locator("main")).not_to_contain_text(words)
                page.unroute(what)
                back_again(page)
                expect(page.locator("main")).to_contain_text(words)
            phone.unroute(what)
            assert erin.press("unlock").status_code == 303
            for page, words in pages.items():
                expect(page.locator("main")).not_to_contain_text(words)


@pytest.mark.parametrize("kind", ["not found", "a restart", "a cut line"])
def test_a_phone_shows_the_room_within_fifteen_seconds_of_its_return(
    visitor: Visitor, server: Server, kind: str
) -> None:
    erin, (ada, *_) = a_room(server, 1, opened=False)
    phone = visitor()
    phone.clock.install()
    phone.goto(ada.path)
    expect(phone.locator("h1")).to_have_text("You are in")
    with between(phone, "**/state", kind):
        for _ in range(8):
            with phone.expect_event("request", lambda request: request.url.endswith("/state")):
                phone.clock.fast_forward(LONGEST_WAIT)
            phone.wait_for_timeout(50)
        expect(phone.locator("[data-connection]")).to_contain_text("out of reach")
        assert erin.press("open").status_code == 303
    phone.clock.fast_forward(LONGEST_WAIT)
    expect(phone.locator("h1")).to_have_text("It is your turn")


def test_a_question_that_nobody_answers_is_given_up_and_asked_again(visitor: Visitor, server: Server) -> None:
    erin, (ada, *_) = a_room(server, 1, opened=False)
    phone = visitor()
    phone.clock.install()
    phone.goto(ada.path)
    phone.route("**/state", lambda _: None)
    with phone.expect_event("request", lambda request: request.url.endswith("/state")):
        phone.clock.fast_forward(LONGEST_WAIT)
    phone.unroute("**/state")
    assert erin.press("open").status_code == 303
    phone.clock.fast_forward(8_001)
    phone.wait_for_timeout(100)
    phone.clock.fast_forward(2 * LONGEST_WAIT)
    expect(phone.locator("h1")).to_have_text("It is your turn")


def test_only_our_own_word_ends_a_room(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 0)
    screen = visitor(viewport=HD)
    screen.goto(erin.screen)
    erin.get(f"{erin.path}/deletion")
    assert erin.post(f"{erin.path}/deletion").status_code in {200, 303}
    expect(screen.get_by_role("heading", name="There is nothing at this address")).to_be_visible()


def test_a_title_survives_every_stranger(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/workshops")
    title = page.get_by_label("What is it called?")
    title.fill("Monday – the whole team")
    for kind in STRANGERS:
        with between(page, "**/workshops", kind):
            page.get_by_role("button", name="Create the workshop").click()
            expect(page.locator("[data-unsent]"), kind).to_contain_text("What you typed is still here.")
            page.locator("[data-unsent]").evaluate("line => line.remove()")
            expect(title).to_have_value("Monday – the whole team")
    page.reload()
    expect(title).to_have_value("Monday – the whole team")
    page.get_by_role("button", name="Create the workshop").click()
    page.wait_for_url("**/workshops/*/links?*")
    expect(page.locator("main")).to_contain_text("Monday – the whole team")
    page.goto("/workshops")
    expect(title).to_have_value("")
    assert page.evaluate("sessionStorage.length") == 0


def test_what_is_wrong_with_a_title_is_shown_as_without_a_script(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/workshops")
    page.get_by_label("What is it called?").fill("x" * 100)
    page.get_by_role("button", name="Create the workshop").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert page.title().startswith("Error: ")
    expect(page.get_by_label("What is it called?")).to_have_value("x" * 100)
    page.get_by_label("What is it called?").fill("Short")
    page.get_by_role("button", name="Create the workshop").click()
    page.wait_for_url("**/workshops/*/links?*")


def test_a_name_on_a_share_link_survives_on_both_pages_of_its_making(visitor: Visitor) -> None:
    page = visitor()
    finish(page)
    page.goto(page.url.split("?")[0] + "/share-links")
    page.get_by_label("Your name on it (optional)").fill("Ada")
    for button, leads_to in (
        ("Preview what others will see", "**/preview"),
        ("Make this link", "**/share-links?*"),
    ):
        with between(page, "**/share-links**", "a portal"):
            page.get_by_role("button", name=button).click()
            expect(page.locator("[data-unsent]")).to_contain_text("sign in")
        page.get_by_role("button", name=button).click()
        page.wait_for_url(leads_to)
    expect(page.locator("main")).to_contain_text("Ada")


def test_a_sentence_for_the_room_survives_and_is_shown(visitor: Visitor, server: Server) -> None:
    erin, (ada, *_) = a_room(server, 3, finished=3)
    assert erin.press("reveal").status_code == 303
    phone = visitor()
    phone.goto(ada.path)
    phone.get_by_label("Your sentence").fill("I ask the quietest first.")
    with between(phone, "**/commitment", "a cut line"):
        phone.get_by_role("button", name="Show it to the room").click()
        expect(phone.locator("[data-unsent]")).to_contain_text("the network is away")
    phone.get_by_role("button", name="Show it to the room").click()
    expect(phone.locator("[data-unsent]")).to_have_count(0)
    expect(phone.get_by_label("Your sentence")).to_have_value("I ask the quietest first.")
    screen = visitor(viewport=HD)
    erin.get(erin.path)
    assert erin.show("commitments").status_code == 303
    screen.goto(erin.screen)
    expect(screen.locator("main")).to_contain_text("I ask the quietest first.")


def test_a_wrong_code_is_answered_in_place_and_counted_once(visitor: Visitor) -> None:
    page = visitor()
    page.goto("/join")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_label("Code").fill("AAAAAA")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".field-error")).to_be_visible()
    expect(page.get_by_label("Code")).to_have_value("AAAAAA")
    assert len(sent) == 1
