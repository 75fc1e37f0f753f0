"""Every page of a workshop, light and dark, on a phone and a desk: axe finds nothing, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.rooms import a_room, a_second_round
from tests.faults.server import Server
from tests.web.rooms import Facilitator, Participant

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
NARROW = (320, 360)
PHONE, DESK = 360, 1280


@dataclass
class Eyes:
    """One browser that is a facilitator's and everybody's: the pages differ by their addresses."""

    page: Page
    server: Server

    def look(self, path: str, words: str) -> None:
        """At one page in all the ways there are; `words` are its own, to see that it is the page meant."""
        self.page.goto(path)
        self.look_here(words)

    def look_here(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)
        for canvas in self.page.locator("[data-chart-canvas]").all():
            expect(canvas.locator(".main-svg").first).to_be_attached(timeout=20_000)
        for width in (DESK, PHONE):
            self.page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found = Axe().run(self.page)
                assert found.violations_count == 0, f"{scheme} at {width}: {found.generate_report()}"
        for width in NARROW:
            self.page.set_viewport_size({"width": width, "height": 800})
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                f"sideways at {width}"
            )
        assert self.page.locator("h1").count() == 1


@pytest.fixture(scope="module")
def eyes(browser: Browser, server: Server) -> Iterator[Eyes]:
    context = browser.new_context(base_url=server.url, reduced_motion="reduce")
    yield Eyes(context.new_page(), server)
    context.close()


def enter(eyes: Eyes, erin: Facilitator) -> None:
    eyes.page.goto(erin.secret_link())


def test_a_facilitator_s_pages(eyes: Eyes) -> None:
    erin, _ = a_room(eyes.server, 0, opened=False, title="Monday", may_bring="y")
    eyes.look("/workshops", "A workshop with your team")
    eyes.page.evaluate("document.querySelector('main form').noValidate = true")
    eyes.page.get_by_role("button", name="Create the workshop").click()
    eyes.look_here("There is a problem")
    enter(eyes, erin)
    eyes.look_here("Nobody has joined yet.")
    eyes.look(f"{erin.path}/deletion", "Delete “Monday”?")
    eyes.page.goto(f"{erin.path}/links")
    eyes.page.get_by_role("button", name="Invite a co-facilitator").click()
    eyes.page.get_by_text("Show the square").click()
    eyes.look_here("Take this link back")


def test_the_doors(eyes: Eyes) -> None:
    erin, _ = a_room(eyes.server, 0, opened=False, title="Monday", may_bring="y")
    eyes.look("/join", "Type the code from the screen.")
    eyes.page.get_by_label("Code").fill("222222")
    eyes.page.get_by_role("button", name="Go").click()
    eyes.look_here("No workshop has this code now.")
    eyes.page.goto(f"/join/{erin.code}")
    for closed in eyes.page.locator("main summary").all():
        closed.click()
    eyes.look_here("Before you answer: who sees what")
    eyes.page.get_by_label("Your paper code").fill("2222222222")
    eyes.page.get_by_role("button", name="Come back in").click()
    eyes.look_here("Nobody in this workshop has this paper code.")
    for move, words in (("lock", "has locked the door"), ("close", "This round is closed")):
        erin.get(erin.path)
        assert erin.press(move).status_code == 303
        eyes.look(f"/join/{erin.code}", words)


def test_before_the_reveal(eyes: Eyes) -> None:
    erin, (ada, *_) = a_room(eyes.server, 1, opened=False)
    eyes.look(ada.path, "You are in")
    eyes.look(f"{ada.path}/withdrawal", "Withdraw")
    eyes.look(erin.screen, "Point your phone at the square")
    erin, (ada, _, _, dora) = a_room(eyes.server, 4, finished=3)
    assert erin.post(f"{erin.path}/reminder").status_code == 200
    eyes.look(ada.path, "Thank you. Look at the screen")
    eyes.look(dora.path, "The facilitator asks everybody to finish soon.")
    eyes.look(erin.screen, "Please finish your answers soon.")
    enter(eyes, erin)
    eyes.look_here("Reveal the picture")


@pytest.fixture(scope="module")
def revealed(server: Server) -> tuple[Facilitator, list[Participant]]:
    """A second round with its picture, after a first one."""
    erin, again, earlier = a_second_round(server, 4)
    again[0].get(again[0].path)
    assert again[0].post(f"{again[0].path}/commitment", commitment="I ask first.").status_code == 303
    return erin, [*again, *earlier]


SLIDES = {
    "map": "The team on the map",
    "facets": "The facets as a team",
    "spread": "Where to talk first",
    "guide": "Let us talk",
    "together": "What we share and what we lack",
    "commitments": "I ask first.",
    "rounds": "Two rounds side by side",
}


@pytest.mark.parametrize("slide", SLIDES)
def test_the_slides(eyes: Eyes, revealed: tuple[Facilitator, list[Participant]], slide: str) -> None:
    erin, _ = revealed
    erin.get(erin.path)
    assert erin.show(slide).status_code == 303
    eyes.look(erin.screen, SLIDES[slide])


def test_with_the_picture_and_after_it(eyes: Eyes, revealed: tuple[Facilitator, list[Participant]]) -> None:
    erin, (ada, *_, earlier) = revealed
    eyes.look(ada.path, "The picture is here")
    eyes.look(earlier.path, "A new round has begun")
    enter(eyes, erin)
    eyes.look_here("On the screen now")
    eyes.look(f"{erin.path}/report", "This is a picture of a team")
    erin.get(erin.path)
    assert erin.press("close").status_code == 303
    eyes.look(erin.path, "Run it again")
    eyes.look(ada.path, "You wrote: I ask first.")
    none, (ben,) = a_room(eyes.server, 1)
    assert none.press("close").status_code == 303
    eyes.look(none.screen, "This round is closed.")
    eyes.look(ben.path, "This round is closed")


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
