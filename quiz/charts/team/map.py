"""The team on the map: how many stand in which quarter, as far as it is told; and oneself for oneself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import Chart, Table, TableRow, score_words
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import CLEAR, EMPHASIS, MUTED, POINT, SEMIBOLD, SURFACE, label
from quiz.charts.person.map import CONFIDENCES, INNER_EDGE, OUTER_EDGE, draw_map, is_in_the_way
from quiz.instrument.instrument import SCORE_MID, Instrument
from quiz.measurement.profile import Profile
from quiz.measurement.team import TeamPicture

EDGE = 9.0
"""Points from the map's left or right edge within which a label has no room above or below its point."""

Place = tuple[tuple[float, float], str]


def team_map_figure(picture: TeamPicture, instrument: Instrument, own: Profile | None = None) -> Chart:
    """`own` is for the participant's own device alone: it adds one point that nobody else is shown."""
    place = _own_place(own, instrument)
    return Chart(
        id="team-map",
        heading="The team on the map",
        takeaway=_takeaway(picture, is_own=place is not None),
        figure_json=prototype_of(instrument, draw_team_map).filled(dict(_values(picture, instrument, place))),
        table=_table(picture, instrument),
    )


def draw_team_map(instrument: Instrument) -> Figure:
    """The prototype; a team fills "own", "region …" and the quarters' names."""
    figure = draw_map(instrument)
    diamond = {"size": 17, "symbol": "diamond", "color": SURFACE, "line": {"width": 3, "color": POINT}}
    own = {
        "type": "scatter",
        "name": "own",
        "mode": "markers+text",
        "marker": diamond,
        "cliponaxis": False,
        "x": [],
        "y": [],
        "text": [],
        "textposition": "top center",
        "textfont": {"weight": SEMIBOLD},
        "hoverinfo": "text",
        "hovertext": [],
    }
    return {**figure, "data": [own]}


def _own_place(own: Profile | None, instrument: Instrument) -> Place | None:
    """Where somebody stands, and the same in words; None for who is not scored on both domains."""
    scores = [(domain, own.domains.get(domain.id)) for domain in instrument.domains] if own else []
    known = [(domain, score) for domain, score in scores if score is not None]
    if len(known) != 2:
        return None
    x, y = (round(score.score, 1) for _, score in known)
    words = [f"{label(domain.name)}: {score_words(score)}" for domain, score in known]
    return (x, y), "<br>".join(["You", *words])


def _values(picture: TeamPicture, instrument: Instrument, place: Place | None) -> Iterator[tuple[str, Any]]:
    if place:
        (x, y), words = place
        shown = {"x": [x], "y": [y], "text": ["you"], "textposition": _label_side(x, y)}
        yield "own", {**shown, "hovertext": [words]}
    for confidence in CONFIDENCES:
        yield f"region {confidence}", {"visible": False, "fillcolor": CLEAR}
    for archetype in instrument.archetypes:
        count = picture.quarters.get(archetype.id, 0)
        at = INNER_EDGE if place and is_in_the_way(archetype, *place[0]) else OUTER_EDGE
        text = f"{label(archetype.name, 14)}<br>{picture.in_words(count)}"
        font = EMPHASIS if count else {"color": MUTED, "weight": SEMIBOLD}
        yield f"quarter {archetype.id}", {"text": text, "font": font, **at[archetype.sides[1]]}


def _label_side(x: float, y: float) -> str:
    """Towards the middle of the map, where no quarter has its name."""
    if x < EDGE:
        return "middle right"
    if x > 100 - EDGE:
        return "middle left"
    return "bottom center" if y > SCORE_MID else "top center"


def _takeaway(picture: TeamPicture, is_own: bool) -> str:
    places = "Each quarter says how many of you stand in it, as far as that is told."
    if not any(picture.quarters.values()):
        places = "It is not told how many of you stand in which quarter."
    return f"{places}{' The diamond is you.' if is_own else ''}"


def _table(picture: TeamPicture, instrument: Instrument) -> Table:
    rows = tuple(
        TableRow((f"{each.name} quarter", picture.in_words(picture.quarters.get(each.id, 0))), None)
        for each in instrument.archetypes
    )
    return Table("The map in figures", ("Quarter", "People", ""), rows)
