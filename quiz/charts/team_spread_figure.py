"""Where a team stands apart: the facets by their spread, the widest first."""

from __future__ import annotations

from typing import Any

from quiz.charts.chart import Chart, Table, TableRow
from quiz.charts.prototype import Figure, prototype_of
from quiz.charts.team_marks import listed, poles_words
from quiz.charts.theme import (
    BAND,
    FROM_0_TO_100,
    GRID,
    MODE_BAR_HEIGHT,
    POINT,
    QUIET,
    SEMIBOLD,
    TEMPLATE,
    label,
)
from quiz.measurement.guide import CLOSE
from quiz.measurement.instrument import Facet, Instrument
from quiz.measurement.team import TeamPicture, widest_spread

WIDEST = 60.0
"""Points: about as wide as a group can stand apart."""

ROW = 52
LINE_AT = 36
SIDE = 14
HEADERS = ("Facet", "Spread (SD)", "Agreement, 0 to 1", "")


def team_spread_figure(picture: TeamPicture, instrument: Instrument) -> Chart:
    """Every facet, from where to talk first to where the team is of one mind."""
    order = [instrument.facets_by_id[facet_id] for facet_id in widest_spread(picture)]
    figure_json = prototype_of(instrument, draw_spread).filled(_values(order, picture))
    return Chart(
        id="team-spread",
        heading="Where to talk first",
        takeaway=_takeaway(order, picture),
        figure_json=figure_json,
        table=_table(order, picture),
    )


def draw_spread(instrument: Instrument) -> Figure:
    """The prototype; a team fills "spread" and, by place, the rows' names."""
    count = len(instrument.facets)
    lines = [ROW * place + LINE_AT for place in range(count)]
    bar = {"type": "bar", "orientation": "h", "y": lines, "width": 12, "base": 0, "cliponaxis": False}
    track = {"color": GRID, "cornerradius": 12, "line": {"width": 0}}
    spread = {"color": BAND, "cornerradius": 12, "line": {"width": 0}}
    height = ROW * count + 8
    return {
        "data": [
            {**bar, "x": [WIDEST] * count, "marker": track, "hoverinfo": "skip"},
            {**bar, "name": "spread", "x": [], "marker": spread, "hoverinfo": "text", "hovertext": []},
        ],
        "layout": {
            "template": TEMPLATE,
            "height": height + MODE_BAR_HEIGHT,
            "margin": {"l": SIDE, "r": SIDE, "t": MODE_BAR_HEIGHT, "b": 0, "pad": 0},
            "xaxis": {**FROM_0_TO_100, "range": [0, WIDEST]},
            "yaxis": {**FROM_0_TO_100, "range": [height, 0]},
            "annotations": [part for place in range(count) for part in _row_words(place)],
        },
    }


def _row_words(place: int) -> tuple[dict[str, Any], dict[str, Any]]:
    line = {"y": ROW * place + LINE_AT, "yanchor": "bottom", "yshift": 9, "text": ""}
    name = {**line, "name": f"{place} name", "x": 0, "xanchor": "left", "font": {"weight": SEMIBOLD}}
    return name, {**line, "name": f"{place} points", "x": WIDEST, "xanchor": "right", "font": QUIET}


def _values(order: list[Facet], picture: TeamPicture) -> dict[str, Any]:
    spreads = [picture.facets[facet.id].sd for facet in order]
    widest = spreads[0]
    values: dict[str, Any] = {
        "spread": {
            "x": [min(spread, WIDEST) for spread in spreads],
            "hovertext": [f"{label(facet.name)}: {sd:.0f}" for facet, sd in zip(order, spreads, strict=True)],
            "marker": {"color": [POINT if sd == widest > CLOSE else BAND for sd in spreads]},
        }
    }
    for place, (facet, spread) in enumerate(zip(order, spreads, strict=True)):
        values[f"{place} name"] = {"text": label(facet.name)}
        values[f"{place} points"] = {"text": f"{spread:.0f} points"}
    return values


def _takeaway(order: list[Facet], picture: TeamPicture) -> str:
    widest = picture.facets[order[0].id].sd
    names = [facet.name for facet in order if picture.facets[facet.id].sd == widest]
    if widest <= CLOSE:
        return "You stand close together on every facet. Then ask what a team like this one may overlook."
    return f"You stand furthest apart on {listed(names)}: {widest:.0f} points (standard deviation)."


def _table(order: list[Facet], picture: TeamPicture) -> Table:
    rows = (
        TableRow((poles_words(facet), f"{score.sd:.0f}", f"{score.agreement:.2f}"), None)
        for facet in order
        for score in (picture.facets[facet.id],)
    )
    return Table("The spread in figures, the widest first", HEADERS, tuple(rows))
