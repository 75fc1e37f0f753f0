"""Every page in every state, light and dark, on a phone and a desk, with the longest words and large letters.

Letters twice as large are what the browser's own setting does: `Page.setFontSizes` changes its default, so
that lengths and media queries follow, as they do for whoever chooses "very large" there.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from quiz.settings.environment import ROOT
from quiz.web.assets.contents import small_bundle
from tests.browser.journeys import start, wait_for_stepper
from tests.browser.places import EVERYWHERE, reach
from tests.browser.rooms import Visitor
from tests.browser.test_charts import LABELS_CUT_OFF
from tests.browser.world import World, unfold
from tests.faults.server import Server

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 640}, {"width": 1280, "height": 720}
WIDTHS = (320, 360, 768, 1280, 3840)
HARMLESS = ("status of 4", "Clear-Site-Data", "Autofocus processing")
"""What Chromium notes about an answer or a page that is as it is meant."""

LARGE_LETTERS, THEIR_WIDTHS = 32, (320, 390)


@pytest.fixture(scope="module")
def eyes(browser: Browser, server: Server) -> Iterator[Page]:
    """One browser that is everybody's: the pages differ by their addresses."""
    context = browser.new_context(base_url=server.url, reduced_motion="reduce", viewport=PHONE)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("place", EVERYWHERE)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(eyes: Page, world: World, place: str) -> None:
    complaints: list[str] = []
    note = lambda message: complaints.append(message.text)  # noqa: E731 - the same is taken away again
    eyes.set_viewport_size(PHONE)
    letters(eyes, 16)
    eyes.on("console", note)
    reach(eyes, world, place)
    drawn(eyes)
    assert eyes.locator("h1").count() == 1
    unfold(eyes)
    without_lamps(eyes)
    for size, schemes in ((PHONE, ("dark", "light")), (DESK, ("light", "dark"))):
        eyes.set_viewport_size(size)
        for scheme in schemes:
            eyes.emulate_media(color_scheme=scheme)
            axe_finds_nothing(eyes)
    nothing_is_too_wide(eyes)
    eyes.remove_listener("console", note)
    if small_bundle(ROOT):  # the larger one sets styles for maps, which our policy refuses
        assert [each for each in complaints if not any(known in each for known in HARMLESS)] == []


def drawn(page: Page) -> None:
    if page.locator("[data-plotly-src]").count() == 0:
        return
    for folded in page.locator("#charts:not([open]) > summary").all():
        folded.click()
    for canvas in page.locator("[data-chart-canvas]").all():
        canvas.evaluate("canvas => canvas.parentElement.scrollIntoView({behavior: 'instant'})")
        expect(canvas.locator(".main-svg").first).to_be_attached(timeout=20_000)


def letters(page: Page, size: int) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size * 13 // 16}})
    session.detach()


def root(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))


def without_lamps(page: Page) -> None:
    """Of what is behind a gradient axe says nothing; what it does to letters, its own test says."""
    page.evaluate(
        """() => {
          const plain = new CSSStyleSheet();
          plain.replaceSync('*, ::before, ::after { background-image: none !important; }');
          document.adoptedStyleSheets = [plain];
        }"""
    )


def axe_finds_nothing(page: Page) -> None:
    """No violation, and no contrast that it could not decide; letters in drawings are looked at besides."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    undecided = [each for each in found.response["incomplete"] if each["id"] == "color-contrast"]
    nodes = [node["html"] + node["any"][0]["message"] for each in undecided for node in each["nodes"]]
    assert [node for node in nodes if not node.startswith(("<text", "<tspan"))] == []
    assert page.evaluate(PALE_LETTERS) == []


PALE_LETTERS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  const weights = [0.2126, 0.7152, 0.0722];
  const light = (colour) => channels(colour).reduce((sum, each, at) => sum + each * weights[at], 0);
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  return [...document.querySelectorAll('.main-svg text')].filter((text) => text.textContent)
    .filter((text) => {
      const surface = text.closest('.svg-container').querySelector('.main-svg').style.background;
      return contrast(light(getComputedStyle(text).fill), light(surface)) < 4.5;
    }).map((text) => `${text.textContent} ${getComputedStyle(text).fill}`);
}"""
"""Letters in a drawing that do not stand out from its paper by 4.5 to 1."""


def nothing_is_too_wide(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert wide(page) == [], f"at {width} px"
    letters(page, LARGE_LETTERS)
    assert root(page) >= LARGE_LETTERS
    for width in THEIR_WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert wide(page) == [], f"at {width} px with letters twice as large"


def wide(page: Page) -> list[str]:
    """What reaches beyond the window's right edge, once the charts have been drawn anew."""
    for _ in range(100):
        if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            return []
        page.wait_for_timeout(50)
    return list(page.evaluate(BEYOND)) or ["something"]


BEYOND = """() => [...document.querySelectorAll('body *')]
  .filter((each) => each.getBoundingClientRect().left + each.scrollWidth > innerWidth + 1)
  .map((each) => `${each.localName}.${each.className} ${each.textContent.slice(0, 30)}`).slice(-5)"""


def test_letters_in_charts_follow_those_of_the_page(eyes: Page, world: World) -> None:
    """Also where the drawing is then wider than its place: it scrolls there, and its table stays open."""
    sizes = {}
    for size in (16, LARGE_LETTERS):
        eyes.set_viewport_size({"width": 390, "height": 844})
        letters(eyes, size)
        eyes.goto(world.ada.result_path)
        letters(eyes, size)
        assert root(eyes) == size
        drawn(eyes)
        sizes[size] = eyes.locator("[data-chart=facets] .annotation-text").first.evaluate(HEIGHT)
        assert eyes.locator(".chart-table[open]").count() == (0 if size == 16 else 2)
        assert wide(eyes) == []
        assert eyes.evaluate(LABELS_CUT_OFF) == []
    assert sizes[LARGE_LETTERS] == pytest.approx(2 * sizes[16], rel=0.05)
    point, told = (
        eyes.locator(f"[data-chart=map] {each}") for each in (".scatterlayer .point", ".hovertext")
    )
    eyes.set_viewport_size(DESK)
    for _ in range(20):  # until it has been drawn anew
        eyes.mouse.move(0, 0)
        point.first.hover(force=True)
        if told.count():
            break
        eyes.wait_for_timeout(100)
    expect(told).to_contain_text("band")


HEIGHT = "text => text.getBoundingClientRect().height"


def test_the_long_form_without_javascript_passes_axe_s_eye_too(visitor: Visitor) -> None:
    """Axe needs a script of its own, so ours are kept away instead."""
    page = visitor()
    page.route("**/*.js", lambda route: route.abort())
    start(page, 40)
    without_lamps(page)
    axe_finds_nothing(page)


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
