"""With an instrument that is not ours: whatever its items are called, a person finishes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import answer_by_keyboard, checked, current_item, saved, submit, wait_for_stepper
from tests.faults.server import Server
from tests.web.test_any_ids import OF_ITEMS, OTHERS, with_ids

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Server]:
    """With ids that pages, forms and browsers use themselves."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "ids.yaml").write_text(with_ids(OF_ITEMS | OTHERS))
    settings = {"WORKERS": "1", "INSTRUMENT": os.fspath(folder / "ids.yaml")}
    own = Server(folder, server.assets_dir, settings).start()
    yield own
    own.kill_everything()


def test_whatever_the_items_are_called_the_script_steps_saves_and_sends(
    visitor: Callable[..., Page], other: Server
) -> None:
    page = visitor(base_url=other.url)
    page.goto("/")
    page.get_by_role("button", name="Start – 9 questions").click()
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "123")
    saved(page)
    here, given = current_item(page), checked(page)
    page.reload()
    wait_for_stepper(page)
    assert (current_item(page), checked(page)) == (here, given)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "213213")
    expect(page.locator(".is-current")).to_have_id("finish")
    submit(page)
    expect(page.locator("h1.result-sentence")).to_be_visible()
