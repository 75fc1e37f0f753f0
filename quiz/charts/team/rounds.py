"""Two rounds of a team side by side: what is told of each, and on what enough people moved to tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import Chart, Table, TableRow
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.team.columns import Column, columns, draw_columns
from quiz.charts.team.marks import is_told, key, listed, no_strip, poles_words, strip_values, strips
from quiz.instrument.instrument import Facet, Instrument
from quiz.measurement.team import MOVED, TeamPicture, leanings_words

EARLIER_AT, LATER_AT, MARKS_HEIGHT = 15, 41, 58
"""Pixels from where a row's marks begin."""

HEADERS = ("Facet", "Earlier round", "This round", "")
KEY = "Above is the earlier round, below it this one."


def rounds_figure(earlier: TeamPicture, later: TeamPicture, instrument: Instrument) -> Chart:
    """The facets that both rounds have. Nobody is followed from one to the other: these are two groups."""
    facets = [facet for facet in instrument.facets if facet.id in earlier.facets and facet.id in later.facets]
    rows = tuple(
        TableRow((poles_words(facet), leanings_words(earlier, facet), leanings_words(later, facet)), None)
        for facet in facets
    )
    return Chart(
        id="rounds",
        heading="Two rounds side by side",
        takeaway=_takeaway(facets, earlier, later),
        figure_json=prototype_of(instrument, draw_rounds).filled(dict(_values(earlier, later, instrument))),
        table=Table("Both rounds in figures", HEADERS, rows),
    )


def draw_rounds(instrument: Instrument) -> Figure:
    """The prototype; two rounds fill by domain id "strips …", "edges …" and the same with "… second", and by
    facet id "… earlier" and "… later".
    """
    return draw_columns(instrument, MARKS_HEIGHT, _marks)


def _marks(column: Column) -> dict[str, list[Any]]:
    ending = column.domain.id
    places = (("earlier", EARLIER_AT), ("later", LATER_AT))
    return {
        "data": [*strips(column, EARLIER_AT, ending), *strips(column, LATER_AT, f"{ending} second")],
        "annotations": [
            no_strip(facet, top + down, column, name) for facet, top in column.rows for name, down in places
        ],
    }


def _values(earlier: TeamPicture, later: TeamPicture, instrument: Instrument) -> Iterator[tuple[str, Any]]:
    for column in columns(instrument, MARKS_HEIGHT):
        facets, ending = [facet for facet, _ in column.rows], column.domain.id
        for picture, name, strip in ((earlier, "earlier", ending), (later, "later", f"{ending} second")):
            yield from strip_values(facets, picture, strip)
            for facet in facets:
                yield f"{facet.id} {name}", {"visible": not is_told(facet, picture)}


def _takeaway(facets: list[Facet], earlier: TeamPicture, later: TeamPicture) -> str:
    if not facets:
        return "The two rounds have no facet in common."
    moved = [facet.name for facet in facets if _has_moved(facet, earlier, later)]
    told = f"More or fewer of you lean to an end of {listed(moved)} than before." if moved else NOTHING_MOVED
    return f"{told} {KEY} {key(later)}"


NOTHING_MOVED = "Nothing moved by so many people that it could be told."


def _has_moved(facet: Facet, earlier: TeamPicture, later: TeamPicture) -> bool:
    before, now = earlier.facets[facet.id], later.facets[facet.id]
    return abs(now.low - before.low) >= MOVED or abs(now.high - before.high) >= MOVED
