"""A name is short, in one line, and moves no other text."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.display_names import MAX_LETTERS, DisplayNameError, display_name

ANY_TEXT = st.text(st.characters(), max_size=120)


@given(ANY_TEXT)
def test_whatever_is_typed_is_a_name_or_a_sentence(text):
    try:
        name = display_name(text)
    except DisplayNameError:
        return
    assert len(regex.findall(r"\X", name)) <= MAX_LETTERS
    assert unicodedata.is_normalized("NFC", name)
    assert name == name.strip()
    assert "\n" not in name
    assert all(unicodedata.category(each) not in {"Cc", "Cs"} for each in name)
    assert all(each in "\u200c\u200d" for each in name if unicodedata.category(each) == "Cf")
    name.encode("utf-8")


@given(ANY_TEXT)
def test_a_name_stays_as_it_is_when_it_is_typed_again(text):
    try:
        name = display_name(text)
    except DisplayNameError:
        return
    assert display_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("", ""),
        (" \t\n ", ""),
        ("\u200b\u2060\ufeff", ""),
        ("Ada\u2028Lovelace", "Ada Lovelace"),
        ("A\u0301da", "Ada".replace("A", "\u00c1")),
        ("\u202eadA\u202c", "adA"),
        ("👩\u200d👩\u200d👧\u200d👦", "👩\u200d👩\u200d👧\u200d👦"),
        ("阿达", "阿达"),
        ("👩\u200d👩\u200d👧" * 13, "👩\u200d👩\u200d👧" * 13),
        ("x" * 40, "x" * 40),
    ],
)
def test_what_is_kept_of_it(typed, name):
    assert display_name(typed) == name


@pytest.mark.parametrize(
    "typed", ["x" * 41, "a" + "\u0301" * 500, "👩\u200d👩\u200d👧" * 40, "a\ud800", "\ue000", "a" * 10_000]
)
def test_what_cannot_be_a_name(typed):
    with pytest.raises(DisplayNameError, match=r"\.$"):
        display_name(typed)
