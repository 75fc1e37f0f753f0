"""Every form with something in it that cannot be taken, and the press that sends it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.world import NAME, SENTENCE, TITLE, World, at_the_console, of, unfold


def refused_questionnaire(page: Page, world: World) -> None:
    page.goto(f"/questionnaire/{world.unfinished.token}#finish")


def refused_share_link(page: Page, world: World) -> None:
    page.goto(f"{world.ada.result_path}/share-links#make")
    page.get_by_label("Your name on it").fill(NAME + "W")


def refused_proposal(page: Page, world: World) -> None:
    page.goto(f"{world.shared}/comparison#display-name")


def refused_acceptance(page: Page, world: World) -> None:
    page.goto(of(world.ada, world.asked) + "#display-name")
    page.get_by_label("Your name, as they will see it").fill(NAME + "W")


def refused_workshop(page: Page, world: World) -> None:
    page.goto("/workshops#minimum-group")
    page.get_by_label("What is it called?").fill(TITLE + "W")


def refused_code(page: Page, world: World) -> None:
    page.goto("/join#code")
    page.get_by_label("Code").fill("0O1")


def refused_private_link(page: Page, world: World) -> None:
    page.goto(f"/join/{world.lobby[0].code}#private-link")
    unfold(page)
    page.get_by_label("Your own private link").fill("W" * 60)


def refused_paper_code(page: Page, world: World) -> None:
    page.goto(f"/join/{world.lobby[0].code}#paper-code")
    unfold(page)
    page.get_by_label("Your paper code").fill("0")


def refused_commitment(page: Page, world: World) -> None:
    page.goto(f"{world.revealed[1][0].path}#commitment")
    page.get_by_label("Your sentence").fill(SENTENCE + "W")


def refused_minimum(page: Page, world: World) -> None:
    at_the_console(page, world.long_lobby, "#minimum-group")
    page.get_by_label("At least").fill("2")


def refused_next_round(page: Page, world: World) -> None:
    at_the_console(page, world.revealed, "#next-round-on")
    page.get_by_label("When is the next round?").fill("2001-01-01")


REFUSED: dict[str, tuple[Callable[[Page, World], None], str]] = {
    "questionnaire": (refused_questionnaire, "See my result"),
    "share link": (refused_share_link, "Preview what others will see"),
    "proposal": (refused_proposal, "Ask to compare"),
    "acceptance": (refused_acceptance, "Accept"),
    "workshop": (refused_workshop, "Create the workshop"),
    "code": (refused_code, "Go"),
    "private link at the door": (refused_private_link, "Take part"),
    "paper code": (refused_paper_code, "Come back in"),
    "commitment": (refused_commitment, "Show it to the room"),
    "smallest group": (refused_minimum, "Change it"),
    "next round": (refused_next_round, "Keep this day"),
}
"""Forms with what cannot be taken in them, and the button to press."""


def refuse(page: Page, world: World, name: str) -> None:
    fill, button = REFUSED[name]
    fill(page, world)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_selector(".error-summary")  # on a page of its own, or, with a script, on this one
