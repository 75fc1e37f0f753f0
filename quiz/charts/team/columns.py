"""Columns of a team's facets, one a domain: one under another on a phone, side by side where there is room.

Upright positions are pixels from a column's top. Each column has axes of its own, so that `meta.wide` only
has to move the axes; marks and labels go with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quiz.charts.base.prototype import Figure
from quiz.charts.base.theme import (
    FROM_0_TO_100,
    MODE_BAR_HEIGHT,
    MUTED,
    SEMIBOLD,
    TEMPLATE,
    label,
    line_count,
)
from quiz.charts.person.facets import POLE_WIDTH
from quiz.instrument.instrument import SCORE_MAX, SCORE_MIN, Domain, Facet, Instrument

WIDE_FROM = 640
GUTTER = 0.06
"""Of the plot's width, between two columns side by side."""

SIDE_MARGIN = 14
HEADING_HEIGHT, COLUMN_GAP, END = 34, 20, 6
NAME_HEIGHT = 20
"""Pixels from a row's top to where its marks begin: the facet's name stands there."""

NAME_WIDTH = 13
"""Letters of a name in one line."""

LINE_HEIGHT, POLES_TO_NEXT = 17, 16


@dataclass(frozen=True)
class Column:
    """A domain's facets, each with the pixel at which its marks begin; `axes` go into each mark."""

    domain: Domain
    number: int
    rows: tuple[tuple[Facet, int], ...]
    height: int

    @property
    def axes(self) -> dict[str, str]:
        return {"xaxis": f"x{self.suffix}", "yaxis": f"y{self.suffix}"}

    @property
    def suffix(self) -> str:
        return "" if self.number == 0 else str(self.number + 1)

    def heights(self, down: int) -> list[int]:
        """Where every row has what lies so many pixels below the beginning of its marks."""
        return [marks_at + down for _, marks_at in self.rows]


def draw_columns(
    instrument: Instrument, marks_height: int, marks: Callable[[Column], Mapping[str, list[Any]]]
) -> Figure:
    """The prototype: `marks` gives each column's "data" and further "annotations".

    By facet id a team may change "… low" and "… high".
    """
    drawn = columns(instrument, marks_height)
    made = [marks(column) for column in drawn]
    tallest = max(column.height for column in drawn)
    around = MODE_BAR_HEIGHT + END
    labels = [part for column in drawn for part in _labels(column, marks_height)]
    return {
        "data": [{**mark, **c.axes} for c, parts in zip(drawn, made, strict=True) for mark in parts["data"]],
        "layout": {
            "template": TEMPLATE,
            "meta": {"wide": {"from": WIDE_FROM, "height": tallest + around, "axes": _beside(drawn)}},
            "height": _stacked_height(drawn) + around,
            "margin": {"l": SIDE_MARGIN, "r": SIDE_MARGIN, "t": MODE_BAR_HEIGHT, "b": END, "pad": 0},
            **_below(drawn),
            "annotations": [*labels, *(part for parts in made for part in parts.get("annotations", ()))],
        },
    }


def columns(instrument: Instrument, marks_height: int) -> list[Column]:
    """Both columns, with rows for marks of that height."""
    names = NAME_HEIGHT + LINE_HEIGHT * (line_count(*(_name(facet) for facet in instrument.facets)) - 1)
    poles = LINE_HEIGHT * line_count(
        *(pole(each) for f in instrument.facets for each in (f.low_pole, f.high_pole))
    )
    row = names + marks_height + poles + POLES_TO_NEXT
    first = HEADING_HEIGHT
    return [
        Column(
            domain=domain,
            number=number,
            rows=tuple((facet, first + row * at + names) for at, facet in enumerate(domain.facets)),
            height=first + row * len(domain.facets),
        )
        for number, domain in enumerate(instrument.domains)
    ]


def pole(text: str) -> str:
    """A pole's name as it stands under its end of the line."""
    return label(text, POLE_WIDTH)


def _name(facet: Facet) -> str:
    return label(facet.name, NAME_WIDTH)


def _stacked_height(drawn: list[Column]) -> int:
    return sum(column.height for column in drawn) + COLUMN_GAP * (len(drawn) - 1)


def _below(drawn: list[Column]) -> dict[str, Any]:
    """Axes for columns under each other."""
    axes: dict[str, Any] = {}
    whole, top = _stacked_height(drawn), 0
    for column in drawn:
        ends = [1 - (top + column.height) / whole, 1 - top / whole]
        axes |= _axes_of(column, {"domain": [0, 1]}, {"domain": ends, "range": [column.height, 0]})
        top += column.height + COLUMN_GAP
    return axes


def _beside(drawn: list[Column]) -> dict[str, Any]:
    """What changes of these axes for columns side by side."""
    tallest, share = max(column.height for column in drawn), 1 / len(drawn)
    axes: dict[str, Any] = {}
    for column in drawn:
        left = column.number * (share + GUTTER / 2)
        across = {"domain": [left, left + share - GUTTER / 2]}
        upright = {"domain": [0, 1], "range": [tallest, 0]}
        axes |= {f"xaxis{column.suffix}": across, f"yaxis{column.suffix}": upright}
    return axes


def _axes_of(column: Column, across: dict[str, Any], upright: dict[str, Any]) -> dict[str, Any]:
    return {
        f"xaxis{column.suffix}": {**FROM_0_TO_100, **across, "anchor": f"y{column.suffix}"},
        f"yaxis{column.suffix}": {**FROM_0_TO_100, **upright, "anchor": f"x{column.suffix}"},
    }


def _labels(column: Column, marks_height: int) -> Iterator[dict[str, Any]]:
    on_column = {"xref": f"x{column.suffix}", "yref": f"y{column.suffix}"}
    heading = {"x": SCORE_MIN, "y": 0, "xanchor": "left", "yanchor": "top"}
    font = {"size": 17, "weight": SEMIBOLD}
    yield {**on_column, **heading, "text": label(column.domain.name), "font": font}
    for facet, marks_at in column.rows:
        above = {**on_column, "y": marks_at, "yanchor": "bottom"}
        name = {"text": _name(facet), "align": "left", "font": {"size": 14, "weight": SEMIBOLD}}
        yield {**above, **name, "x": SCORE_MIN, "xanchor": "left"}
        below = {**on_column, "y": marks_at + marks_height, "yanchor": "top", "font": {"color": MUTED}}
        for side, at, anchor, text in (
            ("low", SCORE_MIN, "left", facet.low_pole),
            ("high", SCORE_MAX, "right", facet.high_pole),
        ):
            named = {"name": f"{facet.id} {side}", "text": pole(text), "align": anchor}
            yield {**below, **named, "x": at, "xanchor": anchor}
