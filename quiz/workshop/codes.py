"""Codes that people type: a workshop's join code, and the paper code by which a participant comes back.

Both leave out everything that looks like something else. They are made elsewhere: there is no chance here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

ALPHABET = "23456789CFGHJMPQRVWX"
"""Twenty signs: no vowel, so no word comes about; no O or 0, I or 1, S or 5 beside each other, B, D or Z."""

JOIN_LENGTH = 6
"""20⁶ = 64 million codes; what protects them is that wrong ones are counted, not their length."""

PAPER_LENGTH = 10
"""20¹⁰: about 43 bits; it opens a person's answers, and only together with the workshop's own code."""


EXAMPLE = "7QM4WX"
"""A code for pages to show. Nobody has it but by chance; it is one that could be."""

MOST_TYPED = 400
"""Code points of what may be a code; what is longer is none, and is not looked at."""


class CodeError(ValueError):
    """What was typed cannot be a code; the message is for the person who typed it."""


def code_of(numbers: Sequence[int]) -> str:
    """The code of these numbers, each taken modulo the alphabet's length: give it uniform random ones."""
    return "".join(ALPHABET[number % len(ALPHABET)] for number in numbers)


def typed_code(text: str, length: int = JOIN_LENGTH) -> str:
    """The code that was meant, in any case, with spaces and dashes, or in full-width letters.

    Raises CodeError.
    """
    if len(text) > MOST_TYPED:
        raise CodeError(f"A code has {length} letters and digits. You typed far more.")
    signs = [each for each in unicodedata.normalize("NFKC", text).upper() if each.isalnum()]
    strange = sorted({each for each in signs if each not in ALPHABET})
    if strange:
        raise CodeError(f"A code has no {_listed(strange)}. Look at it again: it is easily misread.")
    if len(signs) != length:
        raise CodeError(f"A code has {length} letters and digits. You typed {len(signs)}.")
    return "".join(signs)


def grouped(code: str) -> str:
    """As people read it aloud: in groups of three, the last one longer when it must be."""
    if len(code) <= 4:
        return code
    return f"{code[:3]} {grouped(code[3:])}"


def _listed(signs: Sequence[str]) -> str:
    return signs[0] if len(signs) == 1 else f"{', '.join(signs[:-1])} or {signs[-1]}"
