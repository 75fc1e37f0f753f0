"""The facets one under another, each a line between its poles with the person's score and band on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.chart import SCORE_HEADERS, Chart, Table, place, score_row, score_words
from quiz.charts.facets_drawing import draw_facets
from quiz.charts.marks import band_values, dot_values
from quiz.charts.prototype import prototype_of
from quiz.charts.theme import EMPHASIS, label
from quiz.instrument.instrument import SCORE_MID, Facet, Instrument, Level
from quiz.measurement.interpretation import level_of
from quiz.measurement.profile import Profile, Score

FacetScores = list[tuple[Facet, Score | None]]


def facets_figure(profile: Profile, instrument: Instrument) -> Chart:
    """Every facet of the instrument; an unscored one says so in place of a dot."""
    scores = [(facet, profile.facets[facet.id]) for facet in instrument.facets]
    figure_json = prototype_of(instrument, draw_facets).filled(dict(_values(scores)))
    return Chart(
        id="facets",
        heading="Facet by facet",
        takeaway=_takeaway(scores),
        figure_json=figure_json,
        table=Table(
            caption="The facets in figures",
            headers=("Facet", *SCORE_HEADERS),
            rows=tuple(score_row(_row_name(facet), score) for facet, score in scores),
        ),
    )


def _row_name(facet: Facet) -> str:
    return f"{facet.name}: {facet.low_pole} to {facet.high_pole}"


def _takeaway(scores: FacetScores) -> str:
    scored = [(facet, score) for facet, score in scores if score]
    if not scored:
        return "No facet has enough answers to be scored."
    missing = len(scores) - len(scored)
    not_scored = f" Not scored for want of answers: {missing} of {len(scores)}." if missing else ""
    clear = [(facet, score) for facet, score in scored if level_of(score) is not Level.MIDDLE]
    if not clear:
        return f"No facet leans clearly either way: every band reaches the middle.{not_scored}"
    facet, score = max(clear, key=lambda pair: abs(pair[1].score - SCORE_MID))
    pole = facet.low_pole if score.score < SCORE_MID else facet.high_pole
    furthest = f"Furthest from the middle: “{pole}” ({place(score)})."
    return f"{furthest} {_how_many_lean(len(clear), len(scored))}{not_scored}"


def _how_many_lean(clear: int, scored: int) -> str:
    if clear == scored:
        return "Every facet that is scored leans clearly one way."
    verb = "leans" if clear == 1 else "lean"
    return f"{clear} of {scored} {verb} clearly; where the band reaches the middle, it is too close to call."


def _values(scores: FacetScores) -> Iterator[tuple[str, Any]]:
    yield "bands", band_values([score for _, score in scores])
    yield (
        "dots",
        dot_values([score for _, score in scores], [_hover(facet, score) for facet, score in scores]),
    )
    for facet, score in scores:
        if score is None:
            yield f"{facet.id} unscored", {"visible": True}
        elif (level := level_of(score)) is not Level.MIDDLE:
            yield f"{facet.id} {level}", {"font": EMPHASIS}


def _hover(facet: Facet, score: Score | None) -> str:
    return f"{label(facet.name)}: {score_words(score)}" if score else ""
