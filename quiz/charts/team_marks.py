"""Words that all figures of a team share. Its numbers are rounded already, in the picture itself."""

from __future__ import annotations

from quiz.charts.chart import Bar, points
from quiz.measurement.instrument import SCORE_MAX, SCORE_MIN, Facet
from quiz.measurement.team import GroupScore


def spread_bar(score: GroupScore) -> Bar:
    """The mean with one standard deviation to each side, cut at the ends of the line."""
    return Bar(score.mean, max(SCORE_MIN, score.mean - score.sd), min(SCORE_MAX, score.mean + score.sd))


def error_words(score: GroupScore) -> str:
    return f"{points(score.mean)} ± {score.standard_error:.0f}"


def leanings_words(facet: Facet, score: GroupScore) -> str:
    """How many lean which way; a group that all lean alike is not told, it would place everybody."""
    if score.leanings is None:
        return "not shown: all are alike"
    low, middle, high = score.leanings.low, score.leanings.middle, score.leanings.high
    return f"{low} to “{facet.low_pole}”, {middle} in between, {high} to “{facet.high_pole}”"


def poles_words(facet: Facet) -> str:
    return f"{facet.name}: {facet.low_pole} to {facet.high_pole}"
