"""Two rounds of a team facet by facet: two groups, of whom nobody is followed."""

from __future__ import annotations

from dataclasses import replace

from quiz.charts import Chart, rounds_figure
from quiz.charts.theme import POINT, SURFACE
from quiz.measurement.team import GroupScore
from tests.builders import FACET_IDS, an_instrument
from tests.charts.profiles import part
from tests.pictures import a_group, a_picture

INSTRUMENT = an_instrument()


def rounds_of(earlier: dict[str, GroupScore], later: dict[str, GroupScore]) -> Chart:
    return rounds_figure(a_picture(earlier), a_picture(later), INSTRUMENT)


def test_both_means_stand_on_lines_of_their_own_told_apart_by_shape_and_fill() -> None:
    chart = rounds_of({"remit": a_group(30.0)}, {"remit": a_group(60.0)})
    earlier, later = part(chart, "dots mindset"), part(chart, "dots mindset second")
    assert (earlier["x"][0], later["x"][0]) == (30, 60)
    assert later["y"][0] > earlier["y"][0], "pixels count downwards: this round is below"
    assert earlier["marker"].get("symbol", "circle") == "circle"
    assert later["marker"]["symbol"] == "diamond"
    assert (earlier["marker"]["color"], later["marker"]["color"]) == (SURFACE, POINT)
    assert earlier["hovertext"][0] == "Remit, the earlier round: 30 ± 6"
    assert later["hovertext"][0] == "Remit, this round: 60 ± 6"


def test_the_bars_are_one_standard_deviation_to_each_side() -> None:
    chart = rounds_of({"stage": a_group(30.0, 10.0)}, {"stage": a_group(95.0, 10.0)})
    earlier, later = part(chart, "bands focus"), part(chart, "bands focus second")
    assert (earlier["base"][0], earlier["x"][0]) == (20, 20)
    assert (later["base"][0], later["x"][0]) == (85, 15)


def test_a_mean_moves_when_it_exceeds_the_error_of_both() -> None:
    # errors of 6 and 6 make 8.49; 1.96 times that is 16.63
    chart = rounds_of({}, {"remit": a_group(67.0), "stage": a_group(66.0)})
    assert part(chart, "remit figures")["text"] == "50, then 67: moved"
    assert part(chart, "remit figures")["font"]["weight"] == 700
    assert part(chart, "stage figures")["text"] == "50, then 66: too close to tell"
    assert part(chart, "stage figures")["font"].get("weight") is None
    assert part(chart, "remit short")["text"] == "50, then 67: moved"
    assert part(chart, "stage short")["text"] == "50, then 66"
    assert chart.takeaway.startswith("By more than the error of both rounds, the mean moved on Remit.")


def test_several_that_moved_are_named_and_all_are_called_every() -> None:
    some = rounds_of({}, dict.fromkeys(("remit", "breadth", "stage"), a_group(80.0)))
    assert "the mean moved on Remit, Breadth and Stage." in some.takeaway
    every = rounds_of({}, dict.fromkeys(FACET_IDS, a_group(80.0)))
    assert every.takeaway.startswith("Every mean moved by more than the error of both rounds.")


def test_what_did_not_move_may_be_chance() -> None:
    chart = rounds_of({}, {})
    assert chart.takeaway.startswith("No mean moved by more than its error: what differs may be chance.")


def test_the_table_says_what_the_figure_shows_and_which_way_it_moved() -> None:
    chart = rounds_of({"remit": a_group(70.0, 24.0)}, {"remit": a_group(40.0, 12.0)})
    assert chart.table.rows[0].cells == (
        "Remit: remit low pole to remit high pole",
        "70 ± 6",
        "40 ± 6",
        "24, then 12",
        "moved towards “remit low pole”",
    )
    assert chart.table.rows[1].cells[-1] == "too close to tell"
    first, second = chart.table.rows[0].bar, chart.table.rows[0].second_bar
    assert first is not None
    assert second is not None
    assert (first.score, second.score) == (70, 40)
    assert all(len(row.cells) + 1 == len(chart.table.headers) for row in chart.table.rows)


def test_only_what_both_rounds_measured_is_compared() -> None:
    earlier = a_picture()
    older = replace(earlier, facets={key: each for key, each in earlier.facets.items() if key != "remit"})
    chart = rounds_figure(older, a_picture(), INSTRUMENT)
    assert len(chart.table.rows) == 7
    assert part(chart, "dots mindset")["x"][0] is None
    assert part(chart, "dots mindset second")["x"][0] is None
    assert part(chart, "remit figures")["text"] == ""
    nothing = rounds_figure(replace(earlier, facets={}), a_picture(), INSTRUMENT)
    assert nothing.takeaway == "The two rounds have no facet in common."
