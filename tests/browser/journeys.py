"""What people do on the pages, step by step, for tests to follow."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

EDITIONS = {16: "quick", 32: "standard", 40: "full"}


def start(page: Page, questions: int = 16) -> str:
    """From the first page to the questionnaire; returns the private link's token.

    A longer edition than everybody starts with is begun as its form would, where one can be chosen.
    """
    page.goto("/")
    if questions == 16:
        page.get_by_role("button", name="Start – 16 questions").click()
    else:
        ours = {"Sec-Fetch-Site": "same-origin"}
        form: dict[str, str | float | bool] = {"edition": EDITIONS[questions]}
        begun = page.request.post("/questionnaire", form=form, headers=ours, max_redirects=0)
        page.goto(begun.headers["location"])
    page.wait_for_url("**/questionnaire/*")
    return re.split(r"[/#]", page.url.split("/questionnaire/")[1])[0]


def wait_for_stepper(page: Page) -> None:
    page.wait_for_selector("form.is-stepping")


def current_item(page: Page) -> str:
    return str(page.locator(".item.is-current").get_attribute("id"))


def answer_by_keyboard(page: Page, keys: str) -> None:
    """One key an item: 1-5, or 0 for "does not fit my work"; Enter goes on."""
    for key in keys:
        here = page.locator(".is-current").get_attribute("id")
        page.keyboard.press(key)
        page.keyboard.press("Enter")
        expect(page.locator(".is-current")).not_to_have_id(str(here))


def finish(page: Page, questions: int = 16) -> None:
    """Start, answer everything by keyboard, and arrive at the result."""
    start(page, questions)
    wait_for_stepper(page)
    page.locator(".item.is-current legend").focus()
    answer_by_keyboard(page, "4213" * (questions // 4))
    submit(page)


def submit(page: Page) -> None:
    page.get_by_role("button", name="See my result").click()
    page.wait_for_url("**/results/*")


def drawn(page: Page) -> None:
    """Wait for the charts. Page functions cannot be waited for: our policy allows no eval."""
    page.locator("#charts > summary").click()
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=20_000)


def saved(page: Page) -> None:
    expect(page.locator("[data-save-status]")).to_have_text("Saved")


def checked(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('input:checked[type=radio]')]"
        ".map(radio => [radio.name, radio.value]))"
    )
    return found
