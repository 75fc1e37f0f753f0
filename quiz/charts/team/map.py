"""Team map: how many stand in which quarter, as far as it is told; and oneself for oneself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import Chart, Table, TableRow
from quiz.charts.base.marks import pointed
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import CLEAR, EMPHASIS, MUTED, POINT, SEMIBOLD, SURFACE, label
from quiz.charts.person.map import (
    CONFIDENCES,
    INNER_EDGE,
    OUTER_EDGE,
    Spot,
    draw_map,
    is_in_the_way,
    point,
    spot_of,
    spot_words,
)
from quiz.instrument.instrument import SCORE_MID, Instrument
from quiz.measurement.profile import Profile
from quiz.measurement.team import TeamPicture

EDGE = 9.0
"""Points from the map's left or right edge within which a label has no room above or below its point."""


def team_map_figure(picture: TeamPicture, instrument: Instrument, own: Profile | None = None) -> Chart:
    """`own` is for the participant's own device alone: it adds one point that nobody else is shown."""
    spot = spot_of(own, instrument) if own else None
    rows = tuple(
        TableRow((f"{each.name} quarter", picture.in_words(picture.quarters.get(each.id, 0))), None)
        for each in instrument.archetypes
    )
    return Chart(
        id="team-map",
        heading="The team on the map",
        takeaway=_takeaway(picture, is_own=spot is not None),
        figure_json=prototype_of(instrument, draw_team_map).filled(dict(_values(picture, instrument, spot))),
        table=Table("The map in figures", ("Quarter", "People", ""), rows),
    )


def draw_team_map(instrument: Instrument) -> Figure:
    """The prototype; a team fills "own", "region …" and the quarters' names."""
    diamond = {"size": 17, "symbol": "diamond", "color": SURFACE, "line": {"width": 3, "color": POINT}}
    text = {"text": [], "textposition": "top center", "textfont": {"weight": SEMIBOLD}}
    return {**draw_map(instrument), "data": [pointed("own", diamond, mode="markers+text", **text)]}


def _takeaway(picture: TeamPicture, *, is_own: bool) -> str:
    quarters = "Each quarter says how many of you stand in it, as far as that is told."
    if not any(picture.quarters.values()):
        quarters = "It is not told how many of you stand in which quarter."
    return f"{quarters}{' The diamond is you.' if is_own else ''}"


def _values(picture: TeamPicture, instrument: Instrument, spot: Spot | None) -> Iterator[tuple[str, Any]]:
    at = (spot[0].score, spot[1].score) if spot else None
    if spot and at:
        words = f"You<br>{spot_words(spot, instrument)}"
        yield "own", {**point(spot, words), "text": ["you"], "textposition": _label_side(*at)}
    for confidence in CONFIDENCES:
        yield f"region {confidence}", {"visible": False, "fillcolor": CLEAR}
    for archetype in instrument.archetypes:
        count = picture.quarters.get(archetype.id, 0)
        edge = INNER_EDGE if at and is_in_the_way(archetype, *at) else OUTER_EDGE
        text = f"{label(archetype.name, 14)}<br>{picture.in_words(count)}"
        font = EMPHASIS if count else {"color": MUTED, "weight": SEMIBOLD}
        yield f"quarter {archetype.id}", {"text": text, "font": font, **edge[archetype.sides[1]]}


def _label_side(x: float, y: float) -> str:
    """Towards the middle of the map, where no quarter has its name."""
    if x < EDGE:
        return "middle right"
    if x > 100 - EDGE:
        return "middle left"
    return "bottom center" if y > SCORE_MID else "top center"
