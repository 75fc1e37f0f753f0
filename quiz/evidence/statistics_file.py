"""Statistics file: an instrument's figures as a document for JSON, a table for CSV, and rows to be read.

See docs/measurement.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import Any, Final

from quiz.evidence.figures import (
    EditionStatistics,
    Figure,
    ItemStatistics,
    ScaleStatistics,
    ShareStatistics,
)
from quiz.measurement.csv_text import csv_for_programs, table_rows
from quiz.measurement.posterior import DOMAIN, GENERAL, OWN, VARIANCE

STATISTICS_FORMAT: Final = "limelight-statistics/1"

STATISTICS_COLUMNS: Final = (
    *("instrument", "version", "sha256", "edition", "respondents"),
    *("record", "id", "facet", "items", "n", "complete", "not_answered"),
    *("mean", "sd", "item_rest", "reliability", "reliability_low", "reliability_high", "omega", "sem"),
    *("option_counts", "flags", "absent"),
)


SCALE_HEADERS = ("scale", "items", "n", "mean", "SD", "reliability", "95 % interval", "omega", "SEM")
ITEM_HEADERS = ("item", "n", "not answered", "mean", "SD", "item-rest", "worth a second look")

SHARE_HEADERS = ("facets’ true scores vary", "here", "as results take it")


def statistics_document(editions: Iterable[EditionStatistics]) -> dict[str, Any]:
    """For JSON: numbers in full precision; a figure that is missing is an object that says why."""
    return {
        "format": STATISTICS_FORMAT,
        "editions": [
            {
                **_about(edition),
                "scales": [_record(scale) for scale in edition.scales],
                "items": [_record(item) for item in edition.items],
                "shares": _record(edition.shares),
            }
            for edition in editions
        ],
    }


def statistics_csv(editions: Iterable[EditionStatistics]) -> str:
    """RFC 4180 text with STATISTICS_COLUMNS: a row a scale and a row an item.

    A figure that is missing is an empty cell; `absent` then has its name and why.
    """
    rows: list[dict[str, Any]] = []
    for edition in editions:
        parts: tuple[ScaleStatistics | ItemStatistics, ...] = (*edition.scales, *edition.items)
        rows += (_about(edition) | _row(part) for part in parts)
    return csv_for_programs(table_rows(STATISTICS_COLUMNS, rows))


def scale_name(scale: ScaleStatistics) -> str:
    return scale.id if scale.kind == "headline" else f"{scale.kind} {scale.id}"


def scale_row(scale: ScaleStatistics) -> tuple[str, ...]:
    low, high = _text(scale.reliability_low, ".2f"), _text(scale.reliability_high, ".2f")
    interval = low if low == high else f"{low} to {high}"
    return (
        scale_name(scale),
        str(scale.items),
        f"{scale.scored:,}",
        _text(scale.mean, ".1f"),
        _text(scale.sd, ".1f"),
        _text(scale.reliability, ".2f"),
        interval,
        _text(scale.omega, ".2f"),
        _text(scale.sem, ".1f"),
    )


def item_row(item: ItemStatistics) -> tuple[str, ...]:
    return (
        item.id,
        f"{item.answered:,}",
        f"{item.not_answered:,}",
        _text(item.mean, ".1f"),
        _text(item.sd, ".1f"),
        _text(item.item_rest, ".2f"),
        "; ".join(item.flags),
    )


def share_rows(shares: ShareStatistics) -> tuple[tuple[str, str, str], ...]:
    """What was found here beside what every result is worked out with."""
    return (
        ("all together", _text(shares.general, ".2f"), f"{GENERAL:.2f}"),
        ("with their domain", _text(shares.domain, ".2f"), f"{DOMAIN:.2f}"),
        ("each by itself", _text(shares.own, ".2f"), f"{OWN:.2f}"),
        ("by an SD of", _text(shares.sd, ".1f"), f"{sqrt(VARIANCE):.1f}"),
    )


def _about(edition: EditionStatistics) -> dict[str, Any]:
    return {
        "instrument": edition.instrument_id,
        "version": edition.version,
        "sha256": edition.sha256,
        "edition": edition.edition,
        "respondents": edition.respondents,
    }


def _record(part: ScaleStatistics | ItemStatistics | ShareStatistics) -> dict[str, Any]:
    return {name: _json(value) for name, value in vars(part).items()}


def _json(value: Any) -> Any:
    if isinstance(value, Figure):
        return value.value if value.absent is None else {"absent": value.absent.value}
    return [_json(each) for each in value] if isinstance(value, tuple) else value


def _row(part: ScaleStatistics | ItemStatistics) -> dict[str, Any]:
    figures = {name: value for name, value in vars(part).items() if isinstance(value, Figure)}
    row: dict[str, Any] = {name: figure.value for name, figure in figures.items()}
    row["absent"] = "; ".join(f"{name}: {figure.absent}" for name, figure in figures.items() if figure.absent)
    if isinstance(part, ScaleStatistics):
        return row | {
            "record": part.kind,
            "id": part.id,
            "items": part.items,
            "n": part.scored,
            "complete": part.complete,
        }
    return row | {
        "record": "item",
        "id": part.id,
        "facet": part.facet,
        "n": part.answered,
        "not_answered": part.not_answered,
        "option_counts": " ".join(map(str, part.option_counts)),
        "flags": "; ".join(part.flags),
    }


def _text(figure: Figure, form: str) -> str:
    return str(figure.absent) if figure.value is None else format(figure.value, form)
