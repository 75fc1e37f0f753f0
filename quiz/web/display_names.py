"""Names that people choose to be shown by: short, one line, and nothing in them that moves other text."""

from __future__ import annotations

import unicodedata

import regex

MAX_LETTERS = 40
"""As people count them: an emoji or a letter with its accents is one."""

CODE_POINTS_A_LETTER = 4
_JOINERS = "\u200c\u200d"
# They join emoji, and letters in some scripts; every other invisible character goes.


class DisplayNameError(ValueError):
    """A name that cannot be shown; the message is for the person who typed it."""


_INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{M}\u2800\s]*")
# Letters and marks that draw nothing by themselves: a name of these alone is none.


def display_name(text: str) -> str:
    """The name as it will be shown; empty for none. Raises DisplayNameError."""
    return one_line(text, MAX_LETTERS, "name")


def one_line(text: str, most_letters: int, what: str) -> str:
    """Any short text of a person as it will be shown; `what` it is, for the message. Raises DisplayNameError.

    Control characters, overrides of the writing direction and other invisible characters are left out, runs
    of spaces become one space, and composed and decomposed letters become the same.
    """
    visible = "".join(each for each in unicodedata.normalize("NFC", text) if _is_kept(each))
    name = " ".join(visible.split()).strip(_JOINERS + " ")
    if any(unicodedata.category(each) in {"Cs", "Co", "Cn"} for each in name):
        raise DisplayNameError(
            f"The {what} holds a character that cannot be shown. Type it again without it."
        )
    if _INVISIBLE.fullmatch(name):
        return ""
    letters = len(regex.findall(r"\X", name))
    if letters > most_letters or len(name) > CODE_POINTS_A_LETTER * most_letters:
        raise DisplayNameError(f"The {what} is too long. Use at most {most_letters} letters.")
    return name


def _is_kept(character: str) -> bool:
    if character.isspace():
        return True  # each run becomes one space
    return unicodedata.category(character) not in {"Cc", "Cf"} or character in _JOINERS
