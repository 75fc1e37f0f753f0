"""A chart's words, figures and data: what every chart promises."""

from __future__ import annotations

import json

import pytest

from quiz.charts.base.chart import Bar, as_script_data, in_words, score_row
from quiz.measurement.interpretation import points
from tests.builders import a_score


def test_points_are_whole() -> None:
    assert points(69.6) == "70"


def test_rounding_never_puts_on_the_middle_what_lies_beside_it() -> None:
    assert points(50.3) == "50.3"
    assert points(49.7) == "49.7"
    assert points(50.0) == "50"


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.62, "62\N{NO-BREAK SPACE}%"),
        (0.994, "99\N{NO-BREAK SPACE}%"),
        (0.999, "over 99\N{NO-BREAK SPACE}%"),
        (1.0, "over 99\N{NO-BREAK SPACE}%"),
        (0.004, "under 1\N{NO-BREAK SPACE}%"),
        (0.0, "under 1\N{NO-BREAK SPACE}%"),
    ],
)
def test_no_probability_is_spoken_of_as_certain(probability: float, words: str) -> None:
    assert in_words(probability) == words


def test_a_score_row_gives_the_score_and_its_band_in_words_and_as_a_bar() -> None:
    row = score_row("Remit", a_score(70))
    assert row.cells == ("Remit", "70", "60 to 80")
    assert row.bar == Bar(70, 60, 80)


def test_an_unscored_row_says_so_and_draws_nothing() -> None:
    row = score_row("Remit", None)
    assert row.cells == ("Remit", "not scored", "too few answers")
    assert row.bar is None


def test_data_cannot_end_the_script_element_around_it() -> None:
    planted = {"text": "</script><script>alert(1)</script><!-- & \u2028"}
    data = as_script_data(planted)
    assert not set(data) & set("<>&")
    assert json.loads(data) == planted


def test_data_that_is_no_number_is_refused_rather_than_sent() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_script_data({"x": float("nan")})
