"""A result is short: what it says is on the first screen, the rest is little to scroll and little to read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.rooms import Visitor
from tests.browser.test_first_screen import out_of_sight
from tests.faults.server import Server
from tests.leaners import LEANERS, answers_of

pytestmark = pytest.mark.browser

HEIGHT_AT_MOST = 4_500
"""CSS pixels at a width of 390, before anything is unfolded."""

WORDS_AT_MOST = 650
FIRST_SCREEN = ("h1", ".result-opening .lead", ".map", ".result-opening .button")
EDITIONS = ("quick", "standard", "full")

VISIBLE_WORDS = """() => {
  const words = new Intl.Segmenter('en', { granularity: 'word' });
  const text = document.querySelector('main').innerText;
  return [...words.segment(text)].filter((each) => each.isWordLike).length;
}"""


def result_of(visitor: Visitor, server: Server, edition: str, leaner: str, **settings: object) -> Page:
    ada = server.person("Ada")
    ada.start(edition)
    assert ada.submit(answers_of(leaner, edition)).status_code == 303
    page = visitor(**settings)
    page.goto(ada.result_path)
    return page


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("leaner", LEANERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_result_is_short_before_anything_is_unfolded(
    visitor: Visitor, server: Server, edition: str, leaner: str, has_script: bool
) -> None:
    page = result_of(visitor, server, edition, leaner, java_script_enabled=has_script)
    assert page.evaluate("document.documentElement.scrollHeight") <= HEIGHT_AT_MOST
    assert page.evaluate(VISIBLE_WORDS) <= WORDS_AT_MOST


@pytest.mark.parametrize("leaner", LEANERS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_who_she_is_how_sure_and_what_next_on_one_screen(
    visitor: Visitor, server: Server, edition: str, leaner: str
) -> None:
    page = result_of(visitor, server, edition, leaner)
    assert out_of_sight(page, *FIRST_SCREEN) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_sentence_and_how_sure_on_a_small_phone(visitor: Visitor, server: Server, edition: str) -> None:
    page = result_of(visitor, server, edition, "mixed", viewport={"width": 360, "height": 640})
    assert out_of_sight(page, "h1", ".result-opening .lead") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
