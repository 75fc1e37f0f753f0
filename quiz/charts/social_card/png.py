"""From SVG to PNG, by resvg, which is given its one font family and looks for no other."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

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
