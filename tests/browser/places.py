"""Every page in each of its states, for the gates that walk them all: reached by its name."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from quiz.store.workshops import SLIDES
from tests.browser.journeys import wait_for_stepper
from tests.browser.refusals import REFUSED, refuse
from tests.browser.world import NAME, World, at_the_console, of

ADDRESSES: dict[str, Callable[[World], str]] = {
    "landing": lambda _: "/",
    "sample": lambda _: "/sample",
    "help": lambda _: "/help",
    "privacy": lambda _: "/privacy",
    "scoring": lambda _: "/scoring",
    "patterns": lambda _: "/patterns",
    "not found": lambda _: "/nothing-here",
    "result": lambda world: world.ada.result_path,
    "result taken again": lambda world: world.again,
    "phone": lambda world: f"{world.ada.result_path}/phone",
    "share links": lambda world: f"{world.ada.result_path}/share-links",
    "retake": lambda world: f"{world.ada.result_path}/retake",
    "research": lambda world: f"{world.ada.result_path}/research",
    "deletion": lambda world: f"{world.ada.result_path}/deletion",
    "shared": lambda world: world.shared,
    "shared no more": lambda world: world.taken_back,
    "propose": lambda world: f"{world.shared}/comparison",
    "asked": lambda world: world.asked,
    "to be answered": lambda world: of(world.ada, world.asked),
    "comparison": lambda world: world.accepted,
    "new workshop": lambda _: "/workshops",
    "code": lambda _: "/join",
    "door": lambda world: f"/join/{world.lobby[0].code}",
    "door, long title": lambda world: f"/join/{world.long_lobby[0].code}",
    "door locked": lambda world: f"/join/{world.locked[0].code}",
    "door closed": lambda world: f"/join/{world.closed[0].code}",
    "phone waiting": lambda world: world.long_lobby[1][0].path,
    "phone answering": lambda world: world.answering[1][3].path,
    "phone finished": lambda world: world.answering[1][0].path,
    "phone revealed": lambda world: world.revealed[1][0].path,
    "phone of the round before": lambda world: world.revealed[1][-1].path,
    "phone closed": lambda world: world.closed[1][0].path,
    "phone closed early": lambda world: world.closed_early[1][0].path,
    "withdrawal": lambda world: f"{world.long_lobby[1][0].path}/withdrawal",
    "console in the lobby": lambda world: world.long_lobby[0].secret_link(),
    "console answering": lambda world: world.answering[0].secret_link(),
    "console revealed": lambda world: world.revealed[0].secret_link(),
    "console closed": lambda world: world.closed[0].secret_link(),
    "screen in the lobby": lambda world: world.long_lobby[0].screen,
    "screen locked": lambda world: world.locked[0].screen,
    "screen answering": lambda world: world.answering[0].screen,
    "screen closed": lambda world: world.closed[0].screen,
    "screen closed early": lambda world: world.closed_early[0].screen,
}
"""Pages that are there as soon as their address is opened."""


def stepping(page: Page, world: World) -> None:
    page.goto(f"/questionnaire/{world.unfinished.token}")
    wait_for_stepper(page)


def stepping_in_a_room(page: Page, world: World) -> None:
    page.goto(f"/questionnaire/{world.answering[1][3].token}")
    wait_for_stepper(page)
    expect(page.locator(".room-line")).to_be_visible()


def no_answer(page: Page, world: World) -> None:
    stepping(page, world)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".item-error")


def ready(page: Page, world: World) -> None:
    page.goto(f"/questionnaire/{world.unfinished.token}#finish")
    wait_for_stepper(page)


def research_allowed(page: Page, world: World) -> None:
    page.goto(f"{world.ben.result_path}/research")
    page.get_by_label("My answers may be used for research").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=from now on")


def preview(page: Page, world: World) -> None:
    page.goto(f"{world.ada.result_path}/share-links")
    page.get_by_label("All themes").check()
    page.get_by_label("Your name on it").fill(NAME)
    page.get_by_role("button", name="Preview what others will see").click()
    page.wait_for_selector(".preview-bar")


def link_made(page: Page, world: World) -> None:
    preview(page, world)
    page.get_by_role("button", name="Make this link").click()
    page.wait_for_selector("text=Made just now.")


def workshop_links(page: Page, world: World) -> None:
    at_the_console(page, world.long_lobby, "/links")
    page.get_by_role("button", name="Invite a co-facilitator").click()
    page.get_by_text("Show the square").click()
    page.wait_for_selector("text=Take this link back")


def workshop_deletion(page: Page, world: World) -> None:
    at_the_console(page, world.long_lobby, "/deletion")


def report(page: Page, world: World) -> None:
    at_the_console(page, world.revealed, "/report")


def slide(name: str) -> Callable[[Page, World], None]:
    def show(page: Page, world: World) -> None:
        erin, _ = world.revealed
        erin.get(erin.path)
        assert erin.show(name).status_code == 303
        page.goto(erin.screen)

    return show


REACHED: dict[str, Callable[[Page, World], None]] = {
    "first question": stepping,
    "first question in a workshop": stepping_in_a_room,
    "question without an answer": no_answer,
    "ready": ready,
    "research allowed": research_allowed,
    "preview": preview,
    "link made": link_made,
    "workshop links": workshop_links,
    "workshop deletion": workshop_deletion,
    "report": report,
    **{f"slide {name}": slide(name) for name in SLIDES},
}
"""Pages that somebody has to do something for."""


def reach(page: Page, world: World, name: str) -> None:
    """Any of them, as its name says."""
    if name in ADDRESSES:
        page.goto(ADDRESSES[name](world))
    elif name in REACHED:
        REACHED[name](page, world)
    else:
        refuse(page, world, name.removeprefix("refused "))


EVERYWHERE = (*ADDRESSES, *REACHED, *(f"refused {name}" for name in REFUSED))
