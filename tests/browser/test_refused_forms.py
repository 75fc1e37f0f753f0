"""What cannot be taken is told at the top of the page, where everybody is, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.refusals import REFUSED, refuse
from tests.browser.rooms import Visitor
from tests.browser.test_first_screen import WINDOWS
from tests.browser.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("form", REFUSED)
@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_the_summary_is_on_the_first_screen_with_the_focus(
    visitor: Visitor, world: World, form: str, has_script: bool
) -> None:
    """Each form is opened with a fragment that leads far down, as links and Back leave it behind."""
    page = visitor(viewport={"width": WINDOWS[0][0], "height": WINDOWS[0][1]}, java_script_enabled=has_script)
    refuse(page, world, form)
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        box, first = summary.bounding_box(), summary.locator("a, p").first.bounding_box()
        assert box
        assert first
        assert 0 <= box["y"] <= 160
        assert first["y"] + first["height"] <= height
    assert page.title().startswith("Error: ")
    assert "#" not in page.url
    for link in summary.locator("a").all():
        target = str(link.get_attribute("href")).removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1
