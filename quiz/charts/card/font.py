"""What the card's font can draw, and how wide it is: read from its files, for resvg tells neither.

Only two tables are needed: which letter is which glyph (cmap) and how far each glyph advances (hmtx), as the
OpenType specification 1.9 has them.

From SVG to PNG, by resvg, which is given its one font family and looks for no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from struct import unpack_from

FONT_PACKAGE = "font_source_sans_pro"
FAMILY = "Source Sans Pro"
WEIGHTS = ("Regular", "Semibold", "Bold")


def draw_png(svg: str) -> bytes:
    """The picture. Raises ValueError for what is no SVG."""
    import resvg_py  # noqa: PLC0415 - only who draws a card needs it

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=list(font_files())))


@cache
def font_files() -> tuple[str, ...]:
    """The fonts of the Python package, found without running it."""
    spec = find_spec(FONT_PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "files"
    return tuple(str(folder / f"SourceSansPro-{weight}.ttf") for weight in WEIGHTS)


def undrawable(text: str) -> str:
    """The characters of a text that the font has no glyph for, each once."""
    known = _widths()
    return "".join(dict.fromkeys(each for each in text if each not in known and not each.isspace()))


def width_of(text: str) -> float:
    """In sizes of the font: as wide as the boldest weight draws it, without kerning."""
    known = _widths()
    return sum(known.get(each, 1.0) for each in text)


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
