"""Headline as one spectrum between its two poles, with the person's score and band."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import (
    SCORE_HEADERS,
    Chart,
    Table,
    band_words,
    score_row,
    score_words,
)
from quiz.charts.base.marks import bands, dots, line_values, tracks
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import (
    EMPHASIS,
    ENABLER,
    FROM_0_TO_100,
    MODE_BAR_HEIGHT,
    QUIET,
    SEMIBOLD,
    SUPERSTAR,
    SURFACE,
    TEMPLATE,
    label,
)
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Instrument, Level
from quiz.measurement.interpretation import level_of, points, stated
from quiz.measurement.profile import Profile, Score

HEIGHT, LINE_AT, POLES_AT = 96, 44, 66
"""Pixels: of the plot, and from its top to the line and to the poles' names."""


def headline_figure(profile: Profile, instrument: Instrument) -> Chart | None:
    """The spectrum, or None when the headline is unscored."""
    score = profile.headline
    if score is None:
        return None
    spectrum = instrument.headline
    name = f"{spectrum.low_pole} to {spectrum.high_pole}"
    return Chart(
        id="headline",
        heading=f"From {name}",
        takeaway=_takeaway(score, instrument),
        figure_json=prototype_of(instrument, draw_headline).filled(dict(_values(score, name))),
        table=Table("The headline in figures", ("Measure", *SCORE_HEADERS), (score_row(name, score),)),
    )


def draw_headline(instrument: Instrument) -> Figure:
    """The prototype; a person fills "bands", "dots", "score" and "low" or "high"."""
    return {
        "data": [tracks([LINE_AT], 5), bands([LINE_AT], 22), _ends(), dots([LINE_AT], 19)],
        "layout": {
            "template": TEMPLATE,
            "height": HEIGHT + MODE_BAR_HEIGHT,
            "margin": {"l": 24, "r": 24, "t": MODE_BAR_HEIGHT, "b": 0, "pad": 0},
            "xaxis": FROM_0_TO_100,
            "yaxis": {**FROM_0_TO_100, "range": [HEIGHT, 0]},
            "annotations": list(_labels(instrument)),
        },
    }


def _takeaway(score: Score, instrument: Instrument) -> str:
    at = f"{stated(score)} on the line from 0 to 100"
    if score.df == 0:
        return f"At {at}, but so few answers cannot say how far that may be off."
    level = level_of(score)
    if level is Level.MIDDLE:
        return f"At {at}, too close to the middle to call: the band runs from {band_words(score)}."
    pole = instrument.headline.low_pole if level is Level.LOW else instrument.headline.high_pole
    return f"On the {pole} side, at {at}; the whole band, {band_words(score)}, lies on that side."


def _values(score: Score, name: str) -> Iterator[tuple[str, Any]]:
    yield from line_values([score], [f"{label(name)}: {score_words(score)}"])
    yield "score", {"x": round(score.score, 2), "text": points(score.score)}
    if (level := level_of(score)) is not Level.MIDDLE:
        yield str(level), {"font": EMPHASIS}


def _ends() -> dict[str, Any]:
    """A star and a diamond at the ends: the poles' colours, and told apart without them."""
    style = {"symbol": ["star", "diamond"], "size": 17, "color": [SUPERSTAR, ENABLER], "opacity": 1}
    marker = {**style, "line": {"width": 2, "color": SURFACE}}
    at = {"x": [SCORE_MIN, SCORE_MAX], "y": [LINE_AT, LINE_AT], "cliponaxis": False}
    return {"type": "scatter", "mode": "markers", **at, "marker": marker, "hoverinfo": "skip"}


def _labels(instrument: Instrument) -> Iterator[dict[str, Any]]:
    yield {"x": SCORE_MID, "y": POLES_AT, "yanchor": "top", "text": "50", "font": QUIET}
    ends = (
        ("low", SCORE_MIN, "left", -10, instrument.headline.low_pole),
        ("high", SCORE_MAX, "right", 10, instrument.headline.high_pole),
    )
    below = {"y": POLES_AT, "yanchor": "top", "font": {"size": 15, "weight": SEMIBOLD}}
    for name, at, anchor, shift, pole in ends:
        text = {"name": name, "text": label(pole, 18), "align": anchor}
        yield {**below, **text, "x": at, "xanchor": anchor, "xshift": shift}
    above = {"x": SCORE_MID, "y": LINE_AT - 14, "yanchor": "bottom"}
    yield {"name": "score", "text": "", **above, "font": {"size": 20, "weight": SEMIBOLD}}
