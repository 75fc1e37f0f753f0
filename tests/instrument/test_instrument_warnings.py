"""What makes an instrument poor is a warning: told where it stands, and the instrument can be used."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quiz.instrument.file import Fault, check_instrument, parse_instrument
from tests.instrument.instrument_texts import SMALL, place_of, small_with

EXPRESS = "[opening-1, agenda-2, asking-2, ending-1, opening-2, asking-1, agenda-1, ending-2]"
BOTH_WAYS = 'statements keyed "+" and statements keyed "-"'


@dataclass(frozen=True)
class Poor:
    """The small instrument with `old` made `new`: a warning at `at`, and no other."""

    rule: str
    old: str
    new: str
    at: str
    problem: str
    expected: str


CASES = [
    Poor("neighbours", EXPRESS,
         "[opening-1, opening-2, agenda-2, asking-2, ending-1, asking-1, agenda-1, ending-2]",
         "opening-2, agenda-2", "'opening-1' and 'opening-2', of one facet, are neighbours",
         "items of other facets between them"),
    Poor("all-keyed-one-way", 'opening-2, facet: opening, keyed: "-"',
         'opening-2, facet: opening, keyed: "+"', "opening\n        name",
         "all statements of the facet 'opening' are keyed \"+\"", BOTH_WAYS),
    Poor("edition-keyed-one-way", EXPRESS,
         "[opening-1, agenda-2, asking-2, ending-1, asking-1, agenda-1, ending-2]",
         "items: [opening-1, agenda-2, asking-2, ending-1, asking-1",
         "all statements of the facet 'opening' here are keyed \"+\"", BOTH_WAYS),
    Poor("options-in-order", "value: 67", "value: -0.0", "options:",
         "the options stand in the order of their value", "a mixed order"),
    Poor("statement-too-long", "text: I brought an answer.", f"text: {'word ' * 21}", "word " * 21,
         "a statement of 21 words", "at most 20"),
    Poor("situation-too-long", "text: The hour is over and two points are open. What do you do?",
         f"text: {'word ' * 61}", "word " * 61, "a situation of 61 words", "at most 60"),
    Poor("option-too-long", "text: I thank everyone and close.", f"text: {'word ' * 26}", "word " * 26,
         "an option of 26 words", "at most 25"),
    Poor("item-in-no-edition", "items:\n  - {id",
         'items:\n  - {id: spare, facet: asking, keyed: "+", text: A., theme: b}' "\n  - {id", "spare",
         "no edition holds the item 'spare'", "it in an edition"),
    Poor("hashtag-left-out", "title: How you meet", "title: How you #meet", "#meet",
         "what follows the # is left out as a comment",
         "quotes around text with a #, or a space after the # of a comment"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_it_warns_where_it_stands(case: Poor) -> None:
    text = small_with(case.old, case.new)
    report = check_instrument(text)
    assert report.warnings == (Fault(*place_of(case.at, text), case.problem, case.expected),)
    assert report.faults == ()
    assert parse_instrument(text).id == "meetings"


def test_options_of_one_value_are_warned_of() -> None:
    text = SMALL.replace("value: 67", "value: 0").replace("value: 100", "value: 0")
    [warning] = check_instrument(text).warnings
    assert warning.problem == "all options have the same value"


def test_options_in_falling_order_are_warned_of() -> None:
    text = SMALL.replace("value: 67", "value: 99.5").replace("value: 0,", "value: 50,")
    text = text.replace("value: 100", "value: 0.5")
    [warning] = check_instrument(text).warnings
    assert warning.problem == "the options stand in the order of their value"


def test_twenty_words_are_no_reason_to_warn() -> None:
    text = small_with("text: I brought an answer.", f"text: {'word ' * 20}")
    assert check_instrument(text).warnings == ()


def test_one_item_a_facet_leaves_the_precision_unknown() -> None:
    text = small_with(EXPRESS, "[opening-1, agenda-2, asking-2, ending-1]")
    problems = [warning.problem for warning in check_instrument(text).warnings]
    assert "one item a facet leaves the precision of every score unknown" in problems


def test_an_ordinary_comment_is_no_reason_to_warn() -> None:
    assert check_instrument(small_with("title: How you meet", "title: How you meet  # a note")).warnings == ()
    assert check_instrument(small_with("title: How you meet", "title: 'How you #meet'")).warnings == ()
