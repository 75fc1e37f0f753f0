"""The facets of a team: of how many it is told that they lean to either end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import Chart, Table, TableRow
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import INK, SEMIBOLD
from quiz.charts.team.columns import Column, columns, draw_columns, pole
from quiz.charts.team.marks import (
    is_inside,
    is_told,
    key,
    listed,
    no_strip,
    number,
    poles_words,
    strip_values,
    strips,
)
from quiz.instrument.instrument import Facet, Instrument
from quiz.measurement.guide import furthest_apart
from quiz.measurement.team import TeamPicture, leanings_words

STRIP_AT, MARKS_HEIGHT = 15, 32
"""Pixels from where a row's marks begin."""

HEADERS = ("Facet", "How many lean which way", "")


def team_facets_figure(picture: TeamPicture, instrument: Instrument) -> Chart:
    """Every facet with its strip."""
    rows = tuple(
        TableRow((poles_words(facet), leanings_words(picture, facet)), None) for facet in instrument.facets
    )
    return Chart(
        id="team-facets",
        heading="The facets as a team",
        takeaway=_takeaway(picture, instrument),
        figure_json=prototype_of(instrument, draw_team_facets).filled(dict(_values(picture, instrument))),
        table=Table("The facets in figures", HEADERS, rows),
    )


def draw_team_facets(instrument: Instrument) -> Figure:
    """The prototype; a team fills by domain id "strips …" and "edges …", by facet id "… low", "… high" and
    "… words".
    """
    return draw_columns(instrument, MARKS_HEIGHT, _marks)


def _marks(column: Column) -> dict[str, list[Any]]:
    words = [no_strip(facet, marks_at + STRIP_AT, column, "words") for facet, marks_at in column.rows]
    return {"data": strips(column, STRIP_AT, column.domain.id), "annotations": words}


def _values(picture: TeamPicture, instrument: Instrument) -> Iterator[tuple[str, Any]]:
    for column in columns(instrument, MARKS_HEIGHT):
        facets = [facet for facet, _ in column.rows]
        yield from strip_values(facets, picture, column.domain.id)
        for facet in facets:
            yield f"{facet.id} words", {"visible": not is_told(facet, picture)}
            yield from _narrow(facet, picture)


def _narrow(facet: Facet, picture: TeamPicture) -> Iterator[tuple[str, Any]]:
    """A number that does not fit into its piece stands with its pole."""
    with_number = {"color": INK, "weight": SEMIBOLD}
    told = picture.facets[facet.id]
    if told.low and not is_inside(told.low, picture.n):
        text = pole(f"{number(told.low, picture)} {facet.low_pole}")
        yield f"{facet.id} low", {"text": text, "font": with_number}
    if told.high and not is_inside(told.high, picture.n):
        text = pole(f"{facet.high_pole} {number(told.high, picture)}")
        yield f"{facet.id} high", {"text": text, "font": with_number}


def _takeaway(picture: TeamPicture, instrument: Instrument) -> str:
    apart = [
        facet.name
        for facet in furthest_apart(picture, instrument)
        if picture.facets[facet.id].low and picture.facets[facet.id].high
    ]
    if apart:
        return f"You stand on both sides of {listed(apart[:3])}: talk about that first. {key(picture)}"
    if any(is_told(facet, picture) for facet in instrument.facets):
        return f"On no facet is it told that you stand on both sides. {key(picture)}"
    return "No figure can be told in this picture. The questions are still yours."
