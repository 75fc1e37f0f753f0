"""Posters: for the owner alone, rounded as everything is that travels, and gone with the result."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from quiz.web.sharing import cards as painting
from tests.cast import Person


@pytest.fixture
def posters(ada: Person) -> str:
    ada.finish("quick", "4")
    return f"{ada.result_path}/posters"


@pytest.mark.parametrize("shape", ["wide", "square", "tall"])
def test_the_owner_gets_each_shape_with_and_without_a_score(posters, ada, shape):
    neutral, scored = (ada.get(f"{posters}/{shape}-{kind}.png") for kind in ("neutral", "score"))
    for each in (neutral, scored):
        assert (each.status_code, each.mimetype) == (200, "image/png")
        assert each.headers["Cache-Control"] == "no-store"
        assert Image.open(io.BytesIO(each.data)).format == "PNG"
    assert neutral.data != scored.data


@pytest.mark.parametrize("name", ["wide-name", "round-score", "wide", "wide-score-more"])
def test_there_are_no_other_shapes_and_kinds(posters, ada, name):
    assert ada.get(f"{posters}/{name}.png").status_code == 404


def test_a_share_link_leads_to_none(posters, ada, cleo):
    shared = ada.share("facets")
    assert cleo.get(f"{shared}/posters/wide-score.png").status_code == 404
    guessed = posters.replace(ada.token, shared.rsplit("/", 1)[1])
    assert cleo.get(f"{guessed}/wide-score.png").status_code == 404


def test_it_is_gone_with_the_result(posters, ada, cleo):
    ada.get(f"{posters}/tall-neutral.png")
    ada.get(f"{ada.result_path}/deletion")
    ada.post(f"{ada.result_path}/deletion")
    assert cleo.get(f"{posters}/tall-neutral.png").status_code == 404


def test_when_it_cannot_be_drawn_no_other_picture_comes(posters, ada, monkeypatch):
    def broken(_svg: str) -> bytes:
        raise ValueError("no fonts today")

    monkeypatch.setattr(painting, "draw_png", broken)
    response = ada.get(f"{posters}/wide-neutral.png")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")


def test_it_has_a_limit_of_its_own(posters, ada):
    for _ in range(120):
        assert ada.get(f"{posters}/wide-neutral.png").status_code == 200
    assert ada.get(f"{posters}/wide-neutral.png").status_code == 429
    assert ada.get(ada.result_path).status_code == 200
