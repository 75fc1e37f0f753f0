"""A name is short, in one line, and moves no other text."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.page.display_names import (
    MAX_LETTERS,
    MOST_OF_A_LETTER,
    MOST_TYPED,
    DisplayNameError,
    display_name,
    one_line,
)

ANY_TEXT = st.text(st.characters(), max_size=120)
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
COUPLE = "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿"
FAMILY_IN_COLOURS = "👨🏻\u200d👩🏼\u200d👧🏽\u200d👦🏾"


@given(ANY_TEXT)
def test_whatever_is_typed_is_a_name_or_a_sentence(text):
    try:
        name = display_name(text)
    except DisplayNameError:
        return
    assert len(regex.findall(r"\X", name)) <= MAX_LETTERS
    assert all(len(letter) <= MOST_OF_A_LETTER for letter in regex.findall(r"\X", name))
    assert unicodedata.is_normalized("NFC", name)
    assert name == name.strip()
    assert "\n" not in name
    assert not regex.search(r"[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\ufeff]", name)
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
        ("Ada \u200b Lovelace", "Ada Lovelace"),
        ("A\u0301da", "Ada".replace("A", "\u00c1")),
        ("\u202eadA\u202c", "adA"),
        ("阿达", "阿达"),
        ("x" * 40, "x" * 40),
    ],
)
def test_what_is_kept_of_it(typed, name):
    assert display_name(typed) == name


@pytest.mark.parametrize(
    "letter",
    [
        *("🇩🇪", "🇺🇦", ENGLAND, SCOTLAND),
        *(
            FAMILY,
            COUPLE,
            FAMILY_IN_COLOURS,
            "👩🏽\u200d🚀",
            "🏃🏿\u200d♀\ufe0f\u200d➡\ufe0f",
            "1\ufe0f\u20e3",
            "❤\ufe0f",
        ),
        *("\U0001fae8", "\U0001fac6", "\U0001fae9", "\U0001faea"),  # of Unicode 15, 15, 16 and 17
        *("\U000323b0", "\U00033479", "\U00016d43"),  # letters of Unicode 17, 17 and 16
        *("葛\U000e0100", "क्षि", "ที่", "שָׁ"),
    ],
)
def test_each_of_these_is_one_letter_and_forty_are_a_name(letter):
    assert display_name(letter) == unicodedata.normalize("NFC", letter)
    assert display_name(letter * 40) == unicodedata.normalize("NFC", letter * 40)
    with pytest.raises(DisplayNameError, match=r"Use at most 40 letters\.$"):
        display_name(letter * 41)


def test_half_a_flag_does_not_leave_its_tags_behind():
    assert display_name(f"Ada {ENGLAND[:4]}") == "Ada \U0001f3f4"
    assert display_name(f"Ada{ENGLAND[1:]}") == "Ada"


@pytest.mark.parametrize(
    "typed", ["x" * 41, "a\ud800", "\ue000", "\ufdd0", "\U0010ffff", "\U000e1000", "a" * 10_000, " " * 10_000]
)
def test_what_cannot_be_a_name(typed):
    with pytest.raises(DisplayNameError, match=r"\.$"):
        display_name(typed)


def test_a_letter_bears_eleven_marks_and_no_more():
    assert display_name("q" + "\u0301" * 11) == "q" + "\u0301" * 11
    with pytest.raises(DisplayNameError, match="too many marks on one of them"):
        display_name("q" + "\u0301" * 12)


@pytest.mark.parametrize("most_letters", [40, 60, 200])
def test_normalizing_never_sees_more_than_a_few_marks_in_a_row(normalized, most_letters):
    """It sorts marks in quadratic time: 31,000 of them, in the wrong order, took 1.5 s."""
    for marks in (1, 11, 12, 1_999, 15_500, 1_000_000):
        wrong = "a" + "\u0301" * (marks // 2) + "\u0316" * (marks - marks // 2)
        for text in (wrong, wrong.replace("\u0301", "\u0301\u200b"), f"{wrong} " * 3, wrong * 40):
            try:
                one_line(text, most_letters, "title")
            except DisplayNameError:
                continue
    assert normalized
    assert all(
        len(letter) <= MOST_OF_A_LETTER for text in normalized for letter in regex.findall(r"\X", text)
    )
    assert max(map(len, normalized)) <= min(MOST_TYPED, most_letters * MOST_OF_A_LETTER)
