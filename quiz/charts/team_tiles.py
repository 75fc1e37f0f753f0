"""The map in squares, each with the number of people in it: nobody's place is told more exactly than that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.charts.map_drawing import CONFIDENCES
from quiz.charts.prototype import Figure
from quiz.charts.theme import BAND, GRID, INK, MUTED, SEMIBOLD, SURFACE
from quiz.measurement.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN
from quiz.measurement.team import CELLS, TeamPicture

CELL = (SCORE_MAX - SCORE_MIN) / CELLS

FAINTEST, STRONGEST = 0.18, 0.62
"""Opacities of a square with one person of very many, and of the fullest; a number stays legible on both."""

ASIDE = 5.5
"""Points on the map: how far a number moves from its square's middle, each way, to make room."""

NUMBER_SIZE, LABEL_SIZE, POINT_SIZE = (9.0, 9.0), (15.0, 9.0), (10.0, 10.0)
"""Width and height of what stands on the map, in points on that of a small phone."""

LABEL_SIDES = {
    "top center": (0.0, 10.0),
    "bottom center": (0.0, -10.0),
    "middle right": (13.0, 0.0),
    "middle left": (-13.0, 0.0),
}
"""Plotly's name for each side of a point, and how far off its label has its middle there."""

NAME_EDGE, NUMBER_EDGE = 1.0, 13.5
"""Points from the map's lower or upper edge to a quarter's name, and to the first number, clear of it."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """The room that something takes on the map."""

    middle: Point
    size: tuple[float, float]

    def gap(self, other: Box) -> float:
        """How far apart the two are, along the axis on which that is more; negative when they meet."""
        return max(
            abs(here - there) - (mine + others) / 2
            for here, there, mine, others in zip(
                self.middle, other.middle, self.size, other.size, strict=True
            )
        )


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


def label_place(point: Point, tiles: Sequence[Tile], mark: Box) -> tuple[str, Box]:
    """The side of a point, and the room there, that is freest of the squares' numbers and of the mark.

    Numbers can still move aside; the mark cannot, so it comes first.
    """
    numbers = [_number(tile.place) for tile in tiles]
    sides = {side: Box((point[0] + dx, point[1] + dy), LABEL_SIZE) for side, (dx, dy) in LABEL_SIDES.items()}
    inside = {side: box for side, box in sides.items() if _is_inside(box)}
    clear = {side: box for side, box in inside.items() if box.gap(mark) >= 0} or inside
    return max(clear.items(), key=lambda found: min((found[1].gap(each) for each in numbers), default=0.0))


def tile_values(tiles: Sequence[Tile], marks: Sequence[Box]) -> Iterator[tuple[str, Any]]:
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


def _number_place(tile: Tile, marks: Sequence[Box]) -> Point:
    """The square's own place, or that of four about it which is furthest from what stands there."""
    x, y = tile.place
    if _room(tile.place, marks) >= 0:
        return x, y
    aside = [(x + dx, y + dy) for dx in (-ASIDE, ASIDE) for dy in (-ASIDE, ASIDE)]
    return max(aside, key=lambda place: _room(place, marks))


def _room(place: Point, marks: Sequence[Box]) -> float:
    return min((_number(place).gap(mark) for mark in marks), default=0.0)


def _number(place: Point) -> Box:
    return Box(place, NUMBER_SIZE)


def _is_inside(box: Box) -> bool:
    """Half a label may hang over the map's lower or upper edge, so that some side is free at any point."""
    (x, y), half = box.middle, box.size[0] / 2
    return SCORE_MIN + half <= x <= SCORE_MAX - half and SCORE_MIN <= y <= SCORE_MAX


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
