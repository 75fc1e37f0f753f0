"""Facets one under another, each a line between its poles with the person's score and band on it.

Upright positions are pixels from the top, so that rows keep their height at any width. On a narrow screen the
poles stand under the ends of their line, on a wide one beside them: `meta.wide` tells the browser how.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import SCORE_HEADERS, Chart, Table, scale_name, score_row, score_words
from quiz.charts.base.marks import bands, dots, line_values, tracks
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import (
    EMPHASIS,
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
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Facet, Instrument, Level
from quiz.measurement.interpretation import level_of, stated
from quiz.measurement.profile import Profile, Score

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
FacetScores = list[tuple[Facet, Score | None]]


def facets_figure(profile: Profile, instrument: Instrument) -> Chart:
    """Every facet of the instrument; an unscored one says so in place of a dot."""
    scores = [(facet, profile.facets[facet.id]) for facet in instrument.facets]
    figure_json = prototype_of(instrument, draw_facets).filled(dict(_values(scores)))
    return Chart(
        id="facets",
        heading="Theme by theme",
        takeaway=_takeaway(scores),
        figure_json=figure_json,
        table=Table(
            caption="The themes in figures",
            headers=("Theme", *SCORE_HEADERS),
            rows=tuple(score_row(scale_name(facet), score) for facet, score in scores),
        ),
    )


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


def facet_lines(instrument: Instrument) -> Rows:
    """Each facet with the height of its line, in pixels from the top."""
    return [(facet, top + LINE_AT) for facet, top in _tops(instrument)[1]]


def _takeaway(scores: FacetScores) -> str:
    scored = [(facet, score) for facet, score in scores if score]
    if not scored:
        return "No theme has enough answers to be scored."
    missing = len(scores) - len(scored)
    not_scored = f" Not scored for want of answers: {missing} of {len(scores)}." if missing else ""
    clear = [(facet, score) for facet, score in scored if _is_clear(score)]
    by_words = any(score.word for _, score in scored)
    if not clear:
        why = "" if by_words else ": every band reaches the middle"
        return f"No theme leans clearly either way{why}.{not_scored}"
    facet, score = max(clear, key=lambda pair: abs(pair[1].score - SCORE_MID))
    pole = facet.pole("low" if score.score < SCORE_MID else "high")
    furthest = f"Furthest from the middle: “{pole}” ({stated(score)})."
    return f"{furthest} {_how_many_lean(len(clear), len(scored), by_words=by_words)}{not_scored}"


def _is_clear(score: Score) -> bool:
    """By its word, which the page says beside it; what has none, as others see it, by its band."""
    return score.word.is_clear if score.word else level_of(score) is not Level.MIDDLE


def _how_many_lean(clear: int, scored: int, *, by_words: bool) -> str:
    if clear == scored:
        return "Every theme that is scored leans clearly one way."
    verb = "leans" if clear == 1 else "lean"
    others = (
        "of the others less is sure"
        if by_words
        else "where the band reaches the middle, it is too close to call"
    )
    return f"{clear} of {scored} {verb} clearly; {others}."


def _values(scores: FacetScores) -> Iterator[tuple[str, Any]]:
    hover = [f"{label(facet.name)}: {score_words(score)}" if score else "" for facet, score in scores]
    yield from line_values([score for _, score in scores], hover)
    for facet, score in scores:
        if score is None:
            yield f"{facet.id} unscored", {"visible": True}
        elif (level := level_of(score)) is not Level.MIDDLE:
            yield f"{facet.id} {level}", {"font": EMPHASIS}


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
    above = {"yanchor": "bottom", "yshift": BESIDE_LINE, "font": {"weight": SEMIBOLD}}
    yield {**line, **above, "text": label(facet.name), "x": SCORE_MIN, "xanchor": "left"}
    below = {"yanchor": "top", "yshift": -BESIDE_LINE, "font": {"color": MUTED}, "bgcolor": SURFACE}
    for at, anchor, side, pole in (
        (0, "left", "low", facet.low_pole),
        (100, "right", "high", facet.high_pole),
    ):
        named = {"name": f"{facet.id} {side}", "text": label(pole, POLE_WIDTH), "align": anchor}
        yield {**line, **below, **named, "x": at, "xanchor": anchor}
    unscored = {"name": f"{facet.id} unscored", "text": "not scored: too few answers", "visible": False}
    yield {**line, **unscored, "x": SCORE_MID, "bgcolor": SURFACE, "borderpad": 4, "font": QUIET}
