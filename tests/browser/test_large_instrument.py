"""A questionnaire of 520 items: answers go on their way in pieces, and the whole form arrives."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import checked, saved, wait_for_stepper
from tests.browser.network import STRANGERS
from tests.browser.test_exchange import SAVES, Visitor, kept_on_the_server
from tests.browser.test_offline import outbox
from tests.faults.server import Server
from tests.instrument.instrument_texts import SMALL

pytestmark = pytest.mark.browser

TIMES = 65
ALL = 520
STATEMENT = re.compile(r"  - \{id: ([a-z]+-\d), (.*?)\., (.*)\}\n")
ANSWER_ALL = """options => document.querySelectorAll('[data-item]').forEach((item, at) =>
  item.querySelector(`input[value="${options[at % options.length]}"]`).click())"""


def enlarged() -> str:
    """The small instrument, each of its eight statements 65 times, under ids as long as they may be."""
    statements = STATEMENT.findall(SMALL)
    assert len(statements) * TIMES == ALL
    several = [
        (f"{item}-{time}".ljust(60, "a"), f"{head} {time}., {rest}")
        for time in range(TIMES)
        for item, head, rest in statements
    ]
    lines = "".join(f"  - {{id: {item}, {rest}}}\n" for item, rest in several)
    ids = ", ".join(item for item, _ in several)
    text = STATEMENT.sub("", SMALL).replace("items:\n", f"items:\n{lines}", 1)
    full, quick = re.findall(r"items: \[.*\]", text)
    text = text.replace(full, f"items: [{ids}, ending-situation]")
    return text.replace(quick, f"items: [{ids}]")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("large")
    (folder / "large.yaml").write_text(enlarged())
    settings = {"WORKERS": "1", "INSTRUMENT": os.fspath(folder / "large.yaml")}
    own = Server(folder, server.assets_dir, settings).start()
    yield own
    own.kill_everything()


def begin(page: Page) -> str:
    page.goto("/")
    page.get_by_role("button", name=f"Start – {ALL} questions").click()
    wait_for_stepper(page)
    return page.url.rsplit("/", 1)[1]


def test_520_answers_given_behind_a_portal_are_kept_sent_and_submitted(
    visitor: Visitor, large: Server
) -> None:
    page = visitor(base_url=large.url)
    begin(page)
    page.route(SAVES, STRANGERS["a portal"])
    page.evaluate(ANSWER_ALL, "123")
    expect(page.locator("[data-save-status]")).to_contain_text("Kept on this device")
    page.reload()
    wait_for_stepper(page)
    assert len(checked(page)) == ALL
    page.evaluate("location.hash = 'finish'")
    page.get_by_role("button", name="See my result").click()
    expect(page.locator("[data-save-status]")).to_contain_text("Kept on this device")
    assert outbox(page) == 1
    page.unroute(SAVES)
    page.wait_for_url("**/results/*")
    assert outbox(page) == 0


def test_no_save_is_larger_than_what_a_closing_page_may_send(visitor: Visitor, large: Server) -> None:
    page = visitor(base_url=large.url)
    token = begin(page)
    sizes: list[int] = []
    page.on(
        "request",
        lambda request: sizes.append(len(request.post_data or "")) if "/responses" in request.url else None,
    )
    page.evaluate(ANSWER_ALL, "2")
    saved(page)
    assert sum(size > 0 for size in sizes) >= 6
    assert max(sizes) < 16_000
    assert kept_on_the_server(visitor, token, large.url) == ["2"] * ALL


def test_520_answers_arrive_without_a_script(visitor: Visitor, large: Server) -> None:
    page = visitor(base_url=large.url)
    begin(page)
    page.evaluate(ANSWER_ALL, "31")
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('[data-questionnaire]'))")
    page.wait_for_url("**/results/*")
