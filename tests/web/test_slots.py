"""What goes into a kept page's slots is escaped there, whoever fills them."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from quiz.web.page.slots import SlottedPage, lines, slot

PAGE = SlottedPage(f"<p>{slot('name')}</p><a title='{slot('name')}'>{slot('rest')}</a>")


def test_text_is_escaped_wherever_it_stands_and_html_is_not() -> None:
    filled = PAGE.fill({"name": "<b>'&'", "rest": Markup("<i>")})
    assert filled == "<p>&lt;b&gt;&#39;&amp;&#39;</p><a title='&lt;b&gt;&#39;&amp;&#39;'><i></a>"


def test_a_filled_page_goes_into_another_as_it_is() -> None:
    assert SlottedPage(slot("inner")).fill({"inner": PAGE.fill({})}) == "<p></p><a title=''></a>"


def test_lines_escape_what_is_no_html() -> None:
    assert lines(["<b>", Markup("<i>")]) == "\n&lt;b&gt;\n<i>"
    assert lines([]) == ""


def test_a_name_without_a_slot_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        PAGE.fill({"nobody": "x"})
