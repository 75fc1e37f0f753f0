"""Two profiles in one figure: joined by id, told apart by shape and label, honest about what can be told."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from quiz.charts.base.chart import Chart
from quiz.charts.pair.facets import pair_facets_figure
from quiz.charts.pair.headline import LETTERS, Labelled, pair_headline_figure, short
from quiz.charts.pair.map import pair_map_figure
from quiz.charts.person.facets import facets_figure
from quiz.charts.person.progress_map import progress_map_figure
from tests.builders import FACET_IDS, a_score, an_instrument
from tests.charts.profiles import a_profile, on_the_map, with_facets

INSTRUMENT = an_instrument()


def drawn(chart: Chart | None) -> Any:
    assert chart is not None
    return json.loads(chart.figure_json)


def trace(chart: Chart | None, name: str) -> Any:
    (found,) = (each for each in drawn(chart)["data"] if each.get("name") == name)
    return found


def note(chart: Chart | None, name: str) -> Any:
    (found,) = (each for each in drawn(chart)["layout"]["annotations"] if each.get("name") == name)
    return found


def labels_of(chart: Chart, name: str) -> list[Any]:
    return [each for each in drawn(chart)["layout"]["annotations"] if each.get("name") == name]


def both(ada, ben, draw):
    return draw(Labelled("Ada", ada), Labelled("Ben", ben), INSTRUMENT)


APART = (
    replace(with_facets({"remit": a_score(20), "stage": a_score(52)}), headline=a_score(20)),
    replace(with_facets({"remit": a_score(80), "stage": a_score(50)}), headline=a_score(80)),
)


@pytest.mark.parametrize("draw", [pair_map_figure, pair_facets_figure, pair_headline_figure])
def test_every_figure_of_two_is_valid_and_small_enough(draw):
    figure = go.Figure(drawn(both(*APART, draw)))
    assert {each.type for each in figure.data} <= {"scatter", "bar"}


@pytest.mark.parametrize("draw", [pair_map_figure, pair_facets_figure, pair_headline_figure])
def test_who_is_which_is_said_in_words_and_shapes(draw):
    chart = both(*APART, draw)
    assert note(chart, "key")["text"] == "● \u2068Ada\u2069   ◆ \u2068Ben\u2069"
    symbols = {each["marker"].get("symbol", "circle") for each in drawn(chart)["data"] if "name" in each} & {
        "circle",
        "diamond",
    }
    assert symbols == {"circle", "diamond"}
    assert chart.table.headers[1:3] == ("Ada", "Ben")


def test_both_stand_on_the_map_with_a_region_each():
    chart = both(on_the_map(a_score(20), a_score(30)), on_the_map(a_score(80), a_score(90)), pair_map_figure)
    assert (trace(chart, "first")["x"], trace(chart, "first")["y"]) == ([20], [30])
    assert (trace(chart, "second")["x"], trace(chart, "second")["y"]) == ([80], [90])
    regions = [shape for shape in drawn(chart)["layout"]["shapes"] if "region" in shape.get("name", "")]
    assert [(shape["x0"] + shape["x1"]) / 2 for shape in regions] == pytest.approx([20, 80])
    assert chart.takeaway == "The two differ beyond measurement error in mindset and focus."


def test_near_places_are_not_told_apart():
    chart = both(on_the_map(a_score(50), a_score(50)), on_the_map(a_score(55), a_score(48)), pair_map_figure)
    assert (
        chart.takeaway == "The two places are too close to tell apart: their bands allow for the same spot."
    )
    assert [row.cells[-1] for row in chart.table.rows] == ["too close to tell"] * 2


@pytest.mark.parametrize(("ben_at", "where"), [(54, ("top", "bottom")), (46, ("bottom", "top"))])
def test_the_names_of_near_places_point_away_from_each_other(ben_at, where):
    ada, ben = on_the_map(a_score(50), a_score(50)), on_the_map(a_score(50), a_score(ben_at))
    chart = both(ada, ben, pair_map_figure)
    assert (note(chart, "name first")["yanchor"], note(chart, "name second")["yanchor"]) == where


def test_there_is_no_map_when_one_of_them_has_no_place_on_it():
    nowhere = replace(a_profile(), domains={"mindset": None, "focus": a_score(50)})
    assert both(a_profile(), nowhere, pair_map_figure) is None
    assert both(nowhere, a_profile(), pair_map_figure) is None


def test_a_difference_beyond_error_is_marked_on_its_row_and_no_other():
    chart = both(*APART, pair_facets_figure)
    marked = [
        each["name"]
        for each in drawn(chart)["layout"]["annotations"]
        if each.get("name", "").endswith(" beyond") and each.get("visible")
    ]
    assert marked == ["remit beyond"]
    assert chart.takeaway == "1 of 8 themes differs beyond measurement error; the rest is too close to tell."
    assert [row.cells[-1] for row in chart.table.rows] == ["differ", *["too close to tell"] * 7]


def test_facets_are_joined_by_id_in_whatever_order_they_come():
    ada, ben = APART
    turned = replace(ben, facets=dict(list(ben.facets.items())[::-1]))
    assert both(ada, turned, pair_facets_figure) == both(ada, ben, pair_facets_figure)


def test_labels_make_room_for_the_second_dot():
    (one,) = {each["yshift"] for each in labels_of(facets_figure(APART[0], INSTRUMENT), "remit low")}
    (two,) = {each["yshift"] for each in labels_of(both(*APART, pair_facets_figure), "remit low")}
    assert (one, two) == (-9, -16)


def test_a_facet_that_one_of_them_lacks_has_one_dot_and_no_verdict():
    chart = both(APART[0], with_facets({"remit": None}), pair_facets_figure)
    assert trace(chart, "dots second")["x"][0] is None
    assert trace(chart, "dots")["x"][0] == 20
    assert chart.table.rows[0].cells[2:] == ("not scored", "not compared")


def test_when_nothing_is_scored_for_both_the_words_say_so():
    nothing = with_facets(dict.fromkeys(FACET_IDS))
    chart = both(APART[0], nothing, pair_facets_figure)
    assert chart.takeaway == "No theme is scored for both, so there is nothing to compare."


def test_the_headline_of_two_says_what_can_be_told():
    assert both(*APART, pair_headline_figure).takeaway == "The two differ beyond measurement error."
    assert "too close" in both(APART[0], APART[0], pair_headline_figure).takeaway
    unscored = replace(APART[0], headline=None)
    assert both(APART[0], unscored, pair_headline_figure) is None


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), max_size=60))
def test_a_label_is_literal_and_short(text):
    shown = html.unescape(short(text).replace("<br>", " "))
    letters = regex.findall(r"\X", text)
    assert shown in {f"\u2068{text}\u2069", f"\u2068{''.join(letters[: LETTERS - 1])}…\u2069"}
    assert shown.startswith(f"\u2068{text[:1]}")


def test_a_label_is_cut_between_letters_and_never_inside_of_one():
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    family = "👩\u200d👩\u200d👧\u200d👦"
    for letter in ("🇩🇪", england, family, "é", "e\u0323\u0301", "1\ufe0f\u20e3", "👍🏽"):
        assert short(letter * 20) == f"\u2068{letter * 20}\u2069"
        assert short(f"{letter * 21}") == f"\u2068{letter * 19}…\u2069"
        assert short(f"A{letter * 20}") == f"\u2068A{letter * 18}…\u2069"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "<b>Ada</b>", "%{x}", "</script>", "😀" * 40])
def test_no_name_becomes_markup(name):
    for draw in (pair_map_figure, pair_facets_figure, pair_headline_figure):
        chart = draw(Labelled(name, APART[0]), Labelled("Ben", APART[1]), INSTRUMENT)
        assert "<" not in chart.figure_json
        assert "\\u003cb\\u003e" not in chart.figure_json
        assert chart.table.headers[1] == name


def test_a_path_goes_from_the_oldest_to_the_newest():
    profiles = [on_the_map(a_score(20), a_score(30)), on_the_map(a_score(60), a_score(40))]
    chart = progress_map_figure(profiles, ["1 May 2026", "3 June 2026"], INSTRUMENT)
    path = trace(chart, "path")
    assert (path["x"], path["y"], path["text"]) == ([20, 60], [30, 40], ["1", "2"])
    assert trace(chart, "you")["x"] == [60]
    assert [row.cells[0] for row in chart.table.rows] == ["1. 1 May 2026", "2. 3 June 2026"]
    go.Figure(drawn(chart))


def test_there_is_no_path_of_one_place_nor_without_the_newest():
    placed = on_the_map(a_score(20), a_score(30))
    nowhere = replace(placed, domains={"mindset": None, "focus": None})
    assert progress_map_figure([placed], ["1 May 2026"], INSTRUMENT) is None
    assert progress_map_figure([placed, placed, nowhere], ["a", "b", "c"], INSTRUMENT) is None
    assert progress_map_figure([placed, nowhere, placed], ["a", "b", "c"], INSTRUMENT) is not None
