"""The room's screen: all of it on the wall at once, nothing to press, and there again when the server is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.web.page.words import today
from tests.browser.rooms import (
    COUNTED,
    HD,
    PROMPT,
    SMALL,
    Visitor,
    a_room,
    a_second_round,
    asleep,
    awake,
    counts,
    whole,
)
from tests.faults.server import Server
from tests.web.rooms import Facilitator, Participant

pytestmark = pytest.mark.browser

SLIDES = ("map", "facets", "guide", "together", "commitments", "rounds")
QR_PART = 0.45
"""Of the screen's height: what a phone reads from the last row."""

A_LONG_SENTENCE = (
    "In every retrospective I ask the two quietest people first, wait a full ten seconds, and write down "
    "what they say in their own words before anybody else in the room, and me too, comments on it once."
)
A_LONG_TITLE = "W" * 60


@pytest.fixture(scope="module")
def two_rounds(server: Server) -> tuple[Facilitator, list[Participant]]:
    """A second round with its picture, and twelve people who all have much to say."""
    erin, people, _ = a_second_round(server, 12)
    assert len(A_LONG_SENTENCE) in range(195, 201)
    in_a_month = (today() + timedelta(30)).isoformat()
    assert erin.post(f"{erin.path}/next-round", next_round_on=in_a_month).status_code == 200
    for person in people:
        person.get(person.path)
        assert person.post(f"{person.path}/commitment", commitment=A_LONG_SENTENCE).status_code == 303
    return erin, people


@pytest.mark.parametrize("slide", SLIDES)
def test_every_slide_is_on_the_wall_as_a_whole(
    visitor: Visitor, two_rounds: tuple[Facilitator, list[Participant]], slide: str
) -> None:
    erin, _ = two_rounds
    erin.get(erin.path)
    assert erin.show(slide).status_code == 303
    screen = visitor(viewport=HD, color_scheme="dark")
    screen.goto(erin.screen)
    for canvas in screen.locator("[data-chart-canvas]").all():
        expect(canvas.locator(".main-svg").first).to_be_visible()
    for size in (HD, SMALL, HD):
        screen.set_viewport_size(size)
        fits(screen)
    assert screen.evaluate(CUT_OFF) == []


def fits(screen: Page) -> None:
    for _ in range(40):
        if whole(screen):
            return
        screen.wait_for_timeout(50)
    raise AssertionError(f"not on the screen as a whole at {screen.viewport_size}")


CUT_OFF = """() => [...document.querySelectorAll('.projector :is(h1, h2, p, li, svg)')].filter((each) => {
  const { left, right, top, bottom, width } = each.getBoundingClientRect();
  return width > 1 && (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1);
}).map((each) => each.textContent)"""


def lobby(erin: Facilitator) -> None:
    pass


def reminded(erin: Facilitator) -> None:
    erin.press("open")
    erin.post(f"{erin.path}/reminder")


def locked(erin: Facilitator) -> None:
    erin.press("lock")


def closed(erin: Facilitator) -> None:
    erin.press("close")


@pytest.mark.parametrize("reach", [lobby, reminded, locked, closed], ids=lambda reach: reach.__name__)
def test_the_screen_has_no_controls_and_fits_the_longest_title(
    visitor: Visitor, server: Server, reach: Callable[[Facilitator], None]
) -> None:
    erin, _ = a_room(server, 0, opened=False, title=A_LONG_TITLE)
    reach(erin)
    screen = visitor(viewport=HD)
    screen.goto(erin.screen)
    expect(screen.locator("main")).to_contain_text(A_LONG_TITLE)
    for size in (HD, SMALL):
        screen.set_viewport_size(size)
        fits(screen)
        assert screen.evaluate(CUT_OFF) == []
    reachable = screen.locator("a:visible, button:visible, input:visible, summary:visible, [tabindex='0']")
    assert [each.inner_text() for each in reachable.all()] == ["Skip to main content"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [HD, SMALL], ids=["1080", "720"])
def test_the_square_is_large_and_dark_on_white(
    visitor: Visitor, server: Server, scheme: str, size: dict[str, int]
) -> None:
    erin, _ = a_room(server, 0, opened=False)
    screen = visitor(viewport=size, color_scheme=scheme)
    screen.goto(erin.screen)
    modules = screen.locator(".qr").evaluate("svg => svg.viewBox.baseVal.width")
    box = screen.locator(".qr").bounding_box()
    assert box
    without_its_quiet_zone = box["height"] * (modules - 8) / modules
    assert without_its_quiet_zone >= QR_PART * size["height"]
    fills = screen.locator(".qr > *").evaluate_all("each => each.map(part => getComputedStyle(part).fill)")
    assert fills == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_the_screen_says_when_the_server_is_gone_and_goes_on_by_itself(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, server: Server
) -> None:
    own = Server(tmp_path_factory.mktemp("gone"), server.assets_dir, {"WORKERS": "1"}).start()
    try:
        erin, _ = a_room(own, 1)
        with a_screen(browser, own) as screen:
            screen.goto(erin.screen)
            counts(screen, 1, 1, 0)
            own.stop()
            line = screen.locator("[data-connection]")
            screen.clock.fast_forward(2_000)
            screen.clock.fast_forward(5_000)
            expect(line).to_have_text("Reconnecting …")
            expect(line).to_have_role("status")
            screen.clock.fast_forward(20_000)
            expect(line).to_contain_text("The server has been out of reach since")
            expect(screen.locator(".join-code")).to_be_visible()
            assert whole(screen)
            own.start()
            erin.get(erin.path)
            erin.press("lock")
            screen.clock.fast_forward(6_000)
            expect(screen.locator("main")).to_contain_text("The door is locked", timeout=COUNTED)
            expect(line).to_be_empty()
    finally:
        own.kill_everything()


@contextmanager
def a_screen(browser: Browser, server: Server) -> Iterator[Page]:
    """A screen whose clock the test turns: nobody waits for twenty seconds here."""
    context = browser.new_context(viewport=HD, base_url=server.url)
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


def test_a_screen_that_was_asleep_or_hidden_is_up_to_date_at_once(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 3, finished=3)
    screen = visitor(viewport=HD)
    screen.clock.install()
    screen.goto(erin.screen)
    expect(screen.locator(".join-code")).to_be_visible()
    asleep(screen)
    assert erin.press("reveal").status_code == 303
    screen.wait_for_timeout(500)
    expect(screen.locator(".join-code")).to_be_visible()
    awake(screen)
    expect(screen.locator("[data-chart=team-map]")).to_be_attached(timeout=PROMPT)


def test_the_screen_is_the_same_after_a_reload(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 3, finished=3)
    assert erin.press("reveal").status_code == 303
    erin.get(erin.path)
    assert erin.show("facets").status_code == 303
    screen = visitor(viewport=HD)
    for visit in (lambda: screen.goto(erin.screen), screen.reload):
        visit()
        expect(screen.locator("[data-chart=team-facets] .main-svg").first).to_be_visible()
        expect(screen.locator("h1")).to_have_text("The themes as a team")
