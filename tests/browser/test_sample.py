"""The sample says that it is nobody's wherever one stops to look, and on every sheet of paper."""

from __future__ import annotations

import pytest

from tests.browser.rooms import Visitor
from tests.browser.test_report import PAGES_AT_MOST, printed

pytestmark = pytest.mark.browser

MARK = "Sample: a made-up person"

SEEN = """share => {
  scrollTo({ top: share * document.documentElement.scrollHeight, behavior: 'instant' });
  const { top, bottom } = document.querySelector('.sample-ribbon > strong').getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""

UNDER_THE_RIBBON = """() => {
  const ribbon = document.querySelector('.sample-ribbon');
  const top = (each) => each.getBoundingClientRect().top;
  const all = [...document.querySelectorAll('main :is(a, summary)')]
    .filter((each) => !ribbon.contains(each) && each.checkVisibility());
  return all.filter((each) => {
    document.activeElement.blur();
    scrollTo({ top: scrollY + top(each) - 5, behavior: 'instant' });
    each.focus();
    return top(each) < ribbon.getBoundingClientRect().bottom;
  }).map((each) => each.outerHTML);
}"""
"""What still hides there once it has the focus, each from a place where it would."""


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize("window", [(360, 640), (1280, 720)], ids=str)
def test_it_says_so_on_every_screen(visitor: Visitor, window: tuple[int, int], has_script: bool) -> None:
    page = visitor(viewport={"width": window[0], "height": window[1]}, java_script_enabled=has_script)
    page.goto("/sample")
    assert page.locator(".sample-ribbon").inner_text().startswith(MARK)
    assert [share for share in (0, 0.1, 0.3, 0.6, 0.9, 1) if not page.evaluate(SEEN, share)] == []


def test_what_has_the_focus_is_not_hidden_by_what_says_so(visitor: Visitor) -> None:
    """Without charts, which move what stands above them while they are drawn."""
    size = {"width": 360, "height": 640}
    page = visitor(viewport=size, reduced_motion="reduce", java_script_enabled=False)
    page.goto("/sample")
    assert page.evaluate(UNDER_THE_RIBBON) == []


@pytest.mark.parametrize("has_script", [True, False])
def test_it_says_so_on_every_sheet_of_paper(visitor: Visitor, has_script: bool) -> None:
    page = visitor(java_script_enabled=has_script, color_scheme="dark")
    page.goto("/sample")
    page.wait_for_load_state("networkidle")
    sheets = [sheet.extract_text() for sheet in printed(page).pages]
    assert 2 <= len(sheets) <= PAGES_AT_MOST
    assert [number for number, text in enumerate(sheets) if MARK not in text] == []
    assert "answers that we made up" in "".join(sheets)
    assert "Start your own" not in "".join(sheets)
