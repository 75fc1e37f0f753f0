"""One workshop of two rounds on eight screens: a facilitator's phone, a projector, and six phones. One of
them comes late, one goes through a tunnel while it answers, and one has no JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.journeys import answer_by_keyboard
from tests.browser.rooms import COUNTED, PROMPT, Room, Visitor, a_workshop, answer, begin, counts, join, send

pytestmark = pytest.mark.browser

NOT_YET = ("canvas", "svg.main-svg", "[data-chart]", ".guide", ".questions")
"""What a team's picture is made of: none of it is on any screen before the reveal."""


def test_a_workshop_of_two_rounds_on_every_screen(visitor: Visitor) -> None:
    room = a_workshop(visitor)
    lobby(room)
    phones = [join(visitor, room.code) for _ in range(4)]
    plain = join(visitor, room.code, java_script_enabled=False)
    waiting(room, phones, plain)

    room.press("Let them answer")
    for phone, keys in zip(phones[:2], ("1212", "4545"), strict=True):
        answer(phone, keys)
    below_the_minimum(room, phones)
    through_a_tunnel(phones[2])
    answer(phones[3], "5151")
    without_javascript(plain)
    late = join(visitor, room.code)
    answer(late, "2424")
    ready(room, [*phones, late])

    everybody = [*phones, late]
    reveal(room, everybody)
    turn_slides(room)
    commit(room, everybody)
    undo(room, everybody)
    close(room, everybody)
    second_round(room, everybody)


def lobby(room: Room) -> None:
    expect(room.screen.locator(".join-code")).to_contain_text(f"{room.code[:3]} {room.code[3:]}")
    expect(room.screen.locator("[data-sentence]")).to_have_text(
        "Nobody has joined yet. The picture needs 4 who have finished."
    )
    counts(room.screen, 0, 0, 0)


def waiting(room: Room, phones: list[Page], plain: Page) -> None:
    for phone in (*phones, plain):
        expect(phone.locator("h1")).to_have_text("You are in")
    expect(plain.get_by_role("link", name="look again")).to_be_visible()
    for page in (room.screen, room.console):
        counts(page, 5, 5, 0)
    nothing_is_shown(room.screen, room.console, *phones)


def below_the_minimum(room: Room, phones: list[Page]) -> None:
    counts(room.screen, 5, 3, 2)
    sentence = "The picture can be shown when 4 have finished: 2 so far."
    for page in (room.screen, room.console, *phones[:2]):
        expect(page.locator("[data-sentence]")).to_have_text(sentence, timeout=COUNTED)
    room.press("Reveal the picture")
    expect(room.console.locator("main")).to_contain_text(
        "Too few have finished for a picture. Nothing was shown."
    )
    for phone in phones[:2]:
        expect(phone.locator("h1")).to_have_text("Thank you. Look at the screen")
    nothing_is_shown(room.screen, room.console, *phones[:2])


def through_a_tunnel(phone: Page) -> None:
    """Answers given there stay on the phone; they are sent, and count, when it is out again."""
    begin(phone)
    answer_by_keyboard(phone, "3131")
    phone.context.set_offline(True)
    answer_by_keyboard(phone, "3131" * 3)
    phone.get_by_role("button", name="See my result").click()
    expect(phone.locator("[data-save-status]")).to_contain_text("safe on this device")
    phone.context.set_offline(False)
    phone.wait_for_url("**/participants/*")
    expect(phone.locator("h1")).to_have_text("Thank you. Look at the screen")


def without_javascript(phone: Page) -> None:
    phone.get_by_role("link", name="look again").click()
    phone.get_by_role("link", name="Answer the questions").click()
    for item in phone.locator("fieldset.item").all():
        item.locator("label.option").nth(4).click()
    send(phone)
    expect(phone.locator("h1")).to_have_text("Thank you. Look at the screen")


def ready(room: Room, phones: list[Page]) -> None:
    counts(room.screen, 6, 0, 6)
    expect(room.screen.locator("[data-sentence]")).to_have_text("Ready: everybody who is here has finished.")
    nothing_is_shown(room.screen, room.console, *phones)


def nothing_is_shown(*pages: Page) -> None:
    """Counts only: no drawing, no figure of a team, not even hidden."""
    for page in pages:
        for part in NOT_YET:
            expect(page.locator(f"main {part}")).to_have_count(0)


def reveal(room: Room, phones: list[Page]) -> None:
    """Seen without a reload, and told to those who listen."""
    for page in (room.screen, *phones):
        page.evaluate("window.stayed = true")
    room.press("Reveal the picture")
    expect(room.screen.locator("[data-chart=team-map]")).to_be_attached(timeout=PROMPT)
    expect(room.screen.get_by_role("status").filter(has_text="The picture is on the screen.")).to_have_count(
        1
    )
    expect(room.screen.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(room.screen.locator("main")).not_to_contain_text("The diamond is you")
    for phone in phones:
        expect(phone.locator("h1")).to_have_text("The picture is here", timeout=COUNTED)
        expect(phone.get_by_role("status").filter(has_text="The picture is here.")).to_have_count(1)
        expect(phone.locator("#charts")).to_contain_text("The diamond is you.")
        expect(phone.get_by_role("link", name="See my own result")).to_be_visible()
    assert all(page.evaluate("window.stayed") for page in (room.screen, *phones))


def turn_slides(room: Room) -> None:
    slides = {
        "Themes": "The themes as a team",
        "Questions to talk about": "Let us talk",
        "What you share and lack": "What we share and what we lack",
        "Commitments": "What we will do",
    }
    for button, heading in slides.items():
        room.press(button)
        expect(room.screen.locator("h1")).to_have_text(heading, timeout=PROMPT)
        expect(room.console.get_by_role("button", name=button, exact=True)).to_have_attribute(
            "aria-current", "true"
        )
        expect(room.screen.get_by_role("status").filter(has_text=heading)).to_have_count(1)


def commit(room: Room, phones: list[Page]) -> None:
    """One writes while another's sentence comes in: nothing of what is being written is lost."""
    slow, quick, *_ = phones
    field = slow.get_by_label("Your sentence")
    field.press_sequentially("I ask the qu")
    quick.get_by_label("Your sentence").fill("I write it down.")
    quick.get_by_role("button", name="Show it to the room").click()
    expect(slow.locator(".commitments")).to_contain_text("I write it down.", timeout=COUNTED)
    expect(field).to_have_value("I ask the qu")
    expect(field).to_be_focused()
    slow.keyboard.type("ietest first.")
    slow.get_by_role("button", name="Show it to the room").click()
    expect(room.screen.locator(".commitments li")).to_have_text(
        ["I ask the quietest first.", "I write it down."], timeout=PROMPT
    )


def undo(room: Room, phones: list[Page]) -> None:
    """The picture leaves every screen, also a sentence that is half written; and both come back."""
    field = phones[2].get_by_label("Your sentence")
    field.fill("I listen")
    room.press("Take the picture off the screens")
    expect(room.screen.locator(".join-code")).to_be_visible(timeout=PROMPT)
    for phone in phones:
        expect(phone.locator("h1")).to_have_text("Thank you. Look at the screen", timeout=COUNTED)
    nothing_is_shown(room.screen, *phones)
    room.press("Reveal the picture")
    expect(room.screen.locator("[data-chart], .commitments").first).to_be_attached(timeout=PROMPT)
    expect(field).to_have_value("I listen", timeout=COUNTED)


def close(room: Room, phones: list[Page]) -> None:
    room.close()
    expect(room.console.get_by_role("button", name="Run it again")).to_be_visible()
    for phone in phones:
        expect(phone.get_by_label("Your sentence")).to_have_count(0, timeout=COUNTED)
        expect(phone.locator("#charts")).to_be_visible()


def second_round(room: Room, phones: list[Page]) -> None:
    """Four of them again: that is enough."""
    room.press("Run it again")
    expect(room.screen.locator(".eyebrow")).to_have_text("Monday · round 2", timeout=PROMPT)
    counts(room.screen, 0, 0, 0)
    room.press("Let them answer")
    for phone in phones:
        expect(phone.locator("h1")).to_have_text("A new round has begun", timeout=COUNTED)
    for phone, keys in zip(phones[:4], ("2323", "3434", "4545", "5454"), strict=True):
        phone.get_by_role("link", name="Take part again").click()
        phone.get_by_role("button", name="Take part").click()
        answer(phone, keys)
    counts(room.console, 4, 0, 4)
    room.press("Reveal the picture")
    room.press("Two rounds")
    expect(room.screen.locator("[data-chart=rounds] .main-svg").first).to_be_visible(timeout=PROMPT)
    expect(room.screen.locator("main")).to_contain_text("Two rounds side by side")
    expect(phones[0].locator("[data-chart=rounds]")).to_be_visible(timeout=COUNTED)
