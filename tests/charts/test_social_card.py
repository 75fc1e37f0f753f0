"""The card: small, of the right size, with no more on it than the extent shows, and nothing by a person."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from quiz.charts.card import default_card_svg, draw_png, is_drawable, social_card_svg, undrawable
from quiz.charts.card.drawing import AMBER, HEIGHT, LEFT, RIGHT, WIDTH
from quiz.charts.card.text import Box, fitted_text, font_files, width_of
from quiz.instrument.file import parse_instrument
from quiz.measurement.as_others_see import Extent
from quiz.measurement.interpretation import summary_sentences
from quiz.measurement.profile import profile_of
from quiz.settings.environment import ROOT
from tests.builders import responses_all, responses_worth

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


CASES = [(worth, edition) for worth in (10, 50, 58, 90, None) for edition in ("full", "quick")]


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
def test_the_cards_words_are_the_summary(worth, edition, extent):
    result = profile(worth, edition)
    summary, certainty = summary_sentences(result, INSTRUMENT)
    said = words(social_card_svg(result, extent, INSTRUMENT))
    assert summary in said
    if extent is Extent.DOMAINS and worth is not None:
        assert certainty in said
    around = said.replace(summary, "").replace(certainty, "")
    if extent is Extent.HEADLINE:
        assert not [name for name in ("Ambassador", "Specialist") if name in around]


def renamed(low: str, high: str, archetype: str = "Enabler"):
    headline = replace(INSTRUMENT.headline, low_pole=low, high_pole=high)
    archetypes = tuple(replace(each, name=archetype) for each in INSTRUMENT.archetypes)
    return replace(INSTRUMENT, headline=headline, archetypes=archetypes, sha256=low + high + archetype)


def test_an_instruments_words_cannot_break_the_drawing():
    instrument = renamed('<script>&"', "</svg>", '<script>&"' + "Extraordinarily long " * 4)
    svg = social_card_svg(profile(90, "full", instrument), Extent.DOMAINS, instrument)
    assert "<script" not in svg
    assert draw_png(svg)


@pytest.mark.parametrize(
    "word", ["スーパースター", "المدافع", "명사", "Star 🌟", "\u0e14\u0e32\u0e27", "שלום", "Stern\U0001d54a"]
)
@pytest.mark.parametrize("extent", [Extent.HEADLINE, Extent.DOMAINS])
def test_a_letter_the_font_lacks_is_never_drawn(word, extent):
    """The default card comes in its place, for empty frames would stand there."""
    for instrument in (renamed(word, "End"), renamed("End", word), renamed("One", "Other", word)):
        assert not is_drawable(instrument)
        assert social_card_svg(profile(90, "full", instrument), extent, instrument) == default_card_svg()


@pytest.mark.parametrize("word", ["Žižkov ßẞ", "Ωμέγα", "Журнал", "“fine” …", "e\u0301tude", "No\u00a0break"])
def test_what_the_font_has_is_drawn(word):
    assert undrawable(word) == ""
    assert word.split()[0] in words(social_card_svg(profile(50), Extent.HEADLINE, renamed(word, "End")))


def test_the_widths_are_the_fonts_own():
    """Source Sans Pro Bold advances 0.813 of its size for W and 0.276 for i."""
    assert (width_of("W"), width_of("i"), width_of("Wi")) == pytest.approx((0.813, 0.276, 1.089))


POLES = ["W" * 45, "Verantwortungsübernahmebereitschaft im Alltag", "i" * 45, "ab " * 15]


@pytest.mark.parametrize("high", POLES)
@pytest.mark.parametrize("low", POLES)
def test_two_poles_of_45_letters_stay_in_their_halves_of_the_line(low, high):
    svg = social_card_svg(profile(50), Extent.HEADLINE, renamed(low, high))
    left = [each for each in texts_of(svg) if each.get("fill") == AMBER]
    right = [each for each in texts_of(svg) if each.get("fill") == "#7cc4f0"]
    assert left
    assert right
    for each in left:
        assert LEFT + reach(each) < (LEFT + RIGHT) / 2
    for each in right:
        assert each.get("text-anchor") == "end"
        assert RIGHT - reach(each) > (LEFT + RIGHT) / 2
    assert max(int(each.get("y")) for each in left + right) < 584 - 20  # above the line at the foot


def test_what_fits_in_no_size_is_cut_between_letters_as_people_see_them():
    box = Box(0, 0, 200, 50)
    text = fitted_text("e\u0301" * 100, box, (40, 20), "")
    (one, two) = [each.text for each in ET.fromstring(f"<svg>{text}</svg>")]
    assert set(one) == {"e", "\u0301"}
    assert two.endswith("e\u0301…")
    assert len(two) < len(one)


def texts_of(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))


def reach(text: ET.Element) -> float:
    return width_of(text.text or "") * int(text.get("font-size") or 0)


def test_the_text_stays_on_the_card():
    """Compared with the same card on a wider sheet: nothing is drawn beyond the margins."""
    for worth in (10, 50, 90):
        svg = social_card_svg(profile(worth, "quick"), Extent.DOMAINS, INSTRUMENT)
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
    today = Image.open(io.BytesIO(draw_png(default_card_svg()))).convert("RGB")
    assert stored.size == today.size
    assert ImageChops.difference(stored, today).getextrema() == ((0, 0),) * 3 or _mostly_alike(stored, today)
    assert (ROOT / "static" / "img" / "card.png").stat().st_size < 60_000


def _mostly_alike(one: Image.Image, other: Image.Image) -> bool:
    """Another version of resvg may draw an edge a shade differently."""
    shades = ImageChops.difference(one, other).convert("L").histogram()
    return sum(shades[17:]) < WIDTH * HEIGHT / 1000
