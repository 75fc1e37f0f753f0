"""Two rounds of a team side by side: whether its means moved, and what became of the spread."""

from __future__ import annotations

from typing import Any

from quiz.charts.chart import Chart, Table, TableRow, points
from quiz.charts.marks import bands, dots, second, tracks
from quiz.charts.prototype import Figure, prototype_of
from quiz.charts.team_columns import Column, columns, draw_columns, middles
from quiz.charts.team_marks import error_words, listed, moved_words, poles_words, spread_bar, spread_values
from quiz.charts.theme import EMPHASIS, POINT, SURFACE, label
from quiz.measurement.instrument import Facet, Instrument
from quiz.measurement.team import GroupScore, TeamPicture, has_moved

EARLIER_AT, LATER_AT, MARKS_HEIGHT = 11, 29, 42
"""Pixels from where a row's marks begin."""

KEY = "Circles are the earlier round, diamonds this one, each with one standard deviation to either side."
HEADERS = ("Facet", "Earlier round", "This round", "Spread (SD)", "Change of the mean", "Both rounds")
Pair = tuple[Facet, GroupScore, GroupScore]


def rounds_figure(earlier: TeamPicture, later: TeamPicture, instrument: Instrument) -> Chart:
    """The facets that both rounds have. Nobody is followed from one to the other: these are two groups."""
    pairs = [
        (facet, earlier.facets[facet.id], later.facets[facet.id])
        for facet in instrument.facets
        if facet.id in earlier.facets and facet.id in later.facets
    ]
    figure_json = prototype_of(instrument, draw_rounds).filled(_values(pairs, instrument))
    return Chart(
        id="rounds",
        heading="Two rounds side by side",
        takeaway=_takeaway(pairs),
        figure_json=figure_json,
        table=Table("Both rounds in figures", HEADERS, tuple(map(_row, pairs))),
    )


def draw_rounds(instrument: Instrument) -> Figure:
    """The prototype; two rounds fill by domain id "bands …", "dots …" and the same with "… second", and by
    facet id "… figures" and "… short".
    """
    return draw_columns(instrument, MARKS_HEIGHT, _marks)


def _marks(column: Column) -> dict[str, list[Any]]:
    above, below = column.heights(EARLIER_AT), column.heights(LATER_AT)
    ending = column.domain.id
    first_bands, first_dots = (
        {**bands(above, 8), "name": f"bands {ending}"},
        {**dots(above, 13), "name": f"dots {ending}"},
    )
    return {
        "data": [
            tracks([*above, *below], 2),
            middles(column, (EARLIER_AT + LATER_AT) // 2, LATER_AT),
            first_bands,
            second({**first_bands, "y": below}),
            first_dots,
            second({**first_dots, "y": below}),
        ]
    }


def _values(pairs: list[Pair], instrument: Instrument) -> dict[str, Any]:
    by_id = {facet.id: (earlier, later) for facet, earlier, later in pairs}
    values: dict[str, Any] = {}
    for column in columns(instrument, MARKS_HEIGHT):
        facets = [facet for facet, _ in column.rows]
        both = [by_id.get(facet.id, (None, None)) for facet in facets]
        for at, ending in enumerate((column.domain.id, f"{column.domain.id} second")):
            scores = [pair[at] for pair in both]
            values[f"bands {ending}"], values[f"dots {ending}"] = spread_values(scores)
            which = "this round" if at else "the earlier round"
            hover = [
                f"{label(facet.name)}, {which}: {error_words(score)}" if score else ""
                for facet, score in zip(facets, scores, strict=True)
            ]
            values[f"dots {ending}"]["hovertext"] = hover
            if not at:
                values[f"dots {ending}"]["marker"] = {"color": SURFACE, "line": {"color": POINT}}
    for facet, earlier, later in pairs:
        values |= _label_values(facet, earlier, later)
    return values


def _label_values(facet: Facet, earlier: GroupScore, later: GroupScore) -> dict[str, Any]:
    moved = has_moved(earlier, later)
    means = f"{points(earlier.mean)}, then {points(later.mean)}"
    look = {"font": EMPHASIS} if moved else {}
    verdict = "moved" if moved else "too close to tell"
    return {
        f"{facet.id} figures": {"text": f"{means}: {verdict}", **look},
        f"{facet.id} short": {"text": f"{means}: moved" if moved else means, **look},
    }


def _takeaway(pairs: list[Pair]) -> str:
    if not pairs:
        return "The two rounds have no facet in common."
    moved = [facet.name for facet, earlier, later in pairs if has_moved(earlier, later)]
    if not moved:
        return f"No mean moved by more than its error: what differs may be chance. {KEY}"
    if len(moved) == len(pairs):
        return f"Every mean moved by more than the error of both rounds. {KEY}"
    return f"By more than the error of both rounds, the mean moved on {listed(moved)}. {KEY}"


def _row(pair: Pair) -> TableRow:
    facet, earlier, later = pair
    spread = f"{earlier.sd:.0f}, then {later.sd:.0f}"
    verdict = moved_words(facet, earlier, later)
    cells = (poles_words(facet), error_words(earlier), error_words(later), spread, verdict)
    return TableRow(cells, spread_bar(earlier), spread_bar(later))
