"""Text on a card: escaped, made smaller, broken or in the end cut until it fits; and the picture.

How wide text is, and which of it can be drawn, is read from the font's files, for resvg tells neither. Only
two tables are needed: which letter is which glyph (cmap) and how far each glyph advances (hmtx), as the
OpenType specification 1.9 has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from struct import unpack_from
from typing import Literal

import regex

FONT_PACKAGE = "font_source_sans_pro"
FAMILY = "Source Sans Pro"
WEIGHTS = ("Regular", "Semibold", "Bold")

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


def fits(text: str, box: Box, sizes: tuple[int, ...]) -> bool:
    """Whether it does in one of the sizes, with every word whole."""
    return any(_is_fitting(_wrapped(text, box, size), box, size) for size in sizes)


def draw_png(svg: str) -> bytes:
    """The picture. Raises ValueError for what is no SVG."""
    import resvg_py  # noqa: PLC0415 - only who draws a card needs it

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=list(font_files())))


def undrawable(text: str) -> str:
    """The characters of a text that the font has no glyph for, each once."""
    known = _widths()
    return "".join(dict.fromkeys(each for each in text if each not in known and not each.isspace()))


def width_of(text: str) -> float:
    """In sizes of the font: as wide as the boldest weight draws it, without kerning."""
    known = _widths()
    return sum(known.get(each, 1.0) for each in text)


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


@cache
def font_files() -> tuple[str, ...]:
    """The fonts of the Python package, found without running it."""
    spec = find_spec(FONT_PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "files"
    return tuple(str(folder / f"SourceSansPro-{weight}.ttf") for weight in WEIGHTS)


@cache
def _widths() -> Mapping[str, float]:
    """By character that every weight has, its advance in the widest."""
    weights = [_advances(Path(file).read_bytes()) for file in font_files()]
    return {
        character: max(weight[character] for weight in weights)
        for character in set.intersection(*map(set, weights))
    }


def _advances(font: bytes) -> dict[str, float]:
    tables = _tables(font)
    (units,) = unpack_from(">H", font, tables["head"] + 18)
    (metrics,) = unpack_from(">H", font, tables["hhea"] + 34)
    glyphs = ((each, min(glyph, metrics - 1)) for each, glyph in _glyphs(font, tables["cmap"]))
    widths = tables["hmtx"]
    return {each: unpack_from(">H", font, widths + 4 * glyph)[0] / units for each, glyph in glyphs}


def _tables(font: bytes) -> dict[str, int]:
    (count,) = unpack_from(">H", font, 4)
    records = (unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in records}


def _glyphs(font: bytes, cmap: int) -> Iterator[tuple[str, int]]:
    """Characters and the numbers of their glyphs, by the table of the basic plane (format 4)."""
    (count,) = unpack_from(">H", font, cmap + 2)
    records = (unpack_from(">HHL", font, cmap + 4 + 8 * number) for number in range(count))
    at = next(cmap + offset for platform, kind, offset in records if (platform, kind) == (3, 1))
    segments = unpack_from(">H", font, at + 6)[0] // 2
    ends, starts, deltas, ranges = (at + 14 + 2 * (segments * part + (part > 0)) for part in range(4))
    for segment in range(segments):
        first, last, delta, shift = (
            unpack_from(">H", font, table + 2 * segment)[0] for table in (starts, ends, deltas, ranges)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if shift:
                (glyph,) = unpack_from(">H", font, ranges + 2 * segment + shift + 2 * (code - first))
            if glyph := (glyph + delta) % 0x10000 if glyph or not shift else 0:
                yield chr(code), glyph
