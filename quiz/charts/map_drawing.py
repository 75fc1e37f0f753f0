"""The map without anyone on it: a square, its four quarters, its axes labelled by both poles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.prototype import Figure
from quiz.charts.theme import (
    ENABLER,
    FROM_0_TO_100,
    GRID,
    MODE_BAR_HEIGHT,
    MUTED,
    POINT,
    QUIET,
    REGION,
    SEMIBOLD,
    SUPERSTAR,
    SURFACE,
    TEMPLATE,
    label,
    line_count,
)
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Archetype, Domain, Instrument, Side

OUTER_EDGE: dict[Side, dict[str, Any]] = {
    "low": {"y": 3, "yanchor": "bottom"},
    "high": {"y": 97, "yanchor": "top"},
}
INNER_EDGE: dict[Side, dict[str, Any]] = {
    "low": {"y": 47, "yanchor": "top"},
    "high": {"y": 53, "yanchor": "bottom"},
}
"""Where a quarter's name stands, by the quarter's side of the upward axis."""

CONFIDENCES = (0.95, 0.8, 0.5)
"""The region that is outlined and spoken of, and two inner ones: a light that fades with likelihood."""

WIDEST = 560
"""Pixels: a larger square would push the words about it off the screen."""

SIDE_BY_SIDE = 30
"""Letters that fit in one line under the square of a small phone, shared by an axis's two poles."""

TICK_ROW = 20
LINE_HEIGHT = 16


def draw_map(instrument: Instrument) -> Figure:
    """The prototype; a person fills "you", "region …" by confidence and "quarter …" by archetype id."""
    across, up = instrument.domains
    margin = {"l": _label_space(up), "r": 14, "t": MODE_BAR_HEIGHT, "b": _label_space(across), "pad": 0}
    return {
        "data": [_YOU],
        "layout": {
            "template": TEMPLATE,
            "meta": {"square": WIDEST},
            "margin": margin,
            "xaxis": FROM_0_TO_100,
            "yaxis": FROM_0_TO_100,
            "shapes": [*_tints(), *_lines(), *map(_region, CONFIDENCES)],
            "annotations": [
                *(_quarter_name(archetype) for archetype in instrument.archetypes),
                *_labels_across(across),
                *_labels_upward(up),
            ],
        },
    }


_YOU: dict[str, Any] = {
    "type": "scatter",
    "name": "you",
    "mode": "markers",
    "x": [SCORE_MID],
    "y": [SCORE_MID],
    "marker": {"size": 18, "color": POINT, "line": {"width": 3, "color": SURFACE}},
    "cliponaxis": False,
    "hoverinfo": "text",
    "hovertext": [""],
}


def _region(confidence: float) -> dict[str, Any]:
    outline = {"width": 1, "color": POINT, "dash": "dot"} if confidence == CONFIDENCES[0] else {"width": 0}
    place = {"x0": 40, "x1": 60, "y0": 40, "y1": 60}
    return {"type": "circle", "name": f"region {confidence}", **place, "fillcolor": REGION, "line": outline}


def _label_space(domain: Domain) -> int:
    """Pixels beside an axis: a row of end points, then as many lines as the longer pole takes."""
    return TICK_ROW + LINE_HEIGHT * line_count(*_poles(domain)) + 8


def _poles(domain: Domain) -> tuple[str, str]:
    letters = len(domain.low_pole) + len(domain.high_pole)
    width = SIDE_BY_SIDE if letters <= SIDE_BY_SIDE else SIDE_BY_SIDE // 2
    return label(domain.low_pole, width), label(domain.high_pole, width)


def _tints() -> Iterator[dict[str, Any]]:
    """A breath of colour in the two quarters that the headline's poles stand in."""
    for colour, low, high in ((SUPERSTAR, SCORE_MIN, SCORE_MID), (ENABLER, SCORE_MID, SCORE_MAX)):
        place = {"x0": low, "x1": high, "y0": low, "y1": high}
        yield {"type": "rect", **place, "fillcolor": colour, "opacity": 0.09}


def _lines() -> Iterator[dict[str, Any]]:
    for at in (SCORE_MIN, 25, SCORE_MID, 75, SCORE_MAX):
        line = {"width": 1, "color": MUTED if at == SCORE_MID else GRID}
        yield {"type": "line", "x0": at, "x1": at, "y0": SCORE_MIN, "y1": SCORE_MAX, "line": line}
        yield {"type": "line", "x0": SCORE_MIN, "x1": SCORE_MAX, "y0": at, "y1": at, "line": line}


def _quarter_name(archetype: Archetype) -> dict[str, Any]:
    across, up = archetype.sides
    place = {"x": 3, "xanchor": "left"} if across == "low" else {"x": 97, "xanchor": "right"}
    align = place["xanchor"]
    return {"name": f"quarter {archetype.id}", "text": "", "align": align, **place, **OUTER_EDGE[up]}


def _labels_across(domain: Domain) -> Iterator[dict[str, Any]]:
    below = {"y": SCORE_MIN, "yanchor": "top"}
    yield {**below, "x": SCORE_MID, "yshift": -4, "text": label(domain.name), "font": {"weight": SEMIBOLD}}
    for at, anchor, pole in _ends(domain, "left", "right"):
        yield {**below, "x": at, "xanchor": anchor, "yshift": -4, "text": f"{at}", "font": QUIET}
        yield {**below, "x": at, "xanchor": anchor, "yshift": -TICK_ROW - 2, "align": anchor, "text": pole}


def _labels_upward(domain: Domain) -> Iterator[dict[str, Any]]:
    """As across, turned: reading upwards, the low pole at the bottom."""
    beside = {"x": SCORE_MIN, "xanchor": "right", "textangle": -90}
    yield {**beside, "y": SCORE_MID, "xshift": -4, "text": label(domain.name), "font": {"weight": SEMIBOLD}}
    for at, anchor, pole in _ends(domain, "bottom", "top"):
        align = "left" if at == SCORE_MIN else "right"
        yield {**beside, "y": at, "yanchor": anchor, "xshift": -4, "text": f"{at}", "font": QUIET}
        yield {**beside, "y": at, "yanchor": anchor, "xshift": -TICK_ROW - 2, "align": align, "text": pole}


def _ends(domain: Domain, low_anchor: str, high_anchor: str) -> tuple[tuple[int, str, str], ...]:
    low_pole, high_pole = _poles(domain)
    return (0, low_anchor, low_pole), (100, high_anchor, high_pole)
