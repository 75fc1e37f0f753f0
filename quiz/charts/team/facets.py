"""Team facets: of how many it is told that they lean to either end, in one round or in two side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quiz.charts.base.chart import Chart, Table, TableRow, scale_name
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import INK, SEMIBOLD
from quiz.charts.team.columns import Column, columns, draw_columns, pole
from quiz.charts.team.marks import is_inside, is_told, key, no_strip, number, strip_values, strips
from quiz.instrument.instrument import Facet, Instrument
from quiz.measurement.guide import furthest_apart
from quiz.measurement.interpretation import listed
from quiz.measurement.rounds import Trend, moves_over
from quiz.measurement.team import TeamPicture, leanings_words

STRIP_AT, MARKS_HEIGHT = 15, 32
LATER_AT, ROUNDS_HEIGHT = 41, 58
"""Pixels from where a row's marks begin: of one strip, and of a second below it."""


def team_facets_figure(picture: TeamPicture, instrument: Instrument) -> Chart:
    """Every facet with its strip."""
    rows = tuple(
        TableRow((scale_name(facet), leanings_words(picture, facet)), None) for facet in instrument.facets
    )
    return Chart(
        id="team-facets",
        heading="The themes as a team",
        takeaway=_takeaway(picture, instrument),
        figure_json=prototype_of(instrument, draw_team_facets).filled(dict(_values(picture, instrument))),
        table=Table("The themes in figures", ("Theme", "How many lean which way", ""), rows),
    )


def rounds_figure(pictures: Sequence[TeamPicture], instrument: Instrument) -> Chart:
    """The facets that the last two rounds have, and what all of them, the oldest first, tell of a trend.

    Nobody is followed from one to the other: these are groups.
    """
    earlier, later = pictures[-2:]
    facets = [facet for facet in instrument.facets if facet.id in earlier.facets and facet.id in later.facets]
    rows = tuple(
        TableRow((scale_name(facet), leanings_words(earlier, facet), leanings_words(later, facet)), None)
        for facet in facets
    )
    values = dict(_rounds_values(earlier, later, instrument))
    return Chart(
        id="rounds",
        heading="Two rounds side by side",
        takeaway=_rounds_takeaway(facets, pictures),
        figure_json=prototype_of(instrument, draw_rounds).filled(values),
        table=Table("Both rounds in figures", ("Theme", "Earlier round", "This round", ""), rows),
    )


def draw_team_facets(instrument: Instrument) -> Figure:
    """The prototype; a team fills by domain id "strips … now" and "edges … now", by facet id "… low",
    "… high" and "… now".
    """
    return draw_columns(instrument, MARKS_HEIGHT, lambda column: _strips(column, {"now": STRIP_AT}))


def draw_rounds(instrument: Instrument) -> Figure:
    """The prototype; two rounds fill by domain id "strips … earlier", "edges … earlier" and the same with
    "… later", and by facet id "… earlier" and "… later".
    """
    heights = {"earlier": STRIP_AT, "later": LATER_AT}
    return draw_columns(instrument, ROUNDS_HEIGHT, lambda column: _strips(column, heights))


def _strips(column: Column, heights: dict[str, int]) -> dict[str, list[Any]]:
    """A strip a name at its height, and the words that stand in its place."""
    return {
        "data": [
            mark
            for name, down in heights.items()
            for mark in strips(column, down, f"{column.domain.id} {name}")
        ],
        "annotations": [
            no_strip(facet, top + down, column, name)
            for facet, top in column.rows
            for name, down in heights.items()
        ],
    }


def _values(picture: TeamPicture, instrument: Instrument) -> Iterator[tuple[str, Any]]:
    for column in columns(instrument, MARKS_HEIGHT):
        yield from _strip_values(column, picture, "now")
        for facet, _ in column.rows:
            yield from _narrow(facet, picture)


def _rounds_values(
    earlier: TeamPicture, later: TeamPicture, instrument: Instrument
) -> Iterator[tuple[str, Any]]:
    for column in columns(instrument, ROUNDS_HEIGHT):
        yield from _strip_values(column, earlier, "earlier")
        yield from _strip_values(column, later, "later")


def _strip_values(column: Column, picture: TeamPicture, name: str) -> Iterator[tuple[str, Any]]:
    facets = [facet for facet, _ in column.rows]
    yield from strip_values(facets, picture, f"{column.domain.id} {name}")
    for facet in facets:
        yield f"{facet.id} {name}", {"visible": not is_told(facet, picture)}


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
        return f"On no theme is it told that you stand on both sides. {key(picture)}"
    return "No figure can be told in this picture. The questions are still yours."


def _rounds_takeaway(facets: list[Facet], pictures: Sequence[TeamPicture]) -> str:
    if not facets:
        return "The two rounds have no theme in common."
    moves = moves_over(pictures, facets)
    told = "Nothing moved so far between the two rounds that it could not come from answering twice."
    if moves.since_last:
        names = listed([facet.name for facet in moves.since_last])
        told = f"More or fewer of you lean to an end of {names} than before."
    over_all = "".join(f" {_trend(each, len(pictures))}" for each in moves.trends)
    return f"{told}{over_all} Above is the earlier round, below it this one. {key(pictures[-1])}"


def _trend(trend: Trend, rounds: int) -> str:
    pole_name = trend.facet.low_pole if trend.side == "low" else trend.facet.high_pole
    many = "More and more" if trend.rises else "Fewer and fewer"
    return f"{many} of you lean to “{pole_name}” over the {rounds} rounds."
