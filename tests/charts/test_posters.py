"""Posters: three shapes, no score unless asked for, every word whole and in its place."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise, product

import pytest
from PIL import Image

from quiz.charts.card import Shape, draw_png, poster_svg
from quiz.charts.card.poster import GENERAL_QUESTION, LAYOUTS
from quiz.instrument.instrument import Welcome
from quiz.measurement.as_others_see import as_others_see
from quiz.measurement.interpretation import summary_sentences
from tests.charts.test_social_card import INSTRUMENT, POLES, profile, reach, renamed, texts_of, words

SIZES = {Shape.WIDE: (1200, 630), Shape.SQUARE: (1080, 1080), Shape.TALL: (1080, 1920)}
LONG = "Whoever reads this sentence to its end has read two hundred letters, " * 4


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("worth", [10, 50, 58, 90, None])
def test_a_poster_has_its_shapes_size_and_few_bytes(shape, worth):
    for has_score in (True, False):
        png = draw_png(poster_svg(profile(worth), INSTRUMENT, shape, has_score=has_score))
        assert Image.open(io.BytesIO(png)).size == SIZES[shape]
        assert len(png) < 110_000


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("worth", [10, 50, 58, 90, None])
def test_it_has_a_score_only_where_its_owner_says_so(shape, worth):
    shown = as_others_see(profile(worth))
    neutral, scored = (
        words(poster_svg(shown, INSTRUMENT, shape, has_score=has_score)) for has_score in (False, True)
    )
    assert summary_sentences(shown, INSTRUMENT)[0] in neutral
    assert INSTRUMENT.welcome.question in neutral
    assert not any(letter.isdigit() for letter in neutral)
    assert any(letter.isdigit() for letter in scored) == (worth is not None)


def test_one_named_archetype_says_what_it_means_to_others():
    archetypes = tuple(replace(each, third_person="") for each in INSTRUMENT.archetypes)
    older = replace(INSTRUMENT, archetypes=archetypes, sha256="older")
    said = words(poster_svg(profile(90), INSTRUMENT, Shape.WIDE, has_score=False))
    assert INSTRUMENT.archetypes_by_id["catalyst"].third_person in said
    assert "“You work so that others" in words(poster_svg(profile(90), older, Shape.WIDE, has_score=False))


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(("low", "high"), [*product(POLES, POLES[1:3]), ("Low", "High")])
def test_long_words_stay_in_their_places(shape, low, high):
    """Nothing beyond the margins, and no line of text upon another."""
    layout = LAYOUTS[shape]
    svg = poster_svg(profile(58), renamed(low, high, "Extraordinarily long name"), shape, has_score=True)
    left = [each for each in texts_of(svg) if each.get("text-anchor") in {"start", None}]
    assert all(int(each.get("x")) + reach(each) <= layout.size[0] - layout.side for each in left)
    for column in (left, [each for each in texts_of(svg) if each.get("text-anchor") != "start"]):
        lines = sorted((int(each.get("y")), int(each.get("font-size"))) for each in column)
        assert lines[-1][0] < layout.size[1]
        assert all(above[0] + below[1] * 0.75 <= below[0] for above, below in pairwise(lines))


@pytest.mark.parametrize("shape", Shape)
def test_what_does_not_fit_is_left_out_and_not_cut(shape):
    archetypes = tuple(replace(each, third_person=LONG) for each in INSTRUMENT.archetypes)
    welcome = Welcome(question=LONG)
    long = replace(INSTRUMENT, archetypes=archetypes, welcome=welcome, sha256="long")
    said = words(poster_svg(profile(90), long, shape, has_score=False))
    assert "Whoever" not in said
    assert "…" not in said
    assert GENERAL_QUESTION in said


@pytest.mark.parametrize("word", ["スーパースター", "명사", "Star 🌟"])
def test_a_letter_the_font_lacks_leaves_a_poster_without_words(word):
    for instrument in (renamed(word, "End"), renamed("One", "Other", word)):
        said = words(poster_svg(profile(90, "full", instrument), instrument, Shape.TALL, has_score=True))
        assert word not in said
        assert GENERAL_QUESTION in said
