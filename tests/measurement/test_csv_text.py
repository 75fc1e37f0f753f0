"""One writer for every CSV: no text in it becomes a formula, wherever a spreadsheet sees a cell begin."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.measurement.csv_text import csv_for_people, csv_for_programs, table_rows

SIGNS = "-=+@＝＋－＠﹦﹢﹣﹫"
AT_A_BEGINNING = re.compile(rf"""(?:\A|(?<=[;\t\r\n]))[\s\0"\ufeff\u200b]*[{SIGNS}]""")


def cell_of(text: str) -> str:
    [[cell]] = csv.reader(io.StringIO(csv_for_programs([[text]]), newline=""))
    return cell


def test_it_is_rfc_4180_with_every_cell_in_quotes():
    text = csv_for_programs(table_rows(("a", "b", "c"), [{"a": 'x,"y"', "b": -1.5}, {"c": 3}]))
    assert text == '"a","b","c"\r\n"x,""y""","-1.5",""\r\n"","","3"\r\n'


def test_what_people_open_begins_with_the_mark_of_utf_8():
    assert csv_for_people([["Zoë", 1]]) == '\ufeff"Zoë","1"\r\n'
    assert csv_for_programs([["Zoë", 1]]) == '"Zoë","1"\r\n'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+", "'+"),
        ("-1.5", "'-1.5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("－1", "'－1"),
        ("﹦1", "'﹦1"),
        ("  =1", "'  =1"),
        ("\u3000=1", "'\u3000=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ('"=1', "'\"=1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\0x", "'\0x"),
        ("\n=1", "'\n'=1"),
        ("x;=1", "x;'=1"),
        ("x; =1;@y", "x;' =1;'@y"),
        ('x;"=1"', 'x;\'"=1"'),
        ("x\n-1", "x\n'-1"),
        ("", ""),
        ("a = b; c", "a = b; c"),
        ("well-known; 3 + 4", "well-known; 3 + 4"),
        ("'tis", "'tis"),
    ],
)
def test_a_sign_gets_an_apostrophe_where_a_cell_may_begin(text, cell):
    assert cell_of(text) == cell


@pytest.mark.parametrize("number", [-1.5, 0, 3, 1e-7])
def test_a_number_stays_one_even_below_zero(number):
    assert cell_of(number) == str(number)


@given(st.text(st.sampled_from(f"{SIGNS};,\t\r\n\0 \"'\ufeff\u3000aé1"), max_size=12))
def test_no_text_is_a_formula_and_none_is_lost(text):
    cell = cell_of(text)
    assert not AT_A_BEGINNING.search(cell)
    assert not cell.startswith(("\t", "\r", "\n", "\0"))
    assert cell.replace("'", "") == text.replace("'", "")


@given(st.lists(st.text(st.sampled_from(f'{SIGNS};,\r\n "a1'), max_size=8), min_size=2, max_size=4))
def test_no_part_of_a_row_is_a_formula_at_semicolons_either(cells):
    """Such a reader ends a quoted cell at the first comma, and takes the rest as it stands."""
    for row in csv.reader(
        io.StringIO(csv_for_people([cells]).removeprefix("\ufeff"), newline=""), delimiter=";"
    ):
        assert not [part for part in row if re.match(rf"[\s\0]*[{SIGNS}]", part)]
