"""Words that all figures of a team share. Its numbers are rounded already, in the picture itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quiz.charts.chart import Bar, points
from quiz.charts.theme import BAND, POINT, SURFACE
from quiz.measurement.instrument import SCORE_MAX, SCORE_MIN, Domain, Facet
from quiz.measurement.team import GroupScore, has_moved


def spread_bar(score: GroupScore) -> Bar:
    """The mean with one standard deviation to each side, cut at the ends of the line."""
    return Bar(score.mean, max(SCORE_MIN, score.mean - score.sd), min(SCORE_MAX, score.mean + score.sd))


def spread_values(scores: Sequence[GroupScore | None]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What fills the bars and the dots of these scores; None leaves its line empty."""
    bars = [score and spread_bar(score) for score in scores]
    band_values = {
        "base": [bar and bar.low for bar in bars],
        "x": [bar and bar.high - bar.low for bar in bars],
        "marker": {"color": BAND},
    }
    dot_values = {
        "x": [score and score.mean for score in scores],
        "marker": {"color": POINT, "line": {"color": SURFACE}},
    }
    return band_values, dot_values


def mean_region(x: GroupScore, y: GroupScore) -> dict[str, float]:
    """The ellipse about a mean on the map: 1.96 standard errors each way."""
    half_x, half_y = 1.96 * x.standard_error, 1.96 * y.standard_error
    region = {"x0": x.mean - half_x, "x1": x.mean + half_x, "y0": y.mean - half_y, "y1": y.mean + half_y}
    return {side: round(at, 2) for side, at in region.items()}


def listed(names: Sequence[str]) -> str:
    """Names as one says them: A, B and C."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def error_words(score: GroupScore) -> str:
    return f"{points(score.mean)} ± {score.standard_error:.0f}"


def moved_words(part: Facet | Domain, earlier: GroupScore, later: GroupScore) -> str:
    """What may be said of the difference of two rounds' means."""
    if not has_moved(earlier, later):
        return "too close to tell"
    return f"moved towards “{part.high_pole if later.mean > earlier.mean else part.low_pole}”"


def leanings_words(part: Facet | Domain, score: GroupScore) -> str:
    """How many lean which way; a group that all lean alike is not told, it would place everybody."""
    if score.leanings is None:
        return "not shown: all are alike"
    low, middle, high = score.leanings.low, score.leanings.middle, score.leanings.high
    return f"{low} to “{part.low_pole}”, {middle} in between, {high} to “{part.high_pole}”"


def poles_words(part: Facet | Domain) -> str:
    return f"{part.name}: {part.low_pole} to {part.high_pole}"
