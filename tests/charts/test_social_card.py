"""The card: small, of the right size, with no more on it than the extent shows, and nothing by a person."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from quiz.charts.social_card import default_card_svg, draw_png, social_card_svg
from quiz.charts.social_card.drawing import HEIGHT, LEFT, RIGHT, WIDTH
from quiz.charts.social_card.png import font_files
from quiz.measurement.extent import Extent
from quiz.measurement.instrument_file import parse_instrument
from quiz.measurement.interpretation import summary_sentences
from quiz.measurement.profile import profile_of
from quiz.settings import ROOT
from tests.builders import an_instrument, responses_all, responses_worth

INSTRUMENT = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"), source="questions.yaml")


def profile(worth: float | None, edition: str = "full", instrument=INSTRUMENT):
    given = (
        responses_all(None, edition, instrument)
        if worth is None
        else responses_worth(worth, edition, instrument)
    )
    return profile_of(given, instrument.editions[edition], instrument)


def words(svg: str) -> str:
    return " ".join(text for text in ET.fromstring(svg).itertext() if text.strip())


CASES = [(worth, edition) for worth in (10, 50, 58, 90, None) for edition in ("full", "express")]


@pytest.mark.parametrize("extent", [Extent.HEADLINE, Extent.DOMAINS])
@pytest.mark.parametrize(("worth", "edition"), CASES)
def test_a_card_is_1200_by_630_and_under_100_kilobytes(worth, edition, extent):
    png = draw_png(social_card_svg(profile(worth, edition), extent, INSTRUMENT))
    picture = Image.open(io.BytesIO(png))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(png) < 100_000


def test_the_headlines_card_names_no_quarter_of_the_map():
    narrow = words(social_card_svg(profile(90), Extent.HEADLINE, INSTRUMENT))
    wide = words(social_card_svg(profile(90), Extent.DOMAINS, INSTRUMENT))
    assert "Ambassador" not in narrow
    assert "Ambassador" in wide
    assert "Enabler" in narrow


def test_all_facets_add_nothing_to_the_card():
    assert social_card_svg(profile(90), Extent.FACETS, INSTRUMENT) == social_card_svg(
        profile(90), Extent.DOMAINS, INSTRUMENT
    )


@pytest.mark.parametrize("extent", [Extent.HEADLINE, Extent.DOMAINS])
@pytest.mark.parametrize(("worth", "edition"), CASES)
def test_the_cards_words_are_the_summary_and_nothing_else_names_an_archetype(worth, edition, extent):
    result = profile(worth, edition)
    summary, certainty = summary_sentences(result, INSTRUMENT)
    said = words(social_card_svg(result, extent, INSTRUMENT))
    assert summary in said
    if extent is Extent.DOMAINS and worth is not None:
        assert certainty in said
    around = said.replace(summary, "").replace(certainty, "")
    if extent is Extent.HEADLINE:
        assert not [name for name in ("Ambassador", "Specialist") if name in around]


def test_an_instruments_words_cannot_break_the_drawing():
    archetypes = tuple(
        replace(each, name='<script>&"' + "Extraordinarily long " * 4) for each in an_instrument().archetypes
    )
    instrument = replace(an_instrument(), archetypes=archetypes)
    svg = social_card_svg(profile(90, "full", instrument), Extent.DOMAINS, instrument)
    assert "<script" not in svg
    assert draw_png(svg)


def test_the_text_stays_on_the_card():
    """Compared with the same card on a wider sheet: nothing is drawn beyond the margins."""
    for worth in (10, 50, 90):
        svg = social_card_svg(profile(worth, "express"), Extent.DOMAINS, INSTRUMENT)
        edge = Image.open(io.BytesIO(draw_png(svg))).convert("RGB").crop((WIDTH - 40, 450, WIDTH, HEIGHT))
        assert edge.getcolors(1) is not None
    assert LEFT < RIGHT < WIDTH


def test_the_fonts_are_found_and_used():
    assert len(font_files()) == 3
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">{}</svg>'
    text = '<text y="30" font-size="30" font-family="Source Sans Pro">Ada</text>'
    with_text = Image.open(io.BytesIO(draw_png(plain.format(text))))
    without = Image.open(io.BytesIO(draw_png(plain.format(""))))
    assert ImageChops.difference(with_text.convert("RGBA"), without.convert("RGBA")).getbbox()


def test_what_is_no_drawing_is_an_error():
    with pytest.raises(ValueError, match=r"."):
        draw_png("this is no SVG")


def test_the_default_card_in_static_is_what_is_drawn_today():
    stored = Image.open(ROOT / "static" / "img" / "card.png").convert("RGB")
    today = Image.open(io.BytesIO(draw_png(default_card_svg(INSTRUMENT)))).convert("RGB")
    assert stored.size == today.size
    assert ImageChops.difference(stored, today).getextrema() == ((0, 0),) * 3 or _mostly_alike(stored, today)
    assert (ROOT / "static" / "img" / "card.png").stat().st_size < 60_000


def _mostly_alike(one: Image.Image, other: Image.Image) -> bool:
    """Another version of resvg may draw an edge a shade differently."""
    shades = ImageChops.difference(one, other).convert("L").histogram()
    return sum(shades[17:]) < WIDTH * HEIGHT / 1000
