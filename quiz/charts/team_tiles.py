"""The map in squares, each with the number of people in it: nobody's place is told more exactly than that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import dist
from typing import Any

from quiz.charts.map_drawing import CONFIDENCES
from quiz.charts.prototype import Figure
from quiz.charts.theme import BAND, GRID, INK, MUTED, SEMIBOLD, SURFACE
from quiz.measurement.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN
from quiz.measurement.team import CELLS, TeamPicture

CELL = (SCORE_MAX - SCORE_MIN) / CELLS

FAINTEST, STRONGEST = 0.18, 0.62
"""Opacities of a square with one person of very many, and of the fullest; a number stays legible on both."""

CLEARANCE, ASIDE = 9.0, 5.0
"""Points on the map: how far a number keeps from a mark, and how far it moves from its square's middle."""

NAME_EDGE, NUMBER_EDGE = 1.0, 13.5
"""Points from the map's lower or upper edge to a quarter's name, and to the first number, clear of it."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Tile:
    """A square with somebody in it; column and row count from the low ends."""

    column: int
    row: int
    count: int

    @property
    def place(self) -> Point:
        """Its middle, as far as the quarters' names along the edges leave it free."""
        y = CELL * (self.row + 0.5)
        return CELL * (self.column + 0.5), min(SCORE_MAX - NUMBER_EDGE, max(NUMBER_EDGE, y))


def tiles_of(picture: TeamPicture) -> list[Tile]:
    """Every square with somebody in it, from the low ends; none where the picture tells no places."""
    return [
        Tile(column, row, count)
        for row, counts in enumerate(picture.cells or ())
        for column, count in enumerate(counts)
        if count
    ]


def people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def draw_tiles(map_figure: Figure) -> Figure:
    """The map with room for "tiles" and their "counts" in place of its own points."""
    layout = map_figure["layout"]
    tiles = {
        "type": "bar",
        "name": "tiles",
        "x": [],
        "y": [],
        "base": [],
        "width": CELL,
        "marker": {"color": BAND, "opacity": [], "line": {"width": 2, "color": SURFACE}},
        "hoverinfo": "text",
        "hovertext": [],
    }
    counts = {
        "type": "scatter",
        "name": "counts",
        "mode": "text",
        "x": [],
        "y": [],
        "text": [],
        "textfont": {"color": INK, "size": 14, "weight": SEMIBOLD},
        "hoverinfo": "skip",
    }
    shapes = [_above(shape) for shape in layout["shapes"] if shape["type"] != "line"]
    annotations = [_at_the_edge(each) for each in layout["annotations"]]
    layout = {**layout, "shapes": [*shapes, *_grid()], "annotations": annotations}
    return {"data": [tiles, counts], "layout": layout}


def tile_values(tiles: Sequence[Tile], marks: Sequence[Point]) -> Iterator[tuple[str, Any]]:
    """What fills both; numbers make way for the marks."""
    most = max((tile.count for tile in tiles), default=1)
    yield (
        "tiles",
        {
            "x": [tile.place[0] for tile in tiles],
            "y": [CELL for _ in tiles],
            "base": [CELL * tile.row for tile in tiles],
            "hovertext": [people(tile.count) for tile in tiles],
            "marker": {"opacity": [_opacity(tile.count / most) for tile in tiles]},
        },
    )
    places = [_number_place(tile, marks) for tile in tiles]
    texts = [str(tile.count) for tile in tiles]
    yield "counts", {"x": [x for x, _ in places], "y": [y for _, y in places], "text": texts}


def _opacity(share: float) -> float:
    return round(FAINTEST + (STRONGEST - FAINTEST) * share, 3)


def _number_place(tile: Tile, marks: Sequence[Point]) -> Point:
    """The square's own place, or that of four about it which is furthest from what stands there."""
    x, y = tile.place
    if all(dist((x, y), mark) >= CLEARANCE for mark in marks):
        return x, y
    aside = [(x + dx, y + dy) for dx in (-ASIDE, ASIDE) for dy in (-ASIDE, ASIDE)]
    return max(aside, key=lambda place: min(dist(place, mark) for mark in marks))


def _above(shape: dict[str, Any]) -> dict[str, Any]:
    """The mean's region lies on the squares."""
    outer = shape.get("name") == f"region {CONFIDENCES[0]}"
    return {**shape, "layer": "above"} if outer else shape


def _at_the_edge(annotation: dict[str, Any]) -> dict[str, Any]:
    """A quarter's name goes as far out as it can: numbers need the room."""
    if not annotation.get("name", "").startswith("quarter"):
        return annotation
    return {**annotation, "y": NAME_EDGE if annotation["y"] < SCORE_MID else SCORE_MAX - NAME_EDGE}


def _grid() -> Iterator[dict[str, Any]]:
    """The squares' edges and the two middles."""
    for at in [CELL * edge for edge in range(CELLS + 1)] + [SCORE_MID]:
        line = {"width": 1, "color": MUTED if at == SCORE_MID else GRID}
        yield {"type": "line", "x0": at, "x1": at, "y0": SCORE_MIN, "y1": SCORE_MAX, "line": line}
        yield {"type": "line", "x0": SCORE_MIN, "x1": SCORE_MAX, "y0": at, "y1": at, "line": line}
