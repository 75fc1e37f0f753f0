"""The facets of a team: how many lean which way, with the mean, its spread and the agreement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.chart import Chart, Table, TableRow, points
from quiz.charts.marks import Mark, bands, dots, tracks
from quiz.charts.prototype import Figure, prototype_of
from quiz.charts.team_columns import Column, columns, draw_columns, middles, pole
from quiz.charts.team_marks import error_words, leanings_words, poles_words, spread_bar, spread_values
from quiz.charts.theme import BAND, ENABLER, INK, QUIET, SEMIBOLD, SUPERSTAR, SURFACE, label
from quiz.measurement.guide import clear_side
from quiz.measurement.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Facet, Instrument
from quiz.measurement.team import GroupScore, Leanings, TeamPicture

LINE_AT, STRIP_AT, MARKS_HEIGHT = 11, 33, 50
STRIP, EDGE = 22, 4
"""Pixels from where a row's marks begin, and how thick its strip and the strip's edge are."""

FITS = 0.08
"""Of all people: a number needs that much of a small phone's strip. A smaller one stands with its pole."""

COLOURS = (SUPERSTAR, BAND, ENABLER)
HEADERS = ("Facet", "Mean and its error", "Spread (SD)", "Agreement, 0 to 1", "Leaning", "Mean and spread")
KEY = (
    "Strips count who leans to which end, grey to neither. "
    "Dots are means, with one standard deviation to each side."
)
FacetScores = list[tuple[Facet, GroupScore]]


def team_facets_figure(picture: TeamPicture, instrument: Instrument) -> Chart:
    """Every facet with its strip, and above it the team's mean and one SD to each side."""
    scores = [(facet, picture.facets[facet.id]) for facet in instrument.facets]
    figure_json = prototype_of(instrument, draw_team_facets).filled(dict(_values(picture, instrument)))
    return Chart(
        id="team-facets",
        heading="The facets as a team",
        takeaway=_takeaway(scores),
        figure_json=figure_json,
        table=Table("The facets in figures", HEADERS, tuple(_row(facet, score) for facet, score in scores)),
    )


def draw_team_facets(instrument: Instrument) -> Figure:
    """The prototype; a team fills by domain id "bands …", "dots …", "strips …" and "edges …", and by facet id
    "… figures", "… short", "… words", "… low" and "… high".
    """
    return draw_columns(instrument, MARKS_HEIGHT, _marks)


def _marks(column: Column) -> dict[str, list[Any]]:
    lines, domain_id = column.heights(LINE_AT), column.domain.id
    edge_at = STRIP_AT + (STRIP - EDGE) // 2
    number = {"color": INK, "size": 14, "weight": SEMIBOLD}
    strips = _strips(column, STRIP_AT, STRIP) | {
        "name": f"strips {domain_id}",
        "text": [],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": number,
        "hoverinfo": "text",
        "hovertext": [],
    }
    strips["marker"] = {**strips["marker"], "opacity": 0.3}
    return {
        "data": [
            tracks(lines, 2),
            middles(column, LINE_AT, 10),
            {**bands(lines, 10), "name": f"bands {domain_id}"},
            {**dots(lines, 14), "name": f"dots {domain_id}"},
            strips,
            {**_strips(column, edge_at, EDGE), "name": f"edges {domain_id}"},
        ],
        "annotations": [_words(facet, marks_at, column) for facet, marks_at in column.rows],
    }


def _strips(column: Column, down: int, thickness: int) -> Mark:
    """Three pieces a row, from the low pole's to the high pole's."""
    colours = [colour for _ in column.rows for colour in COLOURS]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [height for height in column.heights(down) for _ in COLOURS],
        "x": [],
        "base": [],
        "width": thickness,
        "marker": {"color": colours, "line": {"width": 2, "color": SURFACE}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _words(facet: Facet, marks_at: int, column: Column) -> dict[str, Any]:
    place = {
        "xref": f"x{column.suffix}",
        "yref": f"y{column.suffix}",
        "x": SCORE_MID,
        "y": marks_at + STRIP_AT,
    }
    text = {"name": f"{facet.id} words", "text": "all alike: no counts are shown", "visible": False}
    return {**text, **place, "font": QUIET}


def _values(picture: TeamPicture, instrument: Instrument) -> Iterator[tuple[str, Any]]:
    for column in columns(instrument, MARKS_HEIGHT):
        scores = [(facet, picture.facets[facet.id]) for facet, _ in column.rows]
        band_values, dot_values = spread_values([score for _, score in scores])
        yield f"bands {column.domain.id}", band_values
        hover = [f"{label(facet.name)}: {_hover(score)}" for facet, score in scores]
        yield f"dots {column.domain.id}", {**dot_values, "hovertext": hover}
        pieces = [piece for facet, score in scores for piece in _pieces(facet, score)]
        lengths = {"base": [base for base, *_ in pieces], "x": [length for _, length, *_ in pieces]}
        told = {"text": [text for *_, text, _ in pieces], "hovertext": [each for *_, each in pieces]}
        yield f"strips {column.domain.id}", {**lengths, **told}
        yield f"edges {column.domain.id}", lengths
        for facet, score in scores:
            yield from _label_values(facet, score)


def _pieces(facet: Facet, score: GroupScore) -> Iterator[tuple[float | None, float | None, str, str]]:
    """Each piece: beginning and length in per cent, its number if that fits, what pointing at it says."""
    if score.leanings is None:
        yield from [(None, None, "", "")] * len(COLOURS)
        return
    begun = 0
    for count, where, is_end in _counts(facet, score.leanings):
        share = (SCORE_MAX - SCORE_MIN) / score.n
        number = str(count) if _is_inside(count, score.n) or (count and not is_end) else ""
        yield round(begun * share, 2), round(count * share, 2), number, f"{count} of {score.n} lean {where}"
        begun += count


def _counts(facet: Facet, leanings: Leanings) -> tuple[tuple[int, str, bool], ...]:
    """How many, what they lean to, and whether that is a pole."""
    return (
        (leanings.low, f"to “{label(facet.low_pole)}”", True),
        (leanings.middle, "clearly to neither", False),
        (leanings.high, f"to “{label(facet.high_pole)}”", True),
    )


def _is_inside(count: int, n: int) -> bool:
    return count >= FITS * n


def _label_values(facet: Facet, score: GroupScore) -> Iterator[tuple[str, Any]]:
    agreement = f"agreement {score.agreement:.2f}"
    yield f"{facet.id} figures", {"text": f"mean {points(score.mean)} · {agreement} of 1"}
    yield f"{facet.id} short", {"text": agreement}
    if score.leanings is None:
        yield f"{facet.id} words", {"visible": True}
        return
    with_number = {"color": INK, "weight": SEMIBOLD}
    if not _is_inside(score.leanings.low, score.n):
        yield f"{facet.id} low", {"text": pole(f"{score.leanings.low} {facet.low_pole}"), "font": with_number}
    if not _is_inside(score.leanings.high, score.n):
        yield (
            f"{facet.id} high",
            {"text": pole(f"{facet.high_pole} {score.leanings.high}"), "font": with_number},
        )


def _hover(score: GroupScore) -> str:
    return f"mean {error_words(score)}, spread {score.sd:.0f}, agreement {score.agreement:.2f}"


def _takeaway(scores: FacetScores) -> str:
    clear = [(facet, score) for facet, score in scores if clear_side(score)]
    if not clear:
        return f"On no facet does the team as a whole lean clearly one way. {KEY}"
    facet, score = max(clear, key=lambda pair: abs(pair[1].mean - SCORE_MID))
    furthest = facet.low_pole if clear_side(score) == "low" else facet.high_pole
    return f"As a whole, the team leans furthest to “{furthest}” (mean {points(score.mean)}). {KEY}"


def _row(facet: Facet, score: GroupScore) -> TableRow:
    figures = (error_words(score), f"{score.sd:.0f}", f"{score.agreement:.2f}", leanings_words(facet, score))
    return TableRow((poles_words(facet), *figures), spread_bar(score))
