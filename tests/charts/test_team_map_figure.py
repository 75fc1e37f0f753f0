"""The team on the map: how many stand in which quarter, and one's own place for oneself alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.charts.base.chart import Chart
from quiz.charts.team.map import team_map_figure
from quiz.measurement.team import TeamPicture, team_picture
from tests.builders import a_score, an_instrument
from tests.charts.profiles import on_the_map, part
from tests.pictures import QUARTERS, a_picture

INSTRUMENT = an_instrument()
NAMES = ("Superstar", "Ambassador", "Specialist", "Enabler")


def map_of(picture: TeamPicture) -> Chart:
    return team_map_figure(picture, INSTRUMENT)


def test_each_quarter_says_of_how_many_it_is_told_that_they_stand_there() -> None:
    chart = map_of(a_picture())
    texts = [part(chart, f"quarter {each.id}")["text"] for each in INSTRUMENT.archetypes]
    assert texts == [
        "Superstar<br>at least 2",
        "Ambassador<br>not told",
        "Specialist<br>not told",
        "Enabler<br>at least 4",
    ]
    assert chart.takeaway == "Each quarter says how many of you stand in it, as far as that is told."


def test_a_later_round_says_about() -> None:
    assert part(map_of(a_picture(is_later=True)), "quarter enabler")["text"] == "Enabler<br>about 4"


def test_where_nothing_is_told_it_is_not_said_why() -> None:
    chart = map_of(a_picture(quarters=dict.fromkeys(QUARTERS, 0)))
    assert chart.takeaway == "It is not told how many of you stand in which quarter."
    assert part(chart, "quarter enabler")["text"] == "Enabler<br>not told"


def test_there_is_no_point_and_no_region_of_anybody() -> None:
    figure = json.loads(map_of(a_picture()).figure_json)
    assert [trace["x"] for trace in figure["data"]] == [[]]
    regions = [each for each in figure["layout"]["shapes"] if each.get("name", "").startswith("region")]
    assert {region["visible"] for region in regions} == {False}


def test_the_table_holds_every_quarter() -> None:
    table = map_of(a_picture()).table
    assert [row.cells for row in table.rows] == [
        ("Superstar quarter", "at least 2"),
        ("Ambassador quarter", "not told"),
        ("Specialist quarter", "not told"),
        ("Enabler quarter", "at least 4"),
    ]
    assert all(len(row.cells) + 1 == len(table.headers) for row in table.rows)


def test_ones_own_place_is_there_for_oneself_and_for_nobody_else() -> None:
    you = on_the_map(a_score(33.3), a_score(61.7))
    with_own, without = team_map_figure(a_picture(), INSTRUMENT, you), map_of(a_picture())
    own = part(with_own, "own")
    assert (own["x"], own["y"], own["text"]) == ([33.3], [61.7], ["you"])
    assert own["hovertext"] == ["You<br>Mindset: 33, band 23 to 43<br>Focus: 62, band 52 to 72"]
    assert with_own.takeaway == f"{without.takeaway} The diamond is you."
    assert part(without, "own")["x"] == []
    assert "33.3" not in without.figure_json
    assert with_own.table == without.table, "the table may be copied and passed on"


@given(st.floats(0, 100), st.floats(0, 100))
def test_wherever_one_stands_the_label_stays_on_the_map(x: float, y: float) -> None:
    chart = team_map_figure(a_picture(), INSTRUMENT, on_the_map(a_score(x), a_score(y)))
    side = part(chart, "own")["textposition"]
    across, up = {"middle right": (13, 0), "middle left": (-13, 0)}.get(side, (0, 10))
    up = -up if side == "bottom center" else up
    assert 0 <= x + across <= 100
    assert 0 <= y + up <= 100


def test_a_quarters_name_makes_way_for_who_stands_in_its_corner() -> None:
    corner = team_map_figure(a_picture(), INSTRUMENT, on_the_map(a_score(90), a_score(95)))
    assert part(corner, "quarter enabler")["y"] == 53
    assert part(corner, "quarter superstar")["y"] == part(map_of(a_picture()), "quarter superstar")["y"] == 3


def test_who_is_not_scored_on_both_domains_has_no_place() -> None:
    nowhere = on_the_map(a_score(33.3), None)
    chart = team_map_figure(a_picture(), INSTRUMENT, nowhere)
    assert part(chart, "own")["x"] == []
    assert "diamond" not in chart.takeaway


@pytest.mark.parametrize("others", [1, 4])
def test_no_persons_place_can_be_read_from_the_figure(others: int) -> None:
    places = [(11.7, 88.9), (23.4, 31.2), (47.1, 52.6), (71.3, 64.8), (93.2, 19.5)] * others
    team = [on_the_map(a_score(x), a_score(y)) for x, y in places]
    chart = map_of(team_picture(team, INSTRUMENT))
    told = chart.figure_json + repr(chart.table) + chart.takeaway
    assert not [value for place in places for value in place if str(value) in told]
