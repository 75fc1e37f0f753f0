"""Marks on a line from 0 to 100: its track, the confidence band, and the dot; drawn empty, then filled.

A filled dot leans clearly to its side and takes that pole's colour; a hollow one is too close to the middle
to call, so nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


def dots(heights: Sequence[int], size: int) -> Mark:
    """The scores. The size is in pixels."""
    style = {"size": size, "color": SURFACE, "opacity": 1, "line": {"width": 2.5, "color": MUTED}}
    return pointed("dots", style, x=[SCORE_MID] * len(heights), y=list(heights))


def twice(lines: Sequence[int], offset: int, thickness: int, size: int) -> tuple[list[Mark], list[Mark]]:
    """Bands, and dots, of two profiles, one above each line and one below: the second has diamonds."""
    above, below = [line - offset for line in lines], [line + offset for line in lines]
    diamonds = dots(below, size)
    diamonds |= {"name": "dots second", "marker": {**diamonds["marker"], "symbol": "diamond"}}
    second_bands = {**bands(below, thickness), "name": "bands second"}
    return [bands(above, thickness), second_bands], [dots(above, size), diamonds]


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


def line_values(scores: Scores, hover: Sequence[str], which: str = "") -> Iterator[tuple[str, Mark]]:
    """What fills bands and dots, or with " second" those of the second of two profiles."""
    is_hollow = [score is None or level_of(score) is Level.MIDDLE for score in scores]
    colours = [BAND if score is None else _COLOURS[level_of(score)] for score in scores]
    fill = [SURFACE if hollow else colour for colour, hollow in zip(colours, is_hollow, strict=True)]
    outline = [MUTED if hollow else SURFACE for hollow in is_hollow]
    lengths = [score and round(score.high - score.low, 2) for score in scores]
    starts = [score and round(score.low, 2) for score in scores]
    yield f"bands{which}", {"base": starts, "x": lengths, "marker": {"color": colours}}
    style = {"color": fill, "line": {"color": outline}}
    at = [score and round(score.score, 2) for score in scores]
    yield f"dots{which}", {"x": at, "hovertext": list(hover), "marker": style}


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
