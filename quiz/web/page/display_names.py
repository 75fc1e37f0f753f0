"""Short texts that people choose: names, titles, sentences. In one line, and moving no other text.

Letters are told by the package regex and never by Python's own tables, which are as old as that Python.
"""

from __future__ import annotations

import unicodedata
from itertools import islice

import regex

MAX_LETTERS = 40
"""As people count them: an emoji or a letter with its accents is one."""

MOST_TYPED = 4_000
"""Code points as they were sent; what is longer is not looked at, for normalizing can take quadratic time."""

MOST_OF_A_LETTER = 12
"""Code points; a family of four with their colours of skin has 11. More marks than that hide other lines."""

_JOINERS = "\u200c\u200d"
# They join emoji, and letters in some scripts; every other invisible character goes.

_DROPPED = regex.compile(
    r"""(?V1x)
    \U0001F3F4 [\U000E0030-\U000E0039\U000E0061-\U000E007A]{1,6} \U000E007F (*SKIP)(*FAIL)  # England's flag
    | [\p{Cc} [\p{Cf}&&\p{Default_Ignorable_Code_Point}] \uFFF9-\uFFFB -- [\u200c\u200d]]
    """
)

_NOT_SHOWN = regex.compile(r"(?V1)[\p{Cs}\p{Co}[\p{Cn}--\p{Extended_Pictographic}]]")
# Next year's emoji have their places already.

_INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{M}\u2800\s]*")
# Letters and marks that draw nothing by themselves: a name of these alone is none.

_LETTER = regex.compile(r"\X")


class DisplayNameError(ValueError):
    """A text that cannot be shown; the message is for the person who typed it."""


def display_name(text: str) -> str:
    """The name as it will be shown; empty for none. Raises DisplayNameError."""
    return one_line(text, MAX_LETTERS, "name")


def one_line(text: str, most_letters: int, what: str) -> str:
    """Any short text of a person as it will be shown; `what` it is, for the message. Raises DisplayNameError.

    Control characters, overrides of the writing direction and other invisible characters are left out, runs
    of spaces become one space, and composed and decomposed letters become the same.
    """
    if len(text) > MOST_TYPED:
        raise _too_long(what, most_letters)
    visible = _DROPPED.sub("", " ".join(text.split()))
    name = " ".join(visible.split()).strip(_JOINERS + " ")
    if _NOT_SHOWN.search(name):
        raise DisplayNameError(
            f"The {what} holds a character that cannot be shown. Type it again without it."
        )
    if _INVISIBLE.fullmatch(name):
        return ""
    _check_letters(name, most_letters, what)
    name = unicodedata.normalize("NFC", name)
    _check_letters(name, most_letters, what)  # a few letters are longer in this form
    return name


def _check_letters(name: str, most: int, what: str) -> None:
    letters = [found[0] for found in islice(_LETTER.finditer(name), most + 1)]
    if len(letters) > most:
        raise _too_long(what, most)
    if any(len(letter) > MOST_OF_A_LETTER for letter in letters):
        raise DisplayNameError(f"{_too_long(what, most)} There are too many marks on one of them.")


def _too_long(what: str, most: int) -> DisplayNameError:
    return DisplayNameError(f"The {what} is too long. Use at most {most} letters.")
