"""The signs of the map's four quarters: unlike each other, within their square, in one colour."""

from __future__ import annotations

import io
from itertools import product

from PIL import Image

from quiz.charts.base.signs import SIDE, sign_of
from quiz.charts.card import draw_png

QUARTERS = tuple(product(("low", "high"), repeat=2))


def drawn(sides: tuple[str, str]) -> Image.Image:
    """With a margin of 8 all around."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE + 16}" height="{SIDE + 16}" '
        f'viewBox="-8 -8 {SIDE + 16} {SIDE + 16}">{sign_of(sides, "#fff")}</svg>'
    )
    return Image.open(io.BytesIO(draw_png(svg))).convert("RGBA")


def test_each_quarter_has_a_sign_of_its_own():
    assert len({drawn(sides).tobytes() for sides in QUARTERS}) == 4


def test_a_sign_fills_its_square_and_stays_in_it():
    for sides in QUARTERS:
        box = drawn(sides).getbbox()
        assert box
        left, top, right, bottom = box
        assert min(left, top) >= 8
        assert max(right, bottom) <= SIDE + 8
        assert min(right - left, bottom - top) > SIDE * 0.7


def test_a_sign_takes_its_colour_from_the_page_unless_told():
    for sides in QUARTERS:
        assert "currentColor" in sign_of(sides)
        assert "currentColor" not in sign_of(sides, "#f6f1e6")
