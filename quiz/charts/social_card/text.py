"""Text on a card: escaped, and broken or made smaller until it fits its box."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

LETTER_WIDTH = 0.56
"""A letter's width as a share of the font's size: rather too wide than too narrow, for bold Source Sans."""


@dataclass(frozen=True)
class Box:
    """Where text may be, in pixels from the top left."""

    x: int
    top: int
    width: int
    height: int


def fitted_text(text: str, box: Box, sizes: tuple[int, ...], attributes: str) -> str:
    """SVG text elements in the largest size in which the text fits the box with every word whole.

    What does not fit in the smallest size either is broken wherever a line ends.
    """
    for size in sizes:
        lines = _lines(text, box.width, size)
        if _is_fitting(lines, box, size):
            break
    else:
        lines = _lines(text, box.width, size, may_break_words=True)
    line_height = round(size * 1.12)
    return "".join(
        f'<text x="{box.x}" y="{box.top + size + number * line_height}" font-size="{size}" {attributes}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )


def _lines(text: str, width: int, size: int, *, may_break_words: bool = False) -> list[str]:
    letters = max(8, int(width / (size * LETTER_WIDTH)))
    lines = textwrap.wrap(text, letters, break_on_hyphens=False, break_long_words=may_break_words)
    return lines or [""]


def _is_fitting(lines: list[str], box: Box, size: int) -> bool:
    widest = max(len(line) for line in lines) * size * LETTER_WIDTH
    return len(lines) * size * 1.12 <= box.height and widest <= box.width
