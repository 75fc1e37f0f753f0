"""A team's charts in a real browser under the site's content policy: drawn, legible, whole at every width.

Three teams: mixed, one of which nothing is told, and one of 500 with a few at the ends; one’s own place too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from quiz.charts.base.chart import Chart
from quiz.charts.team.facets import rounds_figure, team_facets_figure
from quiz.charts.team.map import team_map_figure
from quiz.instrument.file import parse_instrument
from quiz.measurement.team import Leanings, TeamPicture
from tests.browser.test_charts import LABELS_CUT_OFF, LABELS_THAT_OVERLAP, MAP_STYLES_OF_THE_FULL_BUNDLE
from tests.builders import FACET_IDS, a_score
from tests.charts.chart_page import BASIC_BUNDLE, ROOT, full_bundle, served
from tests.charts.profiles import on_the_map
from tests.pictures import NOTHING, a_picture

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 699, 700, 768, 1280, 2560)
LAST = "[data-chart=rounds]"

TEAMS = {
    "mixed": a_picture({"remit": Leanings(0, 8)}),
    "three": a_picture(dict.fromkeys(FACET_IDS, NOTHING), {}, n=3),
    "large": a_picture(dict.fromkeys(FACET_IDS, Leanings(2, 4)), n=500, is_later=True),
}


def charts_of(picture: TeamPicture) -> list[Chart]:
    instrument = parse_instrument((ROOT / "questions.yaml").read_text(encoding="utf-8"))
    return [
        team_map_figure(picture, instrument, on_the_map(a_score(33), a_score(62))),
        team_facets_figure(picture, instrument),
        rounds_figure([a_picture(), picture], instrument),
    ]


@pytest.fixture(scope="module", params=TEAMS)
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    charts = charts_of(TEAMS[request.param])
    assert len(charts) == 3
    with served(charts, BASIC_BUNDLE if BASIC_BUNDLE.exists() else full_bundle()) as url:
        yield url


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_every_chart_is_drawn_quietly_and_axe_finds_nothing(
    browser: Browser, address: str, scheme: str
) -> None:
    forced = "active" if scheme == "forced" else "none"
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme="light" if scheme == "light" else "dark",
        forced_colors=forced,
    )
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    open_drawn(page, address)
    assert page.locator(".js-plotly-plot").count() == page.locator("[data-chart]").count() == 3
    violations = [text for text in told if "Content Security Policy" in text]
    assert len(violations) <= (0 if BASIC_BUNDLE.exists() else MAP_STYLES_OF_THE_FULL_BUNDLE), violations
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_no_label_is_cut_off_or_overlaps_another_at_any_width(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        open_drawn(page, address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        assert page.locator(".annotation-text").count() > 60
        assert page.evaluate(LABELS_CUT_OFF) == [], width
        assert page.evaluate(LABELS_THAT_OVERLAP) == [], width
        assert page.evaluate(NUMBERS_THAT_MEET) == [], width
    page.close()


NUMBERS_THAT_MEET = """() => {
  const texts = '[data-chart=team-map] .textpoint text, [data-chart=team-map] .annotation-text, .bartext';
  const boxes = [...document.querySelectorAll(texts)].filter((text) => text.textContent)
    .map((text) => [text.textContent, text.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1)
    .filter(([, b]) => a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => `${one} / ${other}`));
}"""


def test_the_domains_stand_side_by_side_only_where_there_is_room(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for width, is_wide in ((360, False), (1280, True)):
        page.set_viewport_size({"width": width, "height": 900})
        open_drawn(page, address)
        first, second = (
            page.locator("[data-chart=team-facets] .annotation-text", has_text=name).bounding_box()
            for name in ("Mindset", "Focus")
        )
        assert first is not None
        assert second is not None
        assert (abs(first["y"] - second["y"]) < 2) is is_wide
    page.close()


def open_drawn(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(f"{LAST} details:not([open])", state="attached", timeout=30_000)
