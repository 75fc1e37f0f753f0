"""Letters, edges and the focus stand out from the darkest and the lightest pixel that the lamps make."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.rooms import Visitor
from tests.browser.world import World

pytestmark = pytest.mark.browser

LETTERS = ("text", "text-quiet", "danger")
EDGES = ("control", "focus", "caution", "saved")
AT_LEAST = {**dict.fromkeys(LETTERS, 4.5), **dict.fromkeys(EDGES, 3.0)}
"""WCAG 2.2, 1.4.3 and 1.4.11."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280, 3840])
def test_what_stands_on_the_glow_is_legible_on_its_worst_pixel(
    visitor: Visitor, scheme: str, width: int
) -> None:
    """The first page's lamps are the brightest: elsewhere they are the same or weaker."""
    page = visitor(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/")
    colours = {name: token(page, name) for name in AT_LEAST}
    page.evaluate("document.body.replaceChildren()")
    ground = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    behind = {each for _, each in ground.getcolors(ground.width * ground.height) or ()}
    assert len(behind) > 100
    worst = {name: min(contrast(colour, each) for each in behind) for name, colour in colours.items()}
    assert {name: found for name, found in worst.items() if found < AT_LEAST[name]} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_button_of_a_chart_has_a_ring_that_can_be_seen(
    visitor: Visitor, world: World, scheme: str
) -> None:
    page = visitor(color_scheme=scheme)
    page.goto(world.ada.result_path)
    page.locator("#charts > summary").click()
    button = page.locator(".modebar-btn").first
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    ring = button.evaluate(RING)
    assert ring[0] == "3px"
    channels = tuple(int(each) for each in ring[1].removeprefix("rgb(").removesuffix(")").split(","))
    assert contrast(channels, token(page, "surface")) >= 3


RING = "each => [getComputedStyle(each).outlineWidth, getComputedStyle(each).outlineColor]"


def token(page: Page, name: str) -> tuple[int, ...]:
    """A colour of static/css/tokens.css as it is in this scheme."""
    found = page.evaluate(
        """name => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = `var(--${name})`;
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color.match(/\\d+/g).map(Number);
        }""",
        name,
    )
    return tuple(found)


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    shares = (each / 255 for each in colour[:3])
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
