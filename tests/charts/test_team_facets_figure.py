"""The facets of a team: how many lean which way, the mean with its spread, and what is not told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quiz.charts import Chart, team_facets_figure
from quiz.charts.theme import BAND, ENABLER, SUPERSTAR
from quiz.measurement.team import GroupScore, Leanings
from tests.builders import FACET_IDS, an_instrument
from tests.charts.profiles import part
from tests.pictures import a_group, a_picture, all_alike

INSTRUMENT = an_instrument()
FIRST = slice(0, 3)
"""The first facet's pieces among those of its domain."""


def facets_of(**facets: GroupScore) -> Chart:
    return team_facets_figure(a_picture(facets), INSTRUMENT)


def leaning(low: int, middle: int, high: int) -> Chart:
    counted = a_group(n=low + middle + high, leanings=Leanings(low, middle, high))
    return facets_of(remit=counted)


def test_the_strip_is_divided_as_people_lean() -> None:
    strips = part(leaning(3, 6, 3), "strips mindset")
    # 3, 6 and 3 of 12 are 25, 50 and 25 per cent
    assert (strips["base"][FIRST], strips["x"][FIRST]) == ([0, 25, 75], [25, 50, 25])
    assert strips["text"][FIRST] == ["3", "6", "3"]
    assert strips["marker"]["color"][FIRST] == [SUPERSTAR, BAND, ENABLER]


def test_every_facet_has_three_pieces_that_fill_its_strip() -> None:
    chart = facets_of()
    for domain in INSTRUMENT.domains:
        strips, edges = part(chart, f"strips {domain.id}"), part(chart, f"edges {domain.id}")
        assert len(strips["x"]) == 3 * len(domain.facets) == 12
        assert sum(strips["x"][FIRST]) == pytest.approx(100, abs=0.02)
        assert (edges["x"], edges["base"]) == (strips["x"], strips["base"])


def test_pointing_at_a_piece_says_its_count_in_words() -> None:
    assert part(leaning(3, 6, 3), "strips mindset")["hovertext"][FIRST] == [
        "3 of 12 lean to “remit low pole”",
        "6 of 12 lean clearly to neither",
        "3 of 12 lean to “remit high pole”",
    ]


def test_nobody_is_said_beside_the_pole_that_is_nobodys() -> None:
    chart = leaning(0, 5, 7)
    assert part(chart, "remit low")["text"] == "0 remit low pole"
    assert part(chart, "remit high")["text"] == "remit high pole"
    assert part(chart, "strips mindset")["text"][FIRST] == ["", "5", "7"]


def test_a_number_too_wide_for_its_piece_stands_with_its_pole() -> None:
    # 39 of 500 are 7.8 per cent, 40 are 8: the first that fits
    chart = leaning(39, 421, 40)
    assert part(chart, "remit low")["text"] == "39 remit low pole"
    assert part(chart, "remit high")["text"] == "remit high pole"
    assert part(chart, "strips mindset")["text"][FIRST] == ["", "421", "40"]


def test_a_few_in_the_middle_keep_their_number_there_for_it_has_no_pole() -> None:
    assert part(leaning(200, 1, 199), "strips mindset")["text"][FIRST] == ["200", "1", "199"]
    assert part(leaning(200, 0, 200), "strips mindset")["text"][FIRST] == ["200", "", "200"]


def test_where_all_lean_alike_words_stand_in_for_the_strip() -> None:
    chart = facets_of(remit=all_alike(80.0))
    strips = part(chart, "strips mindset")
    assert strips["x"][FIRST] == strips["base"][FIRST] == [None, None, None]
    assert strips["text"][FIRST] == ["", "", ""]
    assert part(chart, "remit words")["visible"] is True
    assert part(chart, "remit words")["text"] == "all alike: no counts are shown"
    assert part(chart, "knowledge words")["visible"] is False
    assert part(chart, "remit low")["text"] == "remit low pole", "no count beside the pole either"
    assert chart.table.rows[0].cells[-1] == "not shown: all are alike"


def test_the_dot_is_the_mean_and_the_bar_one_standard_deviation_to_each_side() -> None:
    chart = facets_of(remit=a_group(70.0, 12.0), knowledge=a_group(90.0, 20.0))
    bands, dots = part(chart, "bands mindset"), part(chart, "dots mindset")
    assert dots["x"][:2] == [70, 90]
    # 70 ∓ 12 is 58 to 82; 90 ∓ 20 would be 70 to 110 and is cut at 100
    assert (bands["base"][:2], bands["x"][:2]) == ([58, 70], [24, 30])
    assert dots["hovertext"][0] == "Remit: mean 70 ± 6, spread 12, agreement 0.83"


def test_mean_and_agreement_stand_beside_the_name_and_are_short_on_a_phone() -> None:
    chart = facets_of(remit=a_group(70.0, 12.0))
    # 1 - 12² / (100² / 12) = 1 - 144 / 833.3 = 0.827
    assert part(chart, "remit figures")["text"] == "mean 70 · agreement 0.83 of 1"
    assert part(chart, "remit short")["text"] == "agreement 0.83"
    wide = json.loads(chart.figure_json)["layout"]["meta"]["wide"]
    assert (wide["figures"], wide["short"]) == ({"visible": True}, {"visible": False})
    assert part(chart, "remit figures")["visible"] is False
    assert part(chart, "remit short")["visible"] is True


def test_a_wide_screen_has_the_domains_side_by_side_and_a_phone_one_below_the_other() -> None:
    layout = json.loads(facets_of().figure_json)["layout"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert layout["xaxis"]["domain"] == layout["xaxis2"]["domain"] == [0, 1]
    axes = layout["meta"]["wide"]["axes"]
    assert axes["xaxis"]["domain"][1] < axes["xaxis2"]["domain"][0]
    assert axes["xaxis2"]["domain"][1] == pytest.approx(1)
    assert axes["yaxis"]["domain"] == axes["yaxis2"]["domain"] == [0, 1]
    assert layout["meta"]["wide"]["height"] < 0.6 * layout["height"]


def test_the_takeaway_names_the_facet_on_which_the_mean_leans_furthest() -> None:
    # 50 ∓ 1.96 · 6 is 38.2 to 61.8: 35 lies outside, 60 does not
    chart = facets_of(remit=a_group(60.0), stage=a_group(35.0))
    assert chart.takeaway.startswith("As a whole, the team leans furthest to “stage low pole” (mean 35).")


def test_without_a_clear_mean_the_takeaway_names_none() -> None:
    chart = facets_of(remit=a_group(61.0))
    assert chart.takeaway.startswith("On no facet does the team as a whole lean clearly one way.")


def test_the_table_says_what_the_figure_shows() -> None:
    chart = facets_of(remit=a_group(70.0, 12.0))
    assert len(chart.table.rows) == len(FACET_IDS)
    first = chart.table.rows[0]
    assert first.cells == (
        "Remit: remit low pole to remit high pole",
        "70 ± 6",
        "12",
        "0.83",
        "3 to “remit low pole”, 4 in between, 5 to “remit high pole”",
    )
    assert first.bar is not None
    assert (first.bar.score, first.bar.low, first.bar.high) == (70, 58, 82)
    assert all(len(row.cells) + 1 == len(chart.table.headers) for row in chart.table.rows)


def test_long_names_and_poles_make_room_for_themselves() -> None:
    first = INSTRUMENT.domains[0]
    long = replace(
        first.facets[0], name="A name of many long words", low_pole="a pole that takes three lines of text"
    )
    other = replace(
        INSTRUMENT,
        domains=(replace(first, facets=(long, *first.facets[1:])), INSTRUMENT.domains[1]),
        sha256="3" * 64,
    )
    heights = [
        json.loads(team_facets_figure(a_picture(), each).figure_json)["layout"]["height"]
        for each in (INSTRUMENT, other)
    ]
    assert heights[1] >= heights[0] + 8 * 2 * 17, "two more lines in each of eight rows"


def test_the_figure_holds_three_counts_a_facet_however_many_people() -> None:
    small, large = leaning(2, 3, 4), leaning(200, 300, 400)
    sizes = [[len(trace["x"]) for trace in json.loads(each.figure_json)["data"]] for each in (small, large)]
    assert sizes[0] == sizes[1]
    assert max(sizes[0]) == 3 * 4
