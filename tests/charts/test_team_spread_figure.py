"""Where to talk first: the facets by their spread, the widest first."""

from __future__ import annotations

import json

from quiz.charts import Chart, team_spread_figure
from quiz.charts.theme import BAND, POINT
from quiz.measurement.team import GroupScore
from tests.builders import FACET_IDS, an_instrument
from tests.charts.profiles import part
from tests.pictures import a_group, a_picture, all_alike

INSTRUMENT = an_instrument()


def spread_of(**facets: GroupScore) -> Chart:
    close = dict.fromkeys(FACET_IDS, a_group(sd=8.0))
    return team_spread_figure(a_picture(close | facets), INSTRUMENT)


def test_the_widest_spread_comes_first_and_stands_out() -> None:
    chart = spread_of(stage=a_group(sd=30.0), remit=a_group(sd=24.0))
    spread = part(chart, "spread")
    assert spread["x"] == [30, 24, 8, 8, 8, 8, 8, 8]
    assert spread["marker"]["color"] == [POINT, *[BAND] * 7]
    assert [part(chart, f"{place} name")["text"] for place in range(3)] == ["Stage", "Remit", "Knowledge"]
    assert part(chart, "0 points")["text"] == "30 points"
    assert spread["hovertext"][0] == "Stage: 30"
    assert chart.takeaway == "You stand furthest apart on Stage: 30 points (standard deviation)."


def test_ties_are_named_together_and_all_stand_out() -> None:
    wide = a_group(sd=25.0)
    chart = spread_of(remit=wide, breadth=wide, stamina=wide)
    assert part(chart, "spread")["marker"]["color"] == [*[POINT] * 3, *[BAND] * 5]
    assert chart.takeaway == (
        "You stand furthest apart on Remit, Breadth and Stamina: 25 points (standard deviation)."
    )


def test_a_team_close_together_throughout_is_told_so_and_nothing_stands_out() -> None:
    chart = spread_of(stage=a_group(sd=10.0))
    assert set(part(chart, "spread")["marker"]["color"]) == {BAND}
    assert chart.takeaway.startswith("You stand close together on every facet.")


def test_all_alike_is_a_bar_of_no_length() -> None:
    chart = spread_of(**dict.fromkeys(FACET_IDS, all_alike(80.0)))
    assert part(chart, "spread")["x"] == [0] * 8


def test_a_spread_wider_than_the_track_is_cut_in_the_drawing_and_whole_in_the_words() -> None:
    chart = spread_of(stage=a_group(sd=70.0))
    assert part(chart, "spread")["x"][0] == 60
    assert part(chart, "0 points")["text"] == "70 points"
    assert chart.table.rows[0].cells[1] == "70"


def test_the_table_has_the_figures_in_the_same_order() -> None:
    chart = spread_of(stage=a_group(sd=30.0))
    assert chart.table.rows[0].cells == ("Stage: stage low pole to stage high pole", "30", "0.00")
    assert [row.cells[1] for row in chart.table.rows] == [
        f"{spread:.0f}" for spread in part(chart, "spread")["x"]
    ]
    assert all(len(row.cells) + 1 == len(chart.table.headers) for row in chart.table.rows)


def test_there_is_one_bar_a_facet_however_many_people() -> None:
    data = json.loads(spread_of().figure_json)["data"]
    assert [len(trace["x"]) for trace in data] == [8, 8]
