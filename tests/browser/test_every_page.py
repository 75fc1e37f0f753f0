"""Every page, light and dark, on a phone and on a desk: no accessibility violation, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.journeys import drawn, finish, start, wait_for_stepper

pytestmark = pytest.mark.browser

Visitor = Callable[..., Page]

WIDTHS = (320, 360, 768, 1280, 3840)


def _landing(page: Page) -> None:
    page.goto("/")


def _help(page: Page) -> None:
    page.goto("/help")


def _scoring(page: Page) -> None:
    page.goto("/scoring")
    for each in page.locator("details").all():
        each.evaluate("details => { details.open = true }")


def _patterns(page: Page) -> None:
    page.goto("/patterns")


def _not_found(page: Page) -> None:
    page.goto("/nothing-here")


def _stepper(page: Page) -> None:
    start(page, 40)
    wait_for_stepper(page)


def _problem(page: Page) -> None:
    start(page)
    wait_for_stepper(page)
    page.evaluate("location.hash = 'finish'")
    page.get_by_role("button", name="See my result").click()
    page.wait_for_selector(".error-summary")
    wait_for_stepper(page)


def _result(page: Page) -> None:
    finish(page)
    drawn(page)


def _deletion(page: Page) -> None:
    token = start(page)
    page.goto(f"/results/{token}/deletion")


def _research(page: Page) -> None:
    finish(page)
    page.get_by_role("link", name="your answers be used for research").click()
    page.get_by_label("My answers may be used for research").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=from now on")


PAGES = (_landing, _help, _scoring, _patterns, _not_found, _stepper, _problem, _result, _deletion, _research)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("reach", PAGES, ids=lambda reach: reach.__name__.strip("_"))
def test_axe_finds_nothing_and_nothing_is_cut_off(
    visitor: Visitor, reach: Callable[[Page], None], scheme: str
) -> None:
    page = visitor(color_scheme=scheme, reduced_motion="reduce")
    reach(page)
    look(page)


def look(page: Page) -> None:
    """Nothing for axe to find, nothing cut off at any width, one heading above all."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert fits(page), f"sideways at {width} px"
    assert page.locator("h1").count() == 1


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window, once the charts have been drawn anew."""
    for _ in range(40):
        if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            return True
        page.wait_for_timeout(50)
    return False


def test_the_long_form_without_javascript_passes_axe_s_eye_too(visitor: Visitor) -> None:
    """Axe needs a script of its own, so ours are kept away instead."""
    page = visitor()
    page.route("**/*.js", lambda route: route.abort())
    start(page, 40)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_forced_colours_keep_the_checked_answer_visible(visitor: Visitor) -> None:
    page = visitor(forced_colors="active")
    start(page)
    wait_for_stepper(page)
    option = page.locator(".item.is-current label.option").first
    option.click()
    assert option.locator("input").is_checked()
    assert option.locator("input").evaluate("radio => getComputedStyle(radio).appearance") != "none"


def test_without_motion_nothing_moves(visitor: Visitor) -> None:
    page = visitor(reduced_motion="reduce")
    start(page)
    wait_for_stepper(page)
    moving = page.evaluate("document.getAnimations().filter(each => each.playState === 'running').length")
    assert moving == 0
