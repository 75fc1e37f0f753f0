"""The facets' lines without anyone on them, in groups by domain.

Upright positions are pixels from the top, so that rows keep their height at any width. On a narrow screen the
poles stand under the ends of their line, on a wide one beside them: `meta.wide` tells the browser how.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.marks import bands, dots, tracks
from quiz.charts.prototype import Figure
from quiz.charts.theme import (
    FROM_0_TO_100,
    MODE_BAR_HEIGHT,
    MUTED,
    QUIET,
    SEMIBOLD,
    SURFACE,
    TEMPLATE,
    label,
    text_width,
)
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Facet, Instrument

SCALE_HEIGHT = 18
HEADING_HEIGHT = 54
ROW_HEIGHT = 74
LINE_AT = 30
"""Pixels from a row's top to its line; its name stands above, and on a narrow screen its poles below."""

BESIDE_LINE = 9
END = 6

SIDE_MARGIN = 14
GAP = 16
WIDE_FROM = 640
WIDE_HEIGHT = 0.84
"""A wide screen's rows carry no poles below their lines and need that much of the height."""

POLE_WIDTH = 18
"""Letters in a line of a pole's label: two fit side by side on a small phone."""

Rows = list[tuple[Facet, int]]


def draw_facets(instrument: Instrument) -> Figure:
    """The prototype; a person fills "bands", "dots" and, by facet id, "… low", "… high" and "… unscored"."""
    headings, rows, height = _tops(instrument)
    lines = [top + LINE_AT for _, top in rows]
    return {
        "data": [tracks(lines, 3), bands(lines, 12), dots(lines, 15)],
        "layout": {
            "template": TEMPLATE,
            "meta": {"wide": _wide(instrument, height)},
            "height": height + MODE_BAR_HEIGHT + END,
            "margin": {"l": SIDE_MARGIN, "r": SIDE_MARGIN, "t": MODE_BAR_HEIGHT, "b": END, "pad": 0},
            "xaxis": FROM_0_TO_100,
            "yaxis": {**FROM_0_TO_100, "range": [height, 0]},
            "shapes": [_middle(height)],
            "annotations": [
                *_scale(),
                *(_heading(name, top) for name, top in headings),
                *(part for facet, top in rows for part in _facet_labels(facet, top)),
            ],
        },
    }


def facet_rows(instrument: Instrument) -> Rows:
    """Each facet with its row's top, in pixels."""
    return _tops(instrument)[1]


def _tops(instrument: Instrument) -> tuple[list[tuple[str, int]], Rows, int]:
    """Where each domain's heading and each facet's row begins, and where the last one ends."""
    headings: list[tuple[str, int]] = []
    rows: Rows = []
    top = SCALE_HEIGHT
    for domain in instrument.domains:
        headings.append((domain.name, top))
        top += HEADING_HEIGHT
        for facet in domain.facets:
            rows.append((facet, top))
            top += ROW_HEIGHT
    return headings, rows, top


def _wide(instrument: Instrument, height: int) -> dict[str, Any]:
    """From this width on: the poles beside the lines' ends, in margins that hold the longest of them."""
    texts = [
        label(pole, POLE_WIDTH) for facet in instrument.facets for pole in (facet.low_pole, facet.high_pole)
    ]
    margin = GAP + SIDE_MARGIN + text_width(*texts)
    beside_line = {"yanchor": "middle", "yshift": 0}
    return {
        "from": WIDE_FROM,
        "height": round(height * WIDE_HEIGHT) + MODE_BAR_HEIGHT + END,
        "margin": {"l": margin, "r": margin},
        "low": {**beside_line, "xanchor": "right", "align": "right", "xshift": -GAP},
        "high": {**beside_line, "xanchor": "left", "align": "left", "xshift": GAP},
    }


def _middle(height: int) -> dict[str, Any]:
    line = {"width": 1, "color": MUTED, "dash": "dot"}
    return {"type": "line", "x0": SCORE_MID, "x1": SCORE_MID, "y0": SCALE_HEIGHT, "y1": height, "line": line}


def _scale() -> Iterator[dict[str, Any]]:
    for at, anchor in ((SCORE_MIN, "left"), (SCORE_MID, "center"), (SCORE_MAX, "right")):
        yield {"x": at, "y": 0, "xanchor": anchor, "yanchor": "top", "text": f"{at:.0f}", "font": QUIET}


def _heading(name: str, top: int) -> dict[str, Any]:
    font = {"size": 16, "weight": SEMIBOLD}
    return {"x": SCORE_MIN, "y": top + 26, "xanchor": "left", "text": label(name), "font": font}


def _facet_labels(facet: Facet, top: int) -> Iterator[dict[str, Any]]:
    line = {"y": top + LINE_AT}
    name = {
        "yanchor": "bottom",
        "yshift": BESIDE_LINE,
        "text": label(facet.name),
        "font": {"weight": SEMIBOLD},
    }
    yield {**line, **name, "x": SCORE_MIN, "xanchor": "left"}
    for at, anchor, side, pole in (
        (0, "left", "low", facet.low_pole),
        (100, "right", "high", facet.high_pole),
    ):
        place = {
            **line,
            "x": at,
            "xanchor": anchor,
            "yanchor": "top",
            "yshift": -BESIDE_LINE,
            "align": anchor,
        }
        text = label(pole, POLE_WIDTH)
        yield {
            "name": f"{facet.id} {side}",
            "text": text,
            **place,
            "font": {"color": MUTED},
            "bgcolor": SURFACE,
        }
    unscored = {**line, "x": SCORE_MID, "bgcolor": SURFACE, "borderpad": 4, "font": QUIET}
    yield {
        "name": f"{facet.id} unscored",
        "text": "not scored: too few answers",
        **unscored,
        "visible": False,
    }
