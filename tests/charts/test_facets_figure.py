"""The facets: a dot and a band each, hollow where it is too close to call, and words that are true."""

from __future__ import annotations

from dataclasses import replace

from quiz.charts.base.chart import Chart
from quiz.charts.base.theme import EMPHASIS, ENABLER, SUPERSTAR, SURFACE
from quiz.charts.person.facets import facets_figure
from quiz.measurement.posterior import Word
from quiz.measurement.profile import Profile
from tests.builders import FACET_IDS, a_score, an_instrument
from tests.charts.profiles import a_profile, part, with_facets


def facets_of(profile: Profile) -> Chart:
    return facets_figure(profile, an_instrument())


def test_each_facet_has_its_dot_and_its_band() -> None:
    chart = facets_of(with_facets({"knowledge": a_score(40)}))
    assert part(chart, "dots")["x"][:3] == [70, 40, 70]
    assert part(chart, "bands")["base"][:3] == [60, 30, 60]
    assert part(chart, "bands")["x"][:3] == [20, 20, 20]


def test_a_dot_is_hollow_where_the_band_reaches_the_middle() -> None:
    chart = facets_of(with_facets({"remit": a_score(20), "knowledge": a_score(55)}))
    assert part(chart, "dots")["marker"]["color"][:3] == [SUPERSTAR, SURFACE, ENABLER]


def test_the_pole_leaned_to_stands_out_and_near_the_middle_neither_does() -> None:
    chart = facets_of(with_facets({"remit": a_score(20), "knowledge": a_score(55)}))
    assert part(chart, "remit low")["font"] == EMPHASIS
    assert part(chart, "remit high")["font"] != EMPHASIS
    assert EMPHASIS not in (part(chart, "knowledge low")["font"], part(chart, "knowledge high")["font"])


def test_an_unscored_facet_has_no_dot_and_says_why() -> None:
    chart = facets_of(with_facets({"remit": None}))
    assert part(chart, "dots")["x"][0] is None
    assert part(chart, "bands")["x"][0] is None
    assert part(chart, "remit unscored")["visible"] is True
    assert part(chart, "remit unscored")["text"] == "not scored: too few answers"
    assert part(chart, "knowledge unscored")["visible"] is False
    assert "Not scored for want of answers: 1 of 8." in chart.takeaway


def test_the_takeaway_names_the_clear_facet_furthest_from_the_middle() -> None:
    unclear = dict.fromkeys(FACET_IDS, a_score(52))
    chart = facets_of(with_facets(unclear | {"stage": a_score(12), "credit": a_score(85)}))
    assert chart.takeaway == (
        "Furthest from the middle: “stage low pole” (12). "
        "2 of 8 lean clearly; where the band reaches the middle, it is too close to call."
    )


def test_a_facet_further_out_but_unclear_is_not_named() -> None:
    unclear = dict.fromkeys(FACET_IDS, a_score(52))
    chart = facets_of(
        with_facets(unclear | {"stage": a_score(95, low=45.0, high=100.0), "credit": a_score(65)})
    )
    assert "“credit high pole” (65)" in chart.takeaway
    assert "1 of 8 leans clearly" in chart.takeaway


def test_when_no_facet_is_clear_none_is_named() -> None:
    chart = facets_of(with_facets(dict.fromkeys(FACET_IDS, a_score(58))))
    assert chart.takeaway == "No theme leans clearly either way: every band reaches the middle."


def test_when_every_facet_is_clear_none_is_called_too_close() -> None:
    assert facets_of(a_profile()).takeaway.endswith("Every theme that is scored leans clearly one way.")


def test_without_any_score_the_chart_still_stands_and_says_so() -> None:
    chart = facets_of(with_facets(dict.fromkeys(FACET_IDS)))
    assert chart.takeaway == "No theme has enough answers to be scored."
    assert all(row.bar is None for row in chart.table.rows)


def test_the_table_has_every_facet_with_both_poles_in_order() -> None:
    table = facets_of(a_profile()).table
    assert [row.cells[0] for row in table.rows] == [
        f"{facet_id.capitalize()}: {facet_id} low pole to {facet_id} high pole" for facet_id in FACET_IDS
    ]
    assert all(len(row.cells) + 1 == len(table.headers) for row in table.rows)


def test_the_dots_say_their_facet_score_and_band_when_pointed_at() -> None:
    assert part(facets_of(a_profile()), "dots")["hovertext"][0] == "Remit: 70, band 60 to 80"


def test_it_counts_as_clear_what_the_page_calls_clear() -> None:
    """A band of 60 to 80 misses the middle, and "probably" is still all that is said of it."""
    probable = replace(a_score(70), word=Word.PROBABLY_HIGH)
    words = dict.fromkeys(FACET_IDS, probable)
    assert facets_of(with_facets(words)).takeaway == "No theme leans clearly either way."
    clear = replace(a_score(70), word=Word.CLEARLY_HIGH)
    takeaway = facets_of(with_facets(words | {"remit": clear})).takeaway
    assert takeaway.endswith("1 of 8 leans clearly; of the others less is sure.")
