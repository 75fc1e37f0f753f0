"""The charts in a real browser, under the site's real content policy: drawn, quiet, at home on this server.

With the small bundle where npm has fetched it, else with the one inside the Python package. Ada has a facet
near the middle and one without a score. Loading the library is slow, so tests that only look share one page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from quiz.charts.base.chart import Chart
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.headline import headline_figure
from quiz.charts.person.map import map_figure
from quiz.instrument.file import parse_instrument
from tests.builders import a_score
from tests.charts.chart_page import BASIC_BUNDLE, ROOT, full_bundle, served
from tests.charts.profiles import with_facets

WIDTHS = (320, 360, 639, 640, 768, 1280, 2560)
MAP_STYLES_OF_THE_FULL_BUNDLE = 1
"""The full bundle sets up styles for its geographic maps as it loads; we draw none, and the policy holds."""


@dataclass
class Visit:
    """One visit to the page, and what was noticed on the way."""

    page: Page
    address: str
    violations: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def charts() -> list[Chart]:
    instrument = parse_instrument(
        (ROOT / "tests" / "instruments" / "limelight-2.yaml").read_text(encoding="utf-8")
    )
    profile = with_facets({"credit": None, "remit": a_score(52)})
    drawn = (
        headline_figure(profile, instrument),
        map_figure(profile, instrument),
        facets_figure(profile, instrument),
    )
    return [chart for chart in drawn if chart]


@pytest.fixture(scope="module")
def address(charts: list[Chart]) -> Iterator[str]:
    with served(charts, BASIC_BUNDLE if BASIC_BUNDLE.exists() else full_bundle()) as url:
        yield url


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    visit = Visit(page, address)
    page.on("console", lambda message: visit.violations.append(message.text))
    page.on("request", lambda request: visit.requests.append(request.url))
    open_drawn(page, address)
    yield visit
    page.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    """The shared page as a visitor finds it."""
    visit.page.set_viewport_size({"width": 1280, "height": 900})
    visit.page.emulate_media(color_scheme="light")
    return visit.page


def open_drawn(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-chart=facets] details:not([open])", timeout=30_000)


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(
        """() => document.querySelector('[data-chart=facets] .main-svg').width.baseVal.value
          === document.querySelector('[data-chart=facets] [data-chart-canvas]').clientWidth"""
    )


def surface_of(page: Page) -> Any:
    return page.evaluate("document.querySelector('.main-svg').style.background")


def test_every_chart_is_drawn_and_its_table_folded_away(page: Page, charts: list[Chart]) -> None:
    assert page.locator("[data-chart]").count() == len(charts) == 3
    for chart in charts:
        assert page.locator(f"[data-chart={chart.id}] .main-svg .scatterlayer .point").count() > 0
        assert page.locator(f"[data-chart={chart.id}] details").get_attribute("open") is None


def test_the_content_policy_is_kept(visit: Visit) -> None:
    violations = [text for text in visit.violations if "Content Security Policy" in text]
    allowed = 0 if BASIC_BUNDLE.exists() else MAP_STYLES_OF_THE_FULL_BUNDLE
    assert len(violations) <= allowed, violations


def test_nothing_is_asked_of_any_other_server(visit: Visit, page: Page) -> None:
    page.locator("[data-chart=map] .nsewdrag").hover()
    assert f"{visit.address}plotly.js" in visit.requests
    assert [url for url in visit.requests if not url.startswith((visit.address, "data:", "blob:"))] == []


def test_the_one_button_saves_a_picture_named_after_the_chart(page: Page) -> None:
    button = page.locator("[data-chart=map] .modebar-btn")
    assert button.count() == 1
    assert button.get_attribute("aria-label") == "Save as a picture: The place on the map"
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "limelight-map.png"


def test_no_chart_can_be_sent_to_the_librarys_maker(page: Page) -> None:
    settings = page.evaluate(
        """[...document.querySelectorAll('.js-plotly-plot')].map(({ _context: settings }) =>
          [settings.showSendToCloud, settings.plotlyServerURL, settings.displaylogo])"""
    )
    assert settings == [[False, "", False]] * 3
    assert page.locator(".modebar-btn").count() == 3


def test_pointing_at_the_place_on_the_map_says_its_figures(page: Page) -> None:
    page.locator("[data-chart=map]").scroll_into_view_if_needed()
    page.locator("[data-chart=map] .scatterlayer .point").hover(force=True)
    page.wait_for_selector("[data-chart=map] .hovertext")
    told = page.locator("[data-chart=map] .hovertext .nums").text_content()
    assert told == "Mindset: 70, band 60 to 80Focus: 70, band 60 to 80"


def test_the_picture_is_told_in_words_to_those_who_listen(page: Page, charts: list[Chart]) -> None:
    for chart in charts:
        drawing = page.get_by_role("img", name=f"{chart.heading}. {chart.takeaway}", exact=True)
        assert drawing.count() == 1


def test_when_the_library_does_not_come_the_tables_stay_open(browser: Browser, charts: list[Chart]) -> None:
    page = browser.new_page()
    with served(charts, library=None) as address:
        with page.expect_response(f"{address}plotly.js") as answer:
            page.goto(address)
        assert answer.value.status == 404
        page.wait_for_timeout(200)
        assert page.locator("details[open]").count() == len(charts)
        assert page.locator(".main-svg").count() == 0
    page.close()


def test_without_javascript_the_tables_are_open(browser: Browser, address: str, charts: list[Chart]) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    assert page.locator("details[open] table").count() == len(charts)
    page.close()


def test_the_colours_follow_the_scheme_at_once(page: Page) -> None:
    assert surface_of(page) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.querySelector('.main-svg').style.background === 'rgb(27, 24, 34)'")


def test_paper_gets_light_colours_and_a_width_that_fits(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.querySelector('.main-svg').style.background === 'rgb(27, 24, 34)'")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert surface_of(page) == "rgb(255, 255, 255)"
    widths = page.evaluate(
        "[...document.querySelectorAll('.main-svg')].map((svg) => svg.width.baseVal.value)"
    )
    assert max(widths) <= 640
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert surface_of(page) == "rgb(27, 24, 34)"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_is_cut_off_or_overlaps_and_nothing_scrolls_sideways(page: Page, width: int) -> None:
    resize(page, width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".annotation-text").count() > 40
    assert page.evaluate(LABELS_CUT_OFF) == []
    assert page.evaluate(LABELS_THAT_OVERLAP) == []


LABELS_CUT_OFF = """() => [...document.querySelectorAll('.annotation-text')].filter((label) => {
  const inner = label.getBoundingClientRect();
  const outer = label.closest('.svg-container').getBoundingClientRect();
  return inner.left < outer.left - 1 || inner.right > outer.right + 1
    || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
}).map((label) => label.textContent)"""

LABELS_THAT_OVERLAP = """() => {
  const boxes = [...document.querySelectorAll('.annotation-text')]
    .map((label) => [label.textContent, label.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1)
    .filter(([, b]) => a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => `${one} / ${other}`));
}"""


def test_a_finger_that_starts_on_a_chart_still_scrolls_the_page(browser: Browser, address: str) -> None:
    phone = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    open_drawn(page, address)
    page.locator("[data-chart=map] .nsewdrag").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    swipe_upwards(phone, page, "[data-chart=map] .nsewdrag")
    page.wait_for_function("before => scrollY > before + 100", arg=before)
    phone.close()


def swipe_upwards(phone: BrowserContext, page: Page, selector: str) -> None:
    box = page.locator(selector).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = phone.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 15):
        moved = {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 15 * step}]}
        finger.send("Input.dispatchTouchEvent", moved)
        page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
