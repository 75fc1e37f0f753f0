"""From the first page back to what this browser has open: noted on the device, and gone when it is."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys import finish, start, wait_for_stepper
from tests.browser.rooms import a_room, take_over
from tests.faults.server import Server

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]


def opened(page: Page) -> Locator:
    """The section on the first page."""
    page.goto("/")
    return page.get_by_role("region", name="Opened in this browser")


def test_unfinished_questions_and_then_the_result_are_one_press_away(visitor: Visitor) -> None:
    page = visitor()
    expect(opened(page)).to_be_hidden()
    token = start(page)
    wait_for_stepper(page)
    opened(page).get_by_role("link", name="Your questions: go on answering").click()
    page.wait_for_url(f"**/questionnaire/{token}**")
    finish(page)
    links = opened(page).get_by_role("link")
    expect(links).to_have_text(["Your result", "Your questions: go on answering"])
    links.first.click()
    page.wait_for_url("**/results/*")


def test_workshops_are_there_by_their_titles_and_each_is_forgotten_alone(
    visitor: Visitor, server: Server
) -> None:
    page = visitor()
    erin, (ada, *_) = a_room(server, 1, title="Monday <b>")
    take_over(page, erin)
    page.goto(ada.path)
    section = opened(page)
    names = ["Your place in the workshop “Monday <b>”", "The workshop you run: “Monday <b>”"]
    expect(section.get_by_role("link")).to_have_text(names)
    page.get_by_role("button", name=f"Forget: {names[0]}").click()
    expect(section.get_by_role("link")).to_have_text(names[1:])
    section.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Next", exact=True)).to_be_visible()
    opened(page).get_by_role("button", name="Forget all").click()
    expect(section).to_be_hidden()
    expect(opened(page)).to_be_hidden()
    assert page.evaluate("localStorage.getItem('limelight:opened')") is None


def test_with_the_deletion_the_entry_goes_here_and_elsewhere(visitor: Visitor, server: Server) -> None:
    page = visitor()
    ada, ben = server.person("Ada"), server.person("Ben")
    for person in (ada, ben):
        page.goto(person.finish())
    page.goto(f"{ada.result_path}/deletion")
    page.get_by_role("button", name="Delete it for good").click()
    expect(opened(page).get_by_role("link")).to_have_count(1)
    ben.get(f"{ben.result_path}/deletion")
    assert ben.post(f"{ben.result_path}/deletion").status_code == 303
    opened(page).get_by_role("link", name="Your result").click()
    expect(page.locator("h1")).to_have_text("There is nothing at this address")
    expect(opened(page)).to_be_hidden()


def test_whoever_shares_the_computer_switches_it_off_where_it_is_noted(
    visitor: Visitor, server: Server
) -> None:
    page = visitor()
    result = server.person("Ada").finish()
    page.goto(result)
    switch = page.get_by_label("Lead back here from the first page")
    expect(switch).to_be_checked()
    switch.uncheck()
    expect(opened(page)).to_be_hidden()
    page.goto(result)
    expect(switch).not_to_be_checked()
    expect(opened(page)).to_be_hidden()
    page.goto(result)
    switch.check()
    expect(opened(page).get_by_role("link")).to_have_text(["Your result"])


def test_after_thirty_days_it_is_forgotten(visitor: Visitor, server: Server) -> None:
    page = visitor()
    page.goto(server.person("Ada").finish())
    kept = json.loads(page.evaluate("localStorage.getItem('limelight:opened')"))
    (entry,) = kept.values()
    for day, is_there in (("2020-01-01", False), (entry["day"], True)):
        old = json.dumps({key: {**value, "day": day} for key, value in kept.items()})
        page.evaluate("old => localStorage.setItem('limelight:opened', old)", old)
        expect(opened(page)).to_be_visible(visible=is_there)


def test_nothing_of_it_is_sent_and_without_javascript_nothing_is_shown(
    visitor: Visitor, server: Server
) -> None:
    page = visitor()
    token = server.person("Ada").finish().rsplit("/", 1)[1]
    page.goto(f"/results/{token}")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data}"))
    expect(opened(page)).to_be_visible()
    assert sent
    assert not [each for each in sent if token in each]
    plain = visitor(java_script_enabled=False)
    plain.goto(f"/results/{token}")
    expect(plain.get_by_text("Lead back here")).to_be_hidden()
    expect(opened(plain)).to_be_hidden()


def test_what_is_in_the_storage_and_not_ours_breaks_nothing(visitor: Visitor, server: Server) -> None:
    page = visitor()
    page.goto("/")
    page.evaluate("localStorage.setItem('limelight:opened', 'nonsense')")
    expect(opened(page)).to_be_hidden()
    page.goto(server.person("Ada").finish())
    expect(opened(page).get_by_role("link")).to_have_count(1)
