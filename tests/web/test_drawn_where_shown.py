"""A result's charts are drawn where they are shown, and there once."""

from __future__ import annotations

import re

import pytest

from quiz.web.results import page as results
from tests.cast import Person

FIGURES = ("map_figure", "facets_figure", "headline_figure")
OWN = ["map_figure", "facets_figure"]
"""To its owner the sentence and the map say what the headline's figure shows to others."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the figures drawn, in a process that remembers no result."""
    names: list[str] = []
    results._kept.cache_clear()

    def spied(name: str):
        figure = getattr(results, name)

        def draw(profile, instrument):
            names.append(name)
            return figure(profile, instrument)

        return draw

    for name in FIGURES:
        monkeypatch.setattr(results, name, spied(name))
    return names


def forget(drawn: list[str]) -> None:
    results._kept.cache_clear()
    drawn.clear()


def test_a_result_is_drawn_at_the_first_look_and_not_at_the_second(ada: Person, drawn: list[str]) -> None:
    ada.finish()
    assert drawn == []
    ada.get(ada.result_path)
    assert drawn == OWN
    ada.get(ada.result_path)
    assert drawn == OWN


def test_to_let_a_score_count_draws_nothing(ada: Person, drawn: list[str]) -> None:
    ada.get(ada.finish())
    forget(drawn)
    sent = ada.post(f"{ada.result_path}/standing", counts="yes")
    assert (sent.status_code, drawn) == (303, [])


def test_a_card_draws_no_charts_of_the_page(ada: Person, cleo: Person, drawn: list[str]) -> None:
    ada.finish(option="4")
    ada.get(ada.share("domains"))
    card = re.search(r'og:image" content="[^"]*(/shared/[^"]+\.png)"', ada.page)
    assert card
    forget(drawn)
    assert (cleo.get(card[1]).status_code, drawn) == (200, [])


def test_a_comparison_draws_what_two_have_in_common_and_nothing_of_one(
    ada: Person, ben: Person, drawn: list[str]
) -> None:
    ada.finish(option="1")
    ben.finish(option="5")
    compared = ben.propose(ada.share())
    asked = compared.replace(ben.token, ada.token)
    ada.get(asked)
    assert ada.post(f"{asked}/acceptance", display_name="Ada").status_code == 303
    forget(drawn)
    ada.get(asked)
    assert 'data-chart="map"' in ada.page
    assert drawn == []


def test_a_retake_draws_the_new_result_alone(ada: Person, drawn: list[str]) -> None:
    ada.get(ada.finish(option="1"))
    began = ada.post(f"{ada.result_path}/retake", edition="quick")
    ada.token = began.location.rsplit("/", 1)[1]
    ada.get(began.location)
    ada.submit(ada.answers("5"))
    forget(drawn)
    ada.get(ada.result_path)
    assert "Since last time" in ada.page
    assert drawn == OWN
