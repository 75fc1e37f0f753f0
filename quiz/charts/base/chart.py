"""Chart as the page needs it: a figure for the eye, and the same in words and as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.instrument.instrument import Domain, Facet
from quiz.measurement.interpretation import points, stated
from quiz.measurement.profile import Score


@dataclass(frozen=True)
class Bar:
    """A score with its band, all in points from 0 to 100, to be drawn without a script."""

    score: float
    low: float
    high: float


@dataclass(frozen=True)
class TableRow:
    """The row's name and figures; `bar` is None where there is nothing to draw, `second_bar` mostly so."""

    cells: tuple[str, ...]
    bar: Bar | None
    second_bar: Bar | None = None


@dataclass(frozen=True)
class Table:
    """The chart in figures. `headers` holds one more than a row has cells: the last one heads the bars."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Chart:
    """`figure_json` is a Plotly figure that may stand inside an HTML script element as it is."""

    id: str
    heading: str
    takeaway: str
    figure_json: str
    table: Table


SCORE_HEADERS = ("Score", "95 % band", "On 0 to 100")
NOT_SCORED = "not scored"

NO_BREAK = "\N{NO-BREAK SPACE}"


def score_row(name: str, score: Score | None) -> TableRow:
    """One score in figures, under SCORE_HEADERS."""
    if score is None:
        return TableRow((name, NOT_SCORED, "too few answers"), None)
    return TableRow((name, stated(score), band_words(score)), bar_of(score))


def scale_name(scale: Domain | Facet) -> str:
    return f"{scale.name}: {scale.low_pole} to {scale.high_pole}"


def bar_of(score: Score | None) -> Bar | None:
    """The score as a bar, to a tenth of a point."""
    return Bar(round(score.score, 1), round(score.low, 1), round(score.high, 1)) if score else None


def band_words(score: Score) -> str:
    return f"{points(score.low)} to {points(score.high)}"


def score_words(score: Score) -> str:
    return f"{stated(score)}, band {band_words(score)}"


def in_words(probability: float) -> str:
    """A probability of 0-1 as a percentage that never claims to be certain."""
    if probability >= 0.995:
        return f"over 99{NO_BREAK}%"
    return f"under 1{NO_BREAK}%" if probability < 0.01 else f"{100 * probability:.0f}{NO_BREAK}%"


def as_script_data(figure: Mapping[str, Any]) -> str:
    """JSON in which no text can end, or open anything inside, the script element around it."""
    text = _JSON.encode(figure)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
