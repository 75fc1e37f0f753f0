"""Two rounds of a team on one map: both means with their regions, and which domain's mean moved."""

from __future__ import annotations

import json
from dataclasses import replace

from quiz.charts import Chart, rounds_map_figure
from quiz.charts.theme import POINT, SURFACE
from quiz.measurement.team import GroupScore
from tests.builders import an_instrument
from tests.charts.profiles import part
from tests.pictures import a_group, a_picture

INSTRUMENT = an_instrument()
KEY = "The dotted lines say how far each mean may be off."


def rounds_of(earlier: dict[str, GroupScore], later: dict[str, GroupScore]) -> Chart:
    chart = rounds_map_figure(a_picture(domains=earlier), a_picture(domains=later), INSTRUMENT)
    assert chart is not None
    return chart


def test_both_means_stand_on_the_map_with_a_region_each() -> None:
    chart = rounds_of(
        {"mindset": a_group(40.0, standard_error=5.0), "focus": a_group(30.0, standard_error=5.0)},
        {"mindset": a_group(70.0, standard_error=2.0), "focus": a_group(60.0, standard_error=4.0)},
    )
    earlier, later = part(chart, "first"), part(chart, "second")
    assert (earlier["x"], earlier["y"], later["x"], later["y"]) == ([40], [30], [70], [60])
    region = part(chart, "region second")
    # 70 ∓ 1.96 · 2 and 60 ∓ 1.96 · 4
    assert (region["x0"], region["x1"], region["y0"], region["y1"]) == (66.08, 73.92, 52.16, 67.84)
    assert part(chart, "region first")["x0"] == 30.2
    assert later["hovertext"] == ["Mean, this round<br>Mindset: 70 ± 2<br>Focus: 60 ± 4"]


def test_the_rounds_are_told_apart_by_shape_fill_and_name() -> None:
    chart = rounds_of({"focus": a_group(30.0)}, {"focus": a_group(60.0)})
    earlier, later = part(chart, "first")["marker"], part(chart, "second")["marker"]
    assert (earlier["symbol"], later["symbol"]) == ("circle", "diamond")
    assert (earlier["color"], later["color"]) == (SURFACE, POINT)
    assert part(chart, "name first")["text"] == "earlier round"
    assert part(chart, "name second")["text"] == "this round"
    assert part(chart, "name first")["yanchor"] == "top", "the lower point's name is below it"
    assert part(chart, "name second")["yanchor"] == "bottom"


def test_a_quarters_name_makes_way_for_a_mean_in_its_corner() -> None:
    chart = rounds_of({}, {"mindset": a_group(90.0), "focus": a_group(90.0)})
    assert part(chart, "quarter enabler")["y"] == 53
    assert part(chart, "quarter superstar")["y"] == 3


def test_the_takeaway_says_for_each_domain_whether_its_mean_moved() -> None:
    # errors of 6 and 6 make 8.49; 1.96 times that is 16.63
    one = rounds_of({}, {"mindset": a_group(67.0), "focus": a_group(66.0)})
    assert one.takeaway == (
        f"The mean moved on Mindset towards “mindset high pole”, from 50 to 67. "
        f"On Focus it is too close to tell. {KEY}"
    )
    both = rounds_of({}, {"mindset": a_group(80.0), "focus": a_group(20.0)})
    assert both.takeaway == (
        f"The mean moved on Mindset towards “mindset high pole”, from 50 to 80 and on Focus towards "
        f"“focus low pole”, from 50 to 20. {KEY}"
    )
    neither = rounds_of({}, {})
    assert neither.takeaway == f"On neither Mindset nor Focus did the mean move by more than its error. {KEY}"


def test_the_table_says_what_the_figure_shows() -> None:
    table = rounds_of({}, {"mindset": a_group(67.0, 12.0)}).table
    assert [row.cells for row in table.rows] == [
        (
            "Mindset: mindset low pole to mindset high pole",
            "50 ± 6",
            "67 ± 6",
            "20, then 12",
            "moved towards “mindset high pole”",
        ),
        ("Focus: focus low pole to focus high pole", "50 ± 6", "50 ± 6", "20, then 20", "too close to tell"),
    ]
    assert all(len(row.cells) + 1 == len(table.headers) for row in table.rows)
    assert all(row.bar and row.second_bar for row in table.rows)


def test_there_is_no_map_of_rounds_that_measured_other_domains() -> None:
    older = replace(a_picture(), domains={"mindset": a_group()})
    assert rounds_map_figure(older, a_picture(), INSTRUMENT) is None


def test_nobodys_place_is_on_it_only_two_means() -> None:
    data = json.loads(rounds_of({}, {}).figure_json)["data"]
    assert [len(trace["x"]) for trace in data] == [1, 1]
