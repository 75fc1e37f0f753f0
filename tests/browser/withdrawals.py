"""Every press that takes something back, as people come to it, and how one looks for what it took.

Each press opens it, presses, and returns words that must not be read again, and where Back leads to,
page by page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Page, expect

from tests.browser.journeys import start, wait_for_stepper
from tests.browser.rooms import a_room, take_over
from tests.faults.server import Server

DELETED = re.compile("notice=deleted")


def deletes_a_result(page: Page, server: Server) -> tuple[str, list[str]]:
    ada = server.person("Ada")
    ada.finish()
    page.goto(ada.result_path)
    sentence = page.locator("h1").inner_text()
    page.get_by_role("link", name="delete it with all your answers").click()
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url(DELETED)
    return sentence, [f"{ada.result_path}/deletion", ada.result_path]


def deletes_a_result_from_the_preview(page: Page, server: Server) -> tuple[str, list[str]]:
    """What answered a press has no address that could be asked for."""
    ada = server.person("Ada")
    ada.finish()
    page.goto(f"{ada.result_path}/share-links")
    page.get_by_role("button", name="Preview what others will see").click()
    page.wait_for_url("**/preview")
    sentence = page.locator("h1").inner_text()
    page.goto(f"{ada.result_path}/deletion")
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url(DELETED)
    return sentence, [f"{ada.result_path}/deletion", f"{ada.result_path}/share-links"]


def deletes_answers(page: Page, server: Server) -> tuple[str, list[str]]:
    token = start(page)
    wait_for_stepper(page)
    page.get_by_role("link", name="Delete my answers").click()
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url(DELETED)
    return "Question 1 of 16", [f"/results/{token}/deletion", f"/questionnaire/{token}"]


def takes_a_link_back(page: Page, server: Server) -> tuple[str, list[str]]:
    ada = server.person("Ada")
    ada.finish()
    shared = ada.share()
    page.goto(shared)
    sentence = page.locator(".eyebrow").inner_text()  # what the result says, its owner's own pages say too
    page.goto(f"{ada.result_path}/share-links")
    page.get_by_text("Take this link back").click()
    page.get_by_role("button", name="Take it back for good").click()
    expect(page.get_by_text("No longer open")).to_be_visible()
    return sentence, [f"{ada.result_path}/share-links", shared]


def ends_a_comparison(page: Page, server: Server) -> tuple[str, list[str]]:
    ada, ben = server.person("Ada"), server.person("Ben")
    for person in (ada, ben):
        person.finish()
    here = ada.result_path + ben.propose(ada.share()).removeprefix(ben.result_path)
    ada.get(here)
    assert ada.post(f"{here}/acceptance", display_name="Ada").status_code == 303
    page.goto(here)
    page.get_by_text("End it for both of us").click()
    page.get_by_role("button", name="End it for good").click()
    page.wait_for_url(re.compile("sent=ended"))
    return "Three questions to talk about", [here]


def withdraws(page: Page, server: Server) -> tuple[str, list[str]]:
    _, (ada, *_) = a_room(server, 4, finished=4)
    page.goto(ada.path)
    page.get_by_role("link", name="Withdraw my part").click()
    page.get_by_role("button", name="Withdraw my part").click()
    page.wait_for_url(re.compile("sent=withdrawn"))
    return "Look at the screen", [f"{ada.path}/withdrawal", ada.path]


def takes_a_facilitator_s_link_back(page: Page, server: Server) -> tuple[str, list[str]]:
    erin, _ = a_room(server, 0)
    take_over(page, erin)
    page.goto(f"{erin.path}/links")
    page.get_by_role("button", name="Invite a co-facilitator").click()
    link = page.locator("#co input[readonly]").input_value()
    assert "/facilitators/" in link
    page.get_by_role("button", name="Take this link back").click()
    expect(page.get_by_text("Taken back on")).to_be_visible()
    return "Take this link back", [f"{erin.path}/links"]


def deletes_a_workshop(page: Page, server: Server) -> tuple[str, list[str]]:
    erin, _ = a_room(server, 0)
    take_over(page, erin)
    page.goto(f"{erin.path}/deletion")
    page.get_by_role("button", name="Delete the workshop for good").click()
    page.wait_for_url(DELETED)
    return "Monday", [f"{erin.path}/deletion", erin.path]


PRESSES = (
    deletes_a_result,
    deletes_a_result_from_the_preview,
    deletes_answers,
    takes_a_link_back,
    ends_a_comparison,
    withdraws,
    takes_a_facilitator_s_link_back,
    deletes_a_workshop,
)


def look_away(page: Page) -> None:
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def look_again(page: Page) -> None:
    page.evaluate("delete document.hidden")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def words_after(page: Page, way: str) -> str:
    """All that can be read once something is shown there; Playwright itself misses pages out of the cache."""
    before = page.evaluate("location.href")
    with suppress(Error):
        page.evaluate(f"history.{way}()")
    return settled(page, lambda address, _: address != before)


def settled(page: Page, is_there: Callable[[str, str], bool]) -> str:
    """The words of the page when it is shown, and this is so of its address and its words."""
    address, words = "", ""
    for _ in range(300):
        with suppress(Error):  # between two pages there is none to ask
            address, words = page.evaluate("[location.href, document.body.innerText]")
            if words and is_there(address, words):
                return str(words)
        page.wait_for_timeout(50)
    raise AssertionError(f"at {address}: {words[:200]}")
