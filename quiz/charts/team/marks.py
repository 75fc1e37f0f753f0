"""Marks of a team: the strip of a facet, which shows no more than the picture tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quiz.charts.base.marks import Mark
from quiz.charts.base.theme import BAND, ENABLER, INK, QUIET, SEMIBOLD, SUPERSTAR, SURFACE, label
from quiz.charts.team.columns import Column
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Facet
from quiz.measurement.team import NOT_TOLD, Leanings, TeamPicture

STRIP, EDGE = 22, 4
"""Pixels: how thick a strip and its edge are."""

FITS = 0.08
"""Of all people: a number needs that much of a small phone's strip. A smaller one stands with its pole."""

COLOURS = (SUPERSTAR, BAND, ENABLER)
UNTOLD = "how the others lean is not told"


def strips(column: Column, down: int, ending: str) -> list[Mark]:
    """Three pieces a row, from the low pole's to the high pole's, at that height below where marks begin.

    A team fills "strips …" and "edges …".
    """
    number = {"color": INK, "size": 14, "weight": SEMIBOLD}
    pieces = _pieces_of(column, down, STRIP) | {
        "name": f"strips {ending}",
        "text": [],
        "hoverinfo": "text",
        "hovertext": [],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": number,
        "textangle": 0,
        "constraintext": "none",
    }
    pieces["marker"] = {**pieces["marker"], "opacity": 0.3}
    edges = _pieces_of(column, down + (STRIP - EDGE) // 2, EDGE)
    return [pieces, {**edges, "name": f"edges {ending}"}]


def no_strip(facet: Facet, at: int, column: Column, name: str) -> dict[str, Any]:
    """The words in place of a strip; a team makes them visible."""
    place = {"xref": f"x{column.suffix}", "yref": f"y{column.suffix}", "x": SCORE_MID, "y": at}
    return {"name": f"{facet.id} {name}", "text": NOT_TOLD, "visible": False, "font": QUIET, **place}


def strip_values(facets: Sequence[Facet], picture: TeamPicture, ending: str) -> Iterator[tuple[str, Any]]:
    """What fills the strips of these facets; one that the picture does not have stays empty."""
    pieces = [piece for facet in facets for piece in _pieces(facet, picture)]
    lengths = {"base": [base for base, *_ in pieces], "x": [length for _, length, *_ in pieces]}
    told = {"text": [text for *_, text, _ in pieces], "hovertext": [each for *_, each in pieces]}
    yield f"strips {ending}", {**lengths, **told}
    yield f"edges {ending}", lengths


def is_told(facet: Facet, picture: TeamPicture) -> bool:
    return picture.facets.get(facet.id, Leanings(0, 0)) != Leanings(0, 0)


def is_inside(count: int, n: int) -> bool:
    return count >= FITS * n


def number(count: int, picture: TeamPicture) -> str:
    """A figure where there is no room for words."""
    if count == 0:
        return ""
    return f"≈{count}" if picture.is_later else f"{count}+"


def key(picture: TeamPicture) -> str:
    """How the numbers are to be read."""
    if picture.is_later:
        return "“≈2” is about two people. A change of fewer than three people is never told."
    return "“2+” is at least two people. How the others lean is not told."


def _pieces_of(column: Column, down: int, thickness: int) -> Mark:
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


def _pieces(facet: Facet, picture: TeamPicture) -> Iterator[tuple[float | None, float | None, str, str]]:
    """Each piece: beginning and length in per cent, its number if that fits, what pointing at it says."""
    if not is_told(facet, picture):
        yield from [(None, None, "", "")] * len(COLOURS)
        return
    told, n = picture.facets[facet.id], picture.n
    high_from = max(told.low, n - told.high)  # about so many and about so many may be more than all
    yield _piece(0, told.low, n, *_told_of(told.low, facet.low_pole, picture))
    yield _piece(told.low, high_from, n, "", UNTOLD)
    yield _piece(high_from, n, n, *_told_of(told.high, facet.high_pole, picture))


def _piece(begin: int, end: int, n: int, text: str, words: str) -> tuple[float, float, str, str]:
    share = (SCORE_MAX - SCORE_MIN) / n
    return round(begin * share, 2), round((end - begin) * share, 2), text, words


def _told_of(count: int, pole: str, picture: TeamPicture) -> tuple[str, str]:
    if count == 0:
        return "", ""
    text = number(count, picture) if is_inside(count, picture.n) else ""
    return text, f"{picture.in_words(count)} of {picture.n} lean to “{label(pole)}”"
