"""The headline's spectrum: one point, one band, one sentence."""

from __future__ import annotations

from quiz.charts.base.chart import Chart
from quiz.charts.base.theme import EMPHASIS
from quiz.charts.person.headline import headline_figure
from quiz.measurement.profile import Score
from tests.builders import a_score, an_instrument
from tests.charts.profiles import a_profile, part


def headline_of(score: Score) -> Chart:
    chart = headline_figure(a_profile(headline=score), an_instrument())
    assert chart is not None
    return chart


def test_an_unscored_headline_is_not_drawn() -> None:
    assert headline_figure(a_profile(headline=None), an_instrument()) is None


def test_point_band_and_figure_stand_at_the_score() -> None:
    chart = headline_of(a_score(70))
    assert part(chart, "dots")["x"] == [70]
    assert (part(chart, "bands")["base"], part(chart, "bands")["x"]) == ([60], [20])
    assert (part(chart, "score")["x"], part(chart, "score")["text"]) == (70, "70")


def test_a_band_beyond_the_middle_names_its_pole() -> None:
    assert headline_of(a_score(70)).takeaway == (
        "On the Enabler side, at 70 on the line from 0 to 100; the whole band, 60 to 80, lies on that side."
    )
    assert "On the Superstar side, at 30" in headline_of(a_score(30)).takeaway


def test_a_band_across_the_middle_names_no_pole() -> None:
    chart = headline_of(a_score(54))
    assert chart.takeaway == (
        "At 54 on the line from 0 to 100, too close to the middle to call: the band runs from 44 to 64."
    )
    assert EMPHASIS not in (part(chart, "low").get("font"), part(chart, "high").get("font"))


def test_with_too_few_answers_to_know_the_error_nothing_is_claimed() -> None:
    chart = headline_of(a_score(80, df=0, low=0.0, high=100.0))
    assert chart.takeaway.endswith("so few answers cannot say how far that may be off.")


def test_the_table_is_one_row_from_pole_to_pole() -> None:
    (row,) = headline_of(a_score(70)).table.rows
    assert row.cells == ("Superstar to Enabler", "70", "60 to 80")
