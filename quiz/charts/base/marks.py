"""What stands on a line from 0 to 100: its track, the confidence band, and the dot; drawn empty, then filled.

A filled dot leans clearly to its side and takes that pole's colour; a hollow one is too close to the middle
to call, so nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quiz.charts.base.theme import BAND, ENABLER, GRID, MUTED, SUPERSTAR, SURFACE
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Level
from quiz.measurement.interpretation import level_of
from quiz.measurement.profile import Score

Scores = Sequence[Score | None]
Mark = dict[str, Any]

_COLOURS = {Level.LOW: SUPERSTAR, Level.MIDDLE: BAND, Level.HIGH: ENABLER}


def tracks(heights: Sequence[int], thickness: int) -> Mark:
    """The whole lines. Heights and thickness are in units of the upright axis."""
    return _bar(heights, thickness, {"color": GRID}, x=[SCORE_MAX - SCORE_MIN] * len(heights))


def bands(heights: Sequence[int], thickness: int) -> Mark:
    return _bar(heights, thickness, {"color": BAND, "opacity": 0.5}, name="bands", x=[])


def second(mark: Mark, symbol: str = "diamond") -> Mark:
    """The same mark for the second of two profiles: another name, and dots of another shape."""
    marker = {**mark["marker"], "symbol": symbol} if mark["type"] == "scatter" else mark["marker"]
    return {**mark, "name": f"{mark['name']} second", "marker": marker}


def dots(heights: Sequence[int], size: int) -> Mark:
    """The scores. The size is in pixels."""
    style = {"size": size, "color": SURFACE, "opacity": 1, "line": {"width": 2.5, "color": MUTED}}
    return pointed("dots", style, x=[SCORE_MID] * len(heights), y=list(heights))


def pointed(name: str, marker: Mapping[str, Any], **trace: Any) -> Mark:
    """Points that say something when they are pointed at."""
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "marker": marker,
        "x": [],
        "y": [],
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [],
        **trace,
    }


def band_values(scores: Scores) -> Mark:
    return {
        "base": [score and round(score.low, 2) for score in scores],
        "x": [score and round(score.high - score.low, 2) for score in scores],
        "marker": {"color": [_colour(score) for score in scores]},
    }


def dot_values(scores: Scores, hover: Sequence[str]) -> Mark:
    is_hollow = [score is None or level_of(score) is Level.MIDDLE for score in scores]
    fill = [SURFACE if hollow else _colour(score) for score, hollow in zip(scores, is_hollow, strict=True)]
    outline = [MUTED if hollow else SURFACE for hollow in is_hollow]
    return {
        "x": [score and round(score.score, 2) for score in scores],
        "hovertext": list(hover),
        "marker": {"color": fill, "line": {"color": outline}},
    }


def _colour(score: Score | None) -> str:
    return BAND if score is None else _COLOURS[level_of(score)]


def _bar(heights: Sequence[int], thickness: int, style: Mapping[str, Any], **trace: Any) -> Mark:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(heights),
        "width": thickness,
        "base": SCORE_MIN,
        "marker": {**style, "cornerradius": thickness, "line": {"width": 0}},
        "hoverinfo": "skip",
        "cliponaxis": False,
        **trace,
    }
