"""Two rounds of a team facet by facet: two groups, of whom nobody is followed."""

from __future__ import annotations

from dataclasses import replace

from quiz.charts.base.chart import Chart
from quiz.charts.team.facets import rounds_figure
from quiz.measurement.team import Leanings
from tests.builders import FACET_IDS, an_instrument
from tests.charts.profiles import part
from tests.pictures import NOTHING, a_picture

INSTRUMENT = an_instrument()


def rounds_of(earlier: dict[str, Leanings], later: dict[str, Leanings], n: int = 12) -> Chart:
    return rounds_figure([a_picture(earlier, n=n), a_picture(later, n=n, is_later=True)], INSTRUMENT)


def test_the_earlier_rounds_strip_stands_above_this_rounds() -> None:
    chart = rounds_of({"remit": Leanings(2, 2)}, {"remit": Leanings(2, 6)})
    earlier, later = part(chart, "strips mindset earlier"), part(chart, "strips mindset later")
    assert (earlier["text"][:3], later["text"][:3]) == (["2+", "", "2+"], ["≈2", "", "≈6"])
    assert later["y"][0] > earlier["y"][0], "pixels count downwards: this round is below"


def test_where_a_round_tells_nothing_words_stand_in_for_its_strip() -> None:
    chart = rounds_of({"remit": NOTHING}, {"remit": Leanings(4, 0)})
    assert part(chart, "remit earlier")["visible"] is True
    assert part(chart, "remit later")["visible"] is False


def test_what_moved_further_than_answering_twice_explains_is_named() -> None:
    some = rounds_of({"remit": Leanings(2, 4)}, {"remit": Leanings(2, 24), "stage": Leanings(20, 4)}, n=40)
    assert some.takeaway.startswith("More or fewer of you lean to an end of Remit and Stage than before.")


def test_what_did_not_move_so_far_is_not_said_to_have_stayed() -> None:
    for later in ({}, {"remit": Leanings(2, 8)}, {"remit": NOTHING}):
        chart = rounds_of({}, later)
        assert chart.takeaway.startswith("Nothing moved so far between the two rounds that it could not come")


def test_a_trend_over_three_rounds_is_told_with_its_direction() -> None:
    pictures = [
        a_picture(dict.fromkeys(FACET_IDS, NOTHING) | {"remit": Leanings(22 - count, count)}, n=30)
        for count in (2, 10, 20)
    ]
    chart = rounds_figure(pictures, INSTRUMENT)
    assert "More and more of you lean to “remit high pole” over the 3 rounds." in chart.takeaway
    assert "Fewer and fewer of you lean to “remit low pole” over the 3 rounds." in chart.takeaway


def test_the_table_says_what_the_figure_shows() -> None:
    table = rounds_of({"remit": Leanings(2, 4)}, {"remit": NOTHING}).table
    assert table.rows[0].cells == (
        "Remit: remit low pole to remit high pole",
        "at least 2 lean to “remit low pole”, at least 4 lean to “remit high pole”",
        "not told",
    )
    assert all(len(row.cells) + 1 == len(table.headers) for row in table.rows)


def test_only_what_both_rounds_measured_is_compared() -> None:
    earlier = a_picture()
    older = replace(earlier, facets={key: each for key, each in earlier.facets.items() if key != "remit"})
    chart = rounds_figure([older, a_picture()], INSTRUMENT)
    assert len(chart.table.rows) == 7
    assert part(chart, "strips mindset earlier")["x"][0] is None
    nothing = rounds_figure([replace(earlier, facets={}), a_picture()], INSTRUMENT)
    assert nothing.takeaway == "The two rounds have no theme in common."
