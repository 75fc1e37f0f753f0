"""Codes: typed in any way people type, never misread without being told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.settings.environment import ROOT
from quiz.workshop.codes import (
    ALPHABET,
    EXAMPLE,
    JOIN_LENGTH,
    PAPER_LENGTH,
    CodeError,
    code_of,
    grouped,
    typed_code,
)

CODES = st.lists(st.sampled_from(ALPHABET), min_size=JOIN_LENGTH, max_size=JOIN_LENGTH).map("".join)


def test_the_alphabet_has_nothing_that_looks_like_something_else():
    assert len(set(ALPHABET)) == len(ALPHABET) == 20
    assert not set("O0I1LAEUYSBDZ") & set(ALPHABET)


@given(st.lists(st.integers(min_value=0, max_value=10**9), min_size=JOIN_LENGTH, max_size=JOIN_LENGTH))
def test_every_code_that_is_made_can_be_typed(numbers):
    code = code_of(numbers)
    assert len(code) == JOIN_LENGTH
    assert typed_code(code) == code


@given(CODES, st.sampled_from(["{}", " {} ", "{}\n"]), st.sampled_from([str.lower, str.upper]))
def test_case_spaces_and_dashes_do_not_matter(code, around, case):
    for typed in (code, grouped(code), "-".join(code), f"{code[:3]}–{code[3:]}"):
        assert typed_code(around.format(case(typed))) == code


def test_full_width_letters_are_letters():
    assert typed_code("\uff17\uff2b".replace("\uff2b", "\uff31") + "4MX9") == "7Q4MX9"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("7Q4MX", "A code has 6 letters and digits. You typed 5."),
        ("7Q4MX99", "You typed 7."),
        ("", "You typed 0."),
        ("7Q4MXO", "A code has no O."),
        ("0Q4MX1", "A code has no 0 or 1."),
        ("'; DROP TABLE", "A code has no"),
        ("٣Q4MX9", "A code has no"),
    ],
)
def test_what_cannot_be_a_code_is_said(typed, sentence):
    with pytest.raises(CodeError, match=sentence.replace(".", r"\.")):
        typed_code(typed)


def test_a_code_is_read_in_groups():
    assert grouped("7Q44MX") == "7Q4 4MX"
    assert grouped("7Q44MX9CFG") == "7Q4 4MX 9CFG"
    assert len(grouped("2" * PAPER_LENGTH).replace(" ", "")) == PAPER_LENGTH


def test_every_code_that_pages_and_documents_show_could_be_one():
    """Six signs in two groups, with a digit among them: what looks like a code to people."""
    looks_like_one = re.compile(r"\b(?=[A-Z ]*\d)[A-Z0-9]{3} [A-Z0-9]{3}\b")
    texts = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    shown = [code for path in texts for code in looks_like_one.findall(path.read_text("utf-8"))]
    for code in (EXAMPLE, *shown):
        assert typed_code(code)
