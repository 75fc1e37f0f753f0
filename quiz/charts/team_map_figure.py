"""The team on the map: how many stand in which part, the mean with its region, and oneself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.chart import Chart, Table, TableRow, as_script_data, points, score_words
from quiz.charts.map_drawing import CONFIDENCES, draw_map
from quiz.charts.prototype import Figure, filled, prototype_of
from quiz.charts.team_marks import error_words, spread_bar
from quiz.charts.theme import BAND, CLEAR, INK, MUTED, POINT, SEMIBOLD, SURFACE, label
from quiz.measurement.guide import clear_side
from quiz.measurement.instrument import SCORE_MAX, SCORE_MIN, Instrument
from quiz.measurement.profile import Profile
from quiz.measurement.team import CELLS, TeamPicture

CELL = (SCORE_MAX - SCORE_MIN) / CELLS
LARGEST = 46
"""Pixels: the circle of the fullest part, on the narrowest map no wider than its part."""

NUMBER_FROM = 18
HEADERS = ("Measure", "Mean and its error", "Spread (SD)", "Agreement, 0 to 1", "Mean and spread")


def team_map_figure(picture: TeamPicture, instrument: Instrument, own: Profile | None = None) -> Chart:
    """`own` is for the participant's own device alone: it adds one point that nobody else is shown."""
    figure = filled(prototype_of(instrument, draw_team_map), dict(_values(picture, instrument, own)))
    return Chart(
        id="team-map",
        heading="The team on the map",
        takeaway=_takeaway(picture, instrument, own),
        figure_json=as_script_data(figure),
        table=_table(picture, instrument),
    )


def draw_team_map(instrument: Instrument) -> Figure:
    """The prototype; a team fills "cells", "mean", "own", "region …" and the quarters' names."""
    figure = draw_map(instrument)
    cells = _points("cells", {"size": [], "color": BAND, "opacity": 0.55, "line": {"width": 0}})
    cells |= {"mode": "markers+text", "text": [], "textfont": {"color": INK, "size": 13}}
    own = _points(
        "own", {"size": 17, "symbol": "diamond", "color": SURFACE, "line": {"width": 3, "color": POINT}}
    )
    own |= {
        "mode": "markers+text",
        "text": [],
        "textposition": "top center",
        "textfont": {"weight": SEMIBOLD},
    }
    mean = _points(
        "mean", {"size": 15, "symbol": "x", "color": POINT, "line": {"width": 2, "color": SURFACE}}
    )
    return {**figure, "data": [cells, mean, own]}


def _points(name: str, marker: dict[str, Any]) -> dict[str, Any]:
    empty: dict[str, Any] = {"x": [], "y": [], "hovertext": []}
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        **empty,
        "marker": marker,
        "cliponaxis": False,
        "hoverinfo": "text",
    }


def _values(picture: TeamPicture, instrument: Instrument, own: Profile | None) -> Iterator[tuple[str, Any]]:
    x, y = (picture.domains[domain.id] for domain in instrument.domains)
    across, up = instrument.domains
    hover = f"Mean<br>{label(across.name)}: {error_words(x)}<br>{label(up.name)}: {error_words(y)}"
    yield "cells", _cell_values(picture)
    yield "mean", {"x": [x.mean], "y": [y.mean], "hovertext": [hover]}
    place = [own.domains.get(domain.id) for domain in instrument.domains] if own else []
    if len(place) == 2 and place[0] and place[1]:
        pair = ((across, place[0]), (up, place[1]))
        words = "<br>".join(["You", *(f"{label(each.name)}: {score_words(score)}" for each, score in pair)])
        shown = {"x": [round(place[0].score, 1)], "y": [round(place[1].score, 1)]}
        yield "own", {**shown, "text": ["you"], "hovertext": [words]}
    half_x, half_y = 1.96 * x.standard_error, 1.96 * y.standard_error
    region = {"x0": x.mean - half_x, "x1": x.mean + half_x, "y0": y.mean - half_y, "y1": y.mean + half_y}
    yield f"region {CONFIDENCES[0]}", region
    for confidence in CONFIDENCES[1:]:
        yield f"region {confidence}", {"visible": False, "fillcolor": CLEAR}
    for archetype in instrument.archetypes:
        font = {"color": MUTED, "weight": SEMIBOLD}
        yield f"quarter {archetype.id}", {"text": label(archetype.name, 14), "font": font}


def _cell_values(picture: TeamPicture) -> dict[str, Any]:
    filled_cells = list(_filled_cells(picture))
    most = max((count for _, _, count in filled_cells), default=1)
    return {
        "x": [CELL * (column + 0.5) for column, _, _ in filled_cells],
        "y": [CELL * (row + 0.5) for _, row, _ in filled_cells],
        "text": [str(count) for _, _, count in filled_cells],
        "hovertext": ["1 person" if count == 1 else f"{count} people" for _, _, count in filled_cells],
        "marker": {
            "size": [max(NUMBER_FROM, LARGEST * (count / most) ** 0.5) for _, _, count in filled_cells]
        },
    }


def _filled_cells(picture: TeamPicture) -> Iterator[tuple[int, int, int]]:
    """Column, row and count of every part with somebody in it."""
    for row, counts in enumerate(picture.cells or ()):
        for column, count in enumerate(counts):
            if count:
                yield column, row, count


def _takeaway(picture: TeamPicture, instrument: Instrument, own: Profile | None) -> str:
    sides = tuple(clear_side(picture.domains[domain.id]) for domain in instrument.domains)
    named = next((each.name for each in instrument.archetypes if each.sides == sides), None)
    where = (
        f"The cross is the team’s mean, in the {named} quarter."
        if named
        else "The cross is the team’s mean. Its region reaches into more than one quarter."
    )
    places = "Each circle says how many stand in that part of the map."
    if picture.cells is None:
        places = "All stand so close together that their places are not shown."
    return f"{where} {places}{' The diamond is you.' if own else ''}"


def _table(picture: TeamPicture, instrument: Instrument) -> Table:
    rows = []
    for domain in instrument.domains:
        score = picture.domains[domain.id]
        name = f"{domain.name}: {domain.low_pole} to {domain.high_pole}"
        cells = (name, error_words(score), f"{score.sd:.0f}", f"{score.agreement:.2f}")
        rows.append(TableRow(cells, spread_bar(score)))
    across, up = instrument.domains
    for column, row, count in _filled_cells(picture):
        place = f"{across.name} {_range(column)}, {up.name} {_range(row)}"
        rows.append(TableRow((place, "1 person" if count == 1 else f"{count} people", "–", "–"), None))
    return Table("The map in figures", HEADERS, tuple(rows))


def _range(cell: int) -> str:
    return f"{points(CELL * cell)} to {points(CELL * (cell + 1))}"
