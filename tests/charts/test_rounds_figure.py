"""Two rounds of a team facet by facet: two groups, of whom nobody is followed."""

from __future__ import annotations

from dataclasses import replace

from quiz.charts.base.chart import Chart
from quiz.charts.team.facets import rounds_figure
from quiz.measurement.team import Leanings
from tests.builders import an_instrument
from tests.charts.profiles import part
from tests.pictures import NOTHING, a_picture

INSTRUMENT = an_instrument()


def rounds_of(earlier: dict[str, Leanings], later: dict[str, Leanings]) -> Chart:
    return rounds_figure(a_picture(earlier), a_picture(later, is_later=True), INSTRUMENT)


def test_the_earlier_rounds_strip_stands_above_this_rounds() -> None:
    chart = rounds_of({"remit": Leanings(2, 2)}, {"remit": Leanings(2, 6)})
    earlier, later = part(chart, "strips mindset earlier"), part(chart, "strips mindset later")
    assert (earlier["text"][:3], later["text"][:3]) == (["2+", "", "2+"], ["≈2", "", "≈6"])
    assert later["y"][0] > earlier["y"][0], "pixels count downwards: this round is below"


def test_where_a_round_tells_nothing_words_stand_in_for_its_strip() -> None:
    chart = rounds_of({"remit": NOTHING}, {"remit": Leanings(4, 0)})
    assert part(chart, "remit earlier")["visible"] is True
    assert part(chart, "remit later")["visible"] is False


def test_what_moved_by_so_many_that_it_is_told_is_named() -> None:
    some = rounds_of({"remit": Leanings(2, 4)}, {"remit": Leanings(2, 8), "stage": Leanings(6, 4)})
    assert some.takeaway.startswith("More or fewer of you lean to an end of Remit and Stage than before.")


def test_what_did_not_move_by_so_many_is_not_said_to_have_stayed() -> None:
    chart = rounds_of({}, {})
    assert chart.takeaway.startswith("Nothing moved by so many people that it could be told.")


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
    chart = rounds_figure(older, a_picture(), INSTRUMENT)
    assert len(chart.table.rows) == 7
    assert part(chart, "strips mindset earlier")["x"][0] is None
    nothing = rounds_figure(replace(earlier, facets={}), a_picture(), INSTRUMENT)
    assert nothing.takeaway == "The two rounds have no facet in common."
