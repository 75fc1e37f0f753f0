"""The facets of a team: the mean with its spread, and how many lean which way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.chart import Chart, Table, TableRow, as_script_data, points
from quiz.charts.facets_drawing import BESIDE_LINE, LINE_AT, draw_facets, facet_rows
from quiz.charts.prototype import Figure, filled, prototype_of
from quiz.charts.team_marks import error_words, leanings_words, poles_words, spread_bar
from quiz.charts.theme import BAND, POINT, QUIET, SURFACE, label
from quiz.measurement.guide import clear_side
from quiz.measurement.instrument import SCORE_MAX, Facet, Instrument
from quiz.measurement.team import GroupScore, TeamPicture

HEADERS = ("Facet", "Mean and its error", "Spread (SD)", "Agreement, 0 to 1", "Leaning", "Mean and spread")
FacetScores = list[tuple[Facet, GroupScore]]


def team_facets_figure(picture: TeamPicture, instrument: Instrument) -> Chart:
    """Every facet with the team's mean and one SD to each side."""
    scores = [(facet, picture.facets[facet.id]) for facet in instrument.facets]
    figure = filled(prototype_of(instrument, draw_team_facets), dict(_values(scores)))
    return Chart(
        id="team-facets",
        heading="The facets as a team",
        takeaway=_takeaway(scores),
        figure_json=as_script_data(figure),
        table=Table("The facets in figures", HEADERS, tuple(_row(facet, score) for facet, score in scores)),
    )


def draw_team_facets(instrument: Instrument) -> Figure:
    """As a person's facets, with room for three counts at the end of each line's name."""
    figure = draw_facets(instrument)
    counts = [_counts(facet, top) for facet, top in facet_rows(instrument)]
    layout = figure["layout"]
    return {**figure, "layout": {**layout, "annotations": [*layout["annotations"], *counts]}}


def _counts(facet: Facet, top: int) -> dict[str, Any]:
    place = {
        "x": SCORE_MAX,
        "y": top + LINE_AT,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": BESIDE_LINE,
    }
    return {"name": f"{facet.id} counts", "text": "", **place, "font": QUIET}


def _values(scores: FacetScores) -> Iterator[tuple[str, Any]]:
    bars = [spread_bar(score) for _, score in scores]
    colours = [BAND] * len(bars)
    yield (
        "bands",
        {
            "base": [bar.low for bar in bars],
            "x": [bar.high - bar.low for bar in bars],
            "marker": {"color": colours},
        },
    )
    yield (
        "dots",
        {
            "x": [score.mean for _, score in scores],
            "hovertext": [_hover(facet, score) for facet, score in scores],
            "marker": {"color": POINT, "line": {"color": SURFACE}},
        },
    )
    for facet, score in scores:
        if score.leanings:
            low, middle, high = score.leanings.low, score.leanings.middle, score.leanings.high
            yield f"{facet.id} counts", {"text": f"{low} · {middle} · {high}"}


def _hover(facet: Facet, score: GroupScore) -> str:
    return f"{label(facet.name)}: mean {error_words(score)}, spread {score.sd:.0f}"


def _takeaway(scores: FacetScores) -> str:
    clear = [(facet, score) for facet, score in scores if clear_side(score)]
    meaning = "The bars show one standard deviation to each side; the three numbers, how many lean which way."
    if not clear:
        return f"On no facet does the team as a whole lean clearly one way. {meaning}"
    facet, score = max(clear, key=lambda pair: abs(pair[1].mean - 50))
    pole = facet.low_pole if clear_side(score) == "low" else facet.high_pole
    return f"As a whole the team leans furthest to “{pole}” (mean {points(score.mean)}). {meaning}"


def _row(facet: Facet, score: GroupScore) -> TableRow:
    figures = (error_words(score), f"{score.sd:.0f}", f"{score.agreement:.2f}", leanings_words(facet, score))
    return TableRow((poles_words(facet), *figures), spread_bar(score))
