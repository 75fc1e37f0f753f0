"""The team on the map: how many stand in which part, the mean with its region, and oneself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.chart import Chart, Table, TableRow, points, score_words
from quiz.charts.map_drawing import CONFIDENCES, draw_map
from quiz.charts.prototype import Figure, prototype_of
from quiz.charts.team_marks import error_words, leanings_words, mean_region, poles_words, spread_bar
from quiz.charts.team_tiles import (
    CELL,
    POINT_SIZE,
    Box,
    draw_tiles,
    label_place,
    people,
    tile_values,
    tiles_of,
)
from quiz.charts.theme import CLEAR, INK, POINT, SEMIBOLD, SURFACE, label
from quiz.measurement.guide import clear_side
from quiz.measurement.instrument import Instrument
from quiz.measurement.profile import Profile
from quiz.measurement.team import TeamPicture

HEADERS = ("Measure", "Mean and its error", "Spread (SD)", "Agreement, 0 to 1", "Leaning", "Mean and spread")


def team_map_figure(picture: TeamPicture, instrument: Instrument, own: Profile | None = None) -> Chart:
    """`own` is for the participant's own device alone: it adds one point that nobody else is shown."""
    place = _own_place(own, instrument)
    figure_json = prototype_of(instrument, draw_team_map).filled(dict(_values(picture, instrument, place)))
    return Chart(
        id="team-map",
        heading="The team on the map",
        takeaway=_takeaway(picture, instrument, is_own=place is not None),
        figure_json=figure_json,
        table=_table(picture, instrument),
    )


Place = tuple[tuple[float, float], str]


def draw_team_map(instrument: Instrument) -> Figure:
    """The prototype; a team fills "tiles", "counts", "mean", "own", "region …" and the quarters' names."""
    figure = draw_tiles(draw_map(instrument))
    cross = {"size": 16, "symbol": "x", "color": POINT, "line": {"width": 2, "color": SURFACE}}
    diamond = {"size": 17, "symbol": "diamond", "color": SURFACE, "line": {"width": 3, "color": POINT}}
    mean, own = _point("mean", cross), _point("own", diamond)
    own |= {"mode": "markers+text", "text": [], "textposition": "top center"}
    own["textfont"] = {"weight": SEMIBOLD}
    return {**figure, "data": [*figure["data"], mean, own]}


def _point(name: str, marker: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = {"x": [], "y": [], "hoverinfo": "text", "hovertext": []}
    looks = {"mode": "markers", "marker": marker, "cliponaxis": False}
    return {"type": "scatter", "name": name, **looks, **empty}


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
    x, y = (picture.domains[domain.id] for domain in instrument.domains)
    across, up = instrument.domains
    hover = f"Mean<br>{label(across.name)}: {error_words(x)}<br>{label(up.name)}: {error_words(y)}"
    tiles, mean = tiles_of(picture), Box((x.mean, y.mean), POINT_SIZE)
    marks = [mean]
    if place:
        own, words = place
        side, room = label_place(own, tiles, mean)
        marks += [Box(own, POINT_SIZE), room]
        shown = {"x": [own[0]], "y": [own[1]], "text": ["you"], "textposition": side}
        yield "own", {**shown, "hovertext": [words]}
    yield from tile_values(tiles, marks)
    yield "mean", {"x": [x.mean], "y": [y.mean], "hovertext": [hover]}
    yield f"region {CONFIDENCES[0]}", mean_region(x, y)
    for confidence in CONFIDENCES[1:]:
        yield f"region {confidence}", {"visible": False, "fillcolor": CLEAR}
    for archetype in instrument.archetypes:
        font = {"color": INK, "weight": SEMIBOLD, "size": 12}
        yield f"quarter {archetype.id}", {"text": label(archetype.name, 14), "font": font}


def _takeaway(picture: TeamPicture, instrument: Instrument, is_own: bool) -> str:
    sides = tuple(clear_side(picture.domains[domain.id]) for domain in instrument.domains)
    named = next((each.name for each in instrument.archetypes if each.sides == sides), None)
    where = (
        f"The cross is the team’s mean, in the {named} quarter."
        if named
        else "The cross is the team’s mean. It may lie in more than one quarter."
    )
    places = "Each square says how many of you stand there."
    if picture.cells is None:
        places = "You all stand so close together that no counts are shown."
    return f"{where} {places}{' The diamond is you.' if is_own else ''}"


def _table(picture: TeamPicture, instrument: Instrument) -> Table:
    rows = []
    for domain in instrument.domains:
        score = picture.domains[domain.id]
        figures = (error_words(score), f"{score.sd:.0f}", f"{score.agreement:.2f}")
        cells = (poles_words(domain), *figures, leanings_words(domain, score))
        rows.append(TableRow(cells, spread_bar(score)))
    across, up = instrument.domains
    for tile in tiles_of(picture):
        place = f"{across.name} {_range(tile.column)}, {up.name} {_range(tile.row)}"
        rows.append(TableRow((place, people(tile.count), "–", "–", "–"), None))
    return Table("The map in figures", HEADERS, tuple(rows))


def _range(cell: int) -> str:
    return f"{points(CELL * cell)} to {points(CELL * (cell + 1))}"
