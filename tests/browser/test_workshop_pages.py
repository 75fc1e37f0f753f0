"""A workshop's pages as some people have their browsers: with colours of their own, and without motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.rooms import Visitor, a_room
from tests.faults.server import Server

pytestmark = pytest.mark.browser


def test_forced_colours_keep_the_square_and_the_slide_that_is_shown(browser: Browser, server: Server) -> None:
    erin, _ = a_room(server, 3, finished=3)
    context = browser.new_context(base_url=server.url, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(erin.screen)
    fills = page.locator(".qr > *").evaluate_all("each => each.map(part => getComputedStyle(part).fill)")
    assert fills == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert erin.press("reveal").status_code == 303
    page.goto(erin.secret_link())
    lines = page.locator(".slides .button").evaluate_all(
        "each => each.map(b => getComputedStyle(b).textDecorationLine)"
    )
    assert lines.count("underline") == 1
    expect(page.locator(".slides [aria-current]")).to_have_css("text-decoration-line", "underline")
    context.close()


def test_without_motion_nothing_moves_when_the_picture_comes(browser: Browser, server: Server) -> None:
    erin, _ = a_room(server, 3, finished=3)
    context = browser.new_context(base_url=server.url, reduced_motion="reduce")
    page = context.new_page()
    page.goto(erin.screen)
    assert erin.press("reveal").status_code == 303
    expect(page.locator("[data-chart=team-map] .main-svg").first).to_be_attached(timeout=20_000)
    moving = "document.getAnimations().filter(each => each.playState === 'running').length"
    assert page.evaluate(moving) == 0
    context.close()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 664)])
def test_take_part_is_on_the_first_screen_with_what_matters_most(
    visitor: Visitor, server: Server, width: int, height: int
) -> None:
    erin, _ = a_room(server, 0, may_bring="y", title="Monday with everybody")
    phone = visitor(viewport={"width": width, "height": height})
    phone.goto(f"/join/{erin.code}")
    for seen in (phone.get_by_text("yours alone"), phone.get_by_role("button", name="Take part")):
        box = seen.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height


def test_a_title_moves_on_with_its_page(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 0, opened=False, title="Monday")
    screen = visitor()
    screen.goto(erin.screen)
    expect(screen).to_have_title("Screen: join · Monday – Limelight")
    assert erin.press("open").status_code == 303
    expect(screen).to_have_title("Screen: answering · Monday – Limelight")
