"""The facets of a team: how many are told to lean which way, and what is not told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quiz.charts.base.chart import Chart
from quiz.charts.base.theme import BAND, ENABLER, SUPERSTAR
from quiz.charts.team.facets import team_facets_figure
from quiz.measurement.team import Leanings
from tests.builders import FACET_IDS, an_instrument
from tests.charts.profiles import part
from tests.pictures import NOTHING, a_picture

INSTRUMENT = an_instrument()
FIRST = slice(0, 3)
"""The first facet's pieces among those of its domain."""


def facets_of(**facets: Leanings) -> Chart:
    return team_facets_figure(a_picture(facets), INSTRUMENT)


def leaning(low: int, high: int, n: int = 12, *, is_later: bool = False) -> Chart:
    picture = a_picture({"remit": Leanings(low, high)}, n=n, is_later=is_later)
    return team_facets_figure(picture, INSTRUMENT)


def test_the_strip_shows_those_told_of_at_its_ends_and_the_others_grey() -> None:
    strips = part(leaning(2, 4), "strips mindset now")
    # 2 and 4 of 12 are 16.67 and 33.33 per cent
    assert strips["base"][FIRST] == [0, 16.67, 66.67]
    assert strips["x"][FIRST] == [16.67, 50, 33.33]
    assert strips["text"][FIRST] == ["2+", "", "4+"]
    assert strips["marker"]["color"][FIRST] == [SUPERSTAR, BAND, ENABLER]


def test_a_later_round_says_about() -> None:
    chart = leaning(2, 4, is_later=True)
    assert part(chart, "strips mindset now")["text"][FIRST] == ["≈2", "", "≈4"]
    assert part(chart, "strips mindset now")["hovertext"][0] == "about 2 of 12 lean to “remit low pole”"
    assert chart.takeaway.endswith("A change of fewer than three people is never told.")


def test_two_rounded_counts_may_be_more_than_all_and_the_strip_still_ends() -> None:
    strips = part(leaning(4, 4, n=6, is_later=True), "strips mindset now")
    assert strips["base"][FIRST] == [0, 66.67, 66.67]
    assert strips["x"][FIRST] == [66.67, 0, 33.33]


def test_every_facet_has_three_pieces_that_fill_its_strip() -> None:
    chart = facets_of()
    for domain in INSTRUMENT.domains:
        strips, edges = part(chart, f"strips {domain.id} now"), part(chart, f"edges {domain.id} now")
        assert len(strips["x"]) == 3 * len(domain.facets) == 12
        assert sum(strips["x"][FIRST]) == pytest.approx(100, abs=0.02)
        assert (edges["x"], edges["base"]) == (strips["x"], strips["base"])


def test_pointing_at_a_piece_says_its_count_in_words() -> None:
    assert part(leaning(2, 4), "strips mindset now")["hovertext"][FIRST] == [
        "at least 2 of 12 lean to “remit low pole”",
        "how the others lean is not told",
        "at least 4 of 12 lean to “remit high pole”",
    ]


def test_of_an_end_of_which_nothing_is_told_no_number_is_shown() -> None:
    chart = leaning(0, 6)
    assert part(chart, "remit low")["text"] == "remit low pole"
    assert part(chart, "strips mindset now")["text"][FIRST] == ["", "", "6+"]
    assert part(chart, "strips mindset now")["hovertext"][0] == ""


def test_a_number_too_wide_for_its_piece_stands_with_its_pole() -> None:
    # 38 of 500 are 7.6 per cent, 40 are 8: the first that fits
    chart = leaning(38, 40, n=500)
    assert part(chart, "remit low")["text"] == "38+ remit low pole"
    assert part(chart, "remit high")["text"] == "remit high pole"
    assert part(chart, "strips mindset now")["text"][FIRST] == ["", "", "40+"]


def test_where_nothing_is_told_words_stand_in_for_the_strip() -> None:
    chart = facets_of(remit=NOTHING)
    strips = part(chart, "strips mindset now")
    assert strips["x"][FIRST] == strips["base"][FIRST] == [None, None, None]
    assert strips["text"][FIRST] == ["", "", ""]
    assert part(chart, "remit now")["visible"] is True
    assert part(chart, "remit now")["text"] == "not told"
    assert part(chart, "knowledge now")["visible"] is False
    assert chart.table.rows[0].cells[-1] == "not told"


def test_domains_stand_side_by_side_or_on_phones_one_below_the_other() -> None:
    layout = json.loads(facets_of().figure_json)["layout"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert layout["xaxis"]["domain"] == layout["xaxis2"]["domain"] == [0, 1]
    axes = layout["meta"]["wide"]["axes"]
    assert axes["xaxis"]["domain"][1] < axes["xaxis2"]["domain"][0]
    assert axes["xaxis2"]["domain"][1] == pytest.approx(1)
    assert axes["yaxis"]["domain"] == axes["yaxis2"]["domain"] == [0, 1]
    assert layout["meta"]["wide"]["height"] < 0.6 * layout["height"]


def test_the_takeaway_names_the_facets_with_most_on_both_sides() -> None:
    chart = facets_of(
        **dict.fromkeys(FACET_IDS, NOTHING) | {"stage": Leanings(4, 4), "remit": Leanings(2, 2)}
    )
    assert chart.takeaway.startswith("You stand on both sides of Stage and Remit: talk about that first.")


def test_the_takeaway_says_when_nothing_is_told() -> None:
    one_way = facets_of(**dict.fromkeys(FACET_IDS, NOTHING) | {"stage": Leanings(0, 4)})
    assert one_way.takeaway.startswith("On no theme is it told that you stand on both sides.")
    nothing = facets_of(**dict.fromkeys(FACET_IDS, NOTHING))
    assert nothing.takeaway == "No figure can be told in this picture. The questions are still yours."


def test_the_table_says_what_the_figure_shows() -> None:
    table = facets_of(remit=Leanings(2, 6)).table
    assert len(table.rows) == len(FACET_IDS)
    assert table.rows[0].cells == (
        "Remit: remit low pole to remit high pole",
        "at least 2 lean to “remit low pole”, at least 6 lean to “remit high pole”",
    )
    assert all(len(row.cells) + 1 == len(table.headers) for row in table.rows)


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


def test_the_figure_holds_three_pieces_a_facet_however_many_people() -> None:
    small, large = leaning(2, 4), leaning(200, 400, n=900)
    sizes = [[len(trace["x"]) for trace in json.loads(each.figure_json)["data"]] for each in (small, large)]
    assert sizes[0] == sizes[1]
    assert max(sizes[0]) == 3 * 4
