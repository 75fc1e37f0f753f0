"""Text on a card: escaped, and made smaller, broken or in the end cut until it fits its box."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Literal

import regex

from quiz.charts.card.font import width_of

LEADING = 1.12
"""From line to line, in sizes of the font."""


@dataclass(frozen=True)
class Box:
    """Where text may be, in pixels from the top left; `anchor` is the side it stands at."""

    x: int
    top: int
    width: int
    height: int
    anchor: Literal["start", "end"] = "start"
    is_at_the_bottom: bool = False


def fitted_text(text: str, box: Box, sizes: tuple[int, ...], attributes: str) -> str:
    """SVG text elements in the largest size in which the text fits the box with every word whole.

    What does not fit in the smallest size either is broken wherever a line ends, and cut where the box does.
    """
    size, lines = next(
        ((size, lines) for size in sizes if _is_fitting(lines := _wrapped(text, box, size), box, size)),
        (sizes[-1], _cut(text, box, sizes[-1])),
    )
    line_height = round(size * LEADING)
    below = box.height - len(lines) * line_height if box.is_at_the_bottom else 0
    x = box.x if box.anchor == "start" else box.x + box.width
    placed = f'x="{x}" font-size="{size}" text-anchor="{box.anchor}" {attributes}'
    return "".join(
        f'<text y="{box.top + below + size + number * line_height}" {placed}>{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _is_fitting(lines: list[str], box: Box, size: int) -> bool:
    is_low_enough = len(lines) * size * LEADING <= box.height
    return is_low_enough and all(width_of(each) * size <= box.width for each in lines)


def _wrapped(text: str, box: Box, size: int) -> list[str]:
    """In lines of whole words, of which one may be too wide."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) * size <= box.width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _cut(text: str, box: Box, size: int) -> list[str]:
    """In as many lines as the box has, broken between letters as people see them; the last one says so."""
    letters = regex.findall(r"\X", " ".join(text.split()))
    lines: list[str] = []
    for _ in range(max(1, int(box.height / (size * LEADING)))):
        fitting = _how_many_fit(letters, box.width / size)
        lines.append("".join(letters[:fitting]).strip())
        letters = letters[fitting:]
    if letters:
        last = regex.findall(r"\X", lines[-1])
        fitting = _how_many_fit(last, box.width / size - width_of("…"))
        lines[-1] = f"{''.join(last[:fitting]).rstrip()}…"
    return [line for line in lines if line]


def _how_many_fit(letters: list[str], width: float) -> int:
    """Into so many sizes of the font; one at least, so that every line holds something."""
    reached = accumulate(map(width_of, letters))
    return max(1, sum(1 for each in reached if each <= width))
