"""A participant's phone: the same person after a reload and on another device, and nothing lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import answer_by_keyboard, checked, saved
from tests.browser.rooms import COUNTED, PROMPT, Visitor, a_room, answer, asleep, awake, begin, counts, join
from tests.faults.server import Server
from tests.web.rooms import Facilitator

pytestmark = pytest.mark.browser


def test_a_phone_that_reloads_is_the_same_participant(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 0)
    phone = join(visitor, erin.code)
    own = phone.url
    begin(phone)
    answer_by_keyboard(phone, "42")
    saved(phone)
    given = checked(phone)
    phone.reload()
    assert checked(phone) == given
    assert len(given) == 2
    phone.goto(f"/join/{erin.code}")
    assert phone.url == own
    one_has_joined(visitor, erin)


def test_a_paper_code_leads_another_device_to_the_same_answers(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 0)
    phone = join(visitor, erin.code)
    paper = phone.locator(".code").inner_text()
    begin(phone)
    answer_by_keyboard(phone, "425")
    saved(phone)
    given = checked(phone)
    tablet = visitor(viewport={"width": 820, "height": 1180})
    tablet.goto(f"/join/{erin.code}")
    tablet.get_by_text("I was here before").click()
    tablet.get_by_label("Your paper code").fill(paper.lower().replace(" ", "-"))
    tablet.get_by_role("button", name="Come back in").click()
    begin(tablet)
    assert checked(tablet) == given
    assert len(given) == 3
    one_has_joined(visitor, erin)


def one_has_joined(visitor: Visitor, erin: Facilitator) -> None:
    screen = visitor()
    screen.goto(erin.screen)
    counts(screen, 1, 1, 0)


def test_a_locked_door_says_why_and_opens_again(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 1)
    assert erin.press("lock").status_code == 303
    late = visitor()
    late.goto(f"/join/{erin.code}")
    expect(late.locator("main")).to_contain_text("The facilitator has locked the door.")
    expect(late.get_by_role("button", name="Take part")).to_have_count(0)
    erin.get(erin.path)
    assert erin.press("unlock").status_code == 303
    late.reload()
    late.get_by_role("button", name="Take part").click()
    late.wait_for_url("**/participants/*")


def test_a_place_of_ones_own_is_on_ones_own_phone_alone(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 3, finished=3)
    mine, theirs, screen = join(visitor, erin.code), join(visitor, erin.code), visitor()
    answer(mine, "1212")
    assert erin.press("reveal").status_code == 303
    screen.goto(erin.screen)
    expect(mine.locator("h1")).to_have_text("The picture is here", timeout=COUNTED)
    drawn(mine)
    drawn(screen)
    assert own_places(mine) == 1
    assert own_places(screen) == 0
    expect(theirs.locator("[data-chart]")).to_have_count(0)  # who still answers is not shown what others said


def drawn(page: Page) -> None:
    expect(page.locator("[data-chart=team-map]")).to_be_attached(timeout=COUNTED)
    for canvas in page.locator("[data-chart-canvas]").all():
        expect(canvas.locator(".main-svg").first).to_be_visible(timeout=COUNTED)


def own_places(page: Page) -> int:
    """How many are drawn on the map: nobody else's ever is."""
    found = """() => document.querySelector('[data-chart=team-map] .js-plotly-plot')
      .data.reduce((sum, each) => sum + each.x.length, 0)"""
    return int(page.evaluate(found))


def test_a_page_that_turns_leaves_alone_what_is_the_same(visitor: Visitor, server: Server) -> None:
    """The caret, a table that was opened, the drawn charts, and how far down one has read."""
    erin, (ada, *_) = a_room(server, 3, finished=3)
    phone = join(visitor, erin.code, reduced_motion="reduce")
    answer(phone, "1212")
    assert erin.press("reveal").status_code == 303
    drawn(phone)
    table = phone.locator("[data-chart=team-facets] details")
    table.locator("summary").click()
    field = phone.get_by_label("Your sentence")
    field.press_sequentially("I ak first")
    for _ in range(len("k first")):
        phone.keyboard.press("ArrowLeft")
    phone.evaluate(
        "document.querySelectorAll('[data-chart] .main-svg').forEach(each => { each.stayed = true; })"
    )
    before = phone.evaluate("scrollY")
    ada.get(ada.path)
    assert ada.post(f"{ada.path}/commitment", commitment="I write it down.").status_code == 303
    expect(phone.locator(".commitments")).to_contain_text("I write it down.", timeout=COUNTED)
    phone.keyboard.type("s")
    expect(field).to_have_value("I ask first")
    expect(table).to_have_attribute("open", "")
    gone = "[...document.querySelectorAll('[data-chart] .main-svg')].filter(each => !each.stayed).length"
    assert phone.evaluate(gone) == 0
    assert abs(phone.evaluate("scrollY") - before) <= 1


def test_a_sentence_that_is_refused_does_not_stop_the_page(visitor: Visitor, server: Server) -> None:
    """The page that answers stands under the address of the press, which nobody can look at."""
    erin, _ = a_room(server, 3, finished=3)
    phone = join(visitor, erin.code)
    answer(phone, "1212")
    assert erin.press("reveal").status_code == 303
    phone.get_by_label("Your sentence").fill("o" * 201)
    phone.get_by_role("button", name="Show it to the room").click()
    expect(phone.locator(".field-error")).to_be_visible()
    erin.get(erin.path)
    assert erin.press("undo").status_code == 303
    expect(phone.locator("h1")).to_have_text("Thank you. Look at the screen", timeout=COUNTED)
    expect(phone.locator("[data-connection]")).to_be_empty()
    assert phone.url.endswith(phone.evaluate("document.querySelector('[data-live]').dataset.pageUrl"))


def test_a_phone_that_was_in_a_pocket_is_up_to_date_at_once(visitor: Visitor, server: Server) -> None:
    erin, _ = a_room(server, 0, opened=False)
    phone = join(visitor, erin.code)
    phone.clock.install()
    phone.reload()
    asleep(phone)
    assert erin.press("open").status_code == 303
    phone.wait_for_timeout(500)
    expect(phone.locator("h1")).to_have_text("You are in")
    awake(phone)
    expect(phone.locator("h1")).to_have_text("It is your turn", timeout=PROMPT)
    expect(phone.get_by_role("status").filter(has_text="It is your turn")).to_have_count(1)
