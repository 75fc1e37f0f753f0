"""What looks like YAML and is none is told where it stands, and not where reading stopped."""

from __future__ import annotations

import pytest

from quiz.instrument.file import Fault, check_instrument
from tests.instrument.instrument_texts import small_with

SPACE = "an ordinary space"
NO_BREAK = "U+00A0 (no-break space) stands here"
COLON = "a colon, and a space after it"


@pytest.mark.parametrize(
    ("old", "new", "column", "problem", "expected"),
    [
        ("    name: Voice", "\u00a0" * 4 + "name: Voice", 1, NO_BREAK, SPACE),
        ("    name: Voice", "   \u00a0name: Voice", 4, NO_BREAK, SPACE),
        ("    name: Voice", "\u3000 name: Voice", 1, "U+3000 (ideographic space) stands here", SPACE),
        ("name: Voice", "name:\u00a0Voice", 10, NO_BREAK, SPACE),
        ("  - id: order", "  -\u00a0id: order", 4, NO_BREAK, SPACE),
        ("    name: Voice", "    name：Voice", 9, "U+FF1A (fullwidth colon) stands here", COLON),
        (
            "title: How you",
            "title: “How: you”",
            8,
            "U+201C (left double quotation mark) stands here",
            "a straight quote",
        ),
        ("  - id: order", "  – id: order", 3, "U+2013 (en dash) stands here", "a hyphen"),
        (
            "value: 67,",
            "value: 67，",
            54,
            "U+FF0C (fullwidth comma) stands here",
            "a comma, and a space after it",
        ),
        ("value: 67,", "value: 66,7,", 52, "the number 66,7 has a comma", "a point: 66.7"),
        ("value: 67,", "value: 67%,", 52, "value: got '67%'", "a plain number from 0 to 100"),
        (
            "value: 67,",
            'value: "66,7",',
            52,
            "value: got '66,7'",
            "a plain number from 0 to 100, with a point",
        ),
        ("minutes: 2", "minutes: 2,5", 14, "minutes: got '2,5'", "a whole number of minutes, 1 or more"),
    ],
)
def test_it_is_named_at_its_own_line_and_column(
    old: str, new: str, column: int, problem: str, expected: str
) -> None:
    text = small_with(old, new)
    line = text[: text.index(new)].count("\n") + 1
    assert check_instrument(text).faults == (Fault(line, column, problem, expected),)


def test_a_space_that_is_none_in_a_key_is_told_beside_what_it_leads_to() -> None:
    faults = check_instrument(small_with("title: How", "title\u00a0: How")).faults
    assert Fault(4, 6, NO_BREAK, SPACE) in faults


def test_a_space_that_is_none_before_a_line_of_text_is_worth_a_warning() -> None:
    text = small_with("title: How you meet", "title: How you\n \u00a0 meet")
    report = check_instrument(text)
    assert report.faults == ()
    assert report.warnings == (Fault(5, 2, NO_BREAK, SPACE),)


@pytest.mark.parametrize(
    "prose", ["“How” you meet", "How：you ， meet", "How – you meet", "100\u00a0% of you"]
)
def test_in_prose_all_of_these_are_right(prose: str) -> None:
    report = check_instrument(small_with("How you meet", prose))
    assert (report.faults, report.warnings) == ((), ())
