"""Label text: what an instrument says is shown, never obeyed."""

from __future__ import annotations

from quiz.charts.base.theme import label, line_count, text_width


def test_markup_in_a_label_is_taken_literally() -> None:
    assert (
        label('<a href="https://example.org">x</a>', 60) == '&lt;a href="https://example.org"&gt;x&lt;/a&gt;'
    )
    assert label("R&D") == "R&amp;D"


def test_a_long_label_breaks_between_words_only() -> None:
    assert label("purpose-based thinking", 16) == "purpose-based<br>thinking"
    assert label("irreplaceabilities", 5) == "irreplaceabilities"


def test_an_empty_label_is_one_empty_line() -> None:
    assert label("") == ""
    assert line_count("") == 1


def test_the_lines_are_those_of_the_tallest_label() -> None:
    assert line_count("one", "one<br>two<br>three", "one<br>two") == 3


def test_the_width_is_that_of_the_longest_line_as_it_is_read() -> None:
    assert text_width("&lt;&lt;", "abcd<br>ab") == 30
