"""Projection of the private result page for others: decided here for every field, and nowhere else.

Each field has the least extent from which on it is shown, or NEVER. A field without a decision is an error:
nothing becomes public because nobody thought of it (docs/adr/0012).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any

from quiz.charts.base.chart import Bar, Chart, Table, TableRow
from quiz.measurement.as_others_see import Extent
from quiz.web.page.pages import (
    AnswerRow,
    ArchetypeRow,
    FacetSection,
    MapView,
    NamedArchetype,
    ResultPage,
)

NEVER = None
Decision = Extent | None

HEADLINE, DOMAINS, FACETS = Extent.HEADLINE, Extent.DOMAINS, Extent.FACETS

DECISIONS: Mapping[type, Mapping[str, Decision]] = {
    ResultPage: {
        "title": NEVER,
        "sentence": NEVER,
        "certainty": NEVER,
        "summary": HEADLINE,
        "summary_certainty": HEADLINE,
        "named": HEADLINE,
        "edition_name": HEADLINE,
        "instrument_version": NEVER,
        "scoring_url": NEVER,
        "completed_on": NEVER,
        "map": DOMAINS,
        "charts": HEADLINE,  # which of them: CHARTS
        "archetypes": DOMAINS,
        "standing_out": NEVER,
        "facets": FACETS,
    },
    NamedArchetype: {"name": HEADLINE, "summary": HEADLINE},
    ArchetypeRow: {
        "name": DOMAINS,
        "percent_text": DOMAINS,
        "summary": DOMAINS,
        "gain": NEVER,
        "cost": NEVER,
        "is_named": DOMAINS,
        "sides": DOMAINS,
    },
    MapView: {"place": DOMAINS, "across": DOMAINS, "up": DOMAINS, "quarters": DOMAINS, "words": DOMAINS},
    FacetSection: {
        "id": FACETS,
        "name": FACETS,
        "low_pole": FACETS,
        "high_pole": FACETS,
        "description": FACETS,
        "word": NEVER,
        "score_text": FACETS,
        "bar": FACETS,
        "meaning": FACETS,
        "gain": NEVER,
        "cost": NEVER,
        "practice": NEVER,
        "answers": NEVER,
    },
    AnswerRow: {"number": NEVER, "text": NEVER, "answer": NEVER, "pull_text": NEVER},
    Chart: {
        "id": HEADLINE,
        "heading": HEADLINE,
        "takeaway": HEADLINE,
        "figure_json": HEADLINE,
        "table": HEADLINE,
    },
    Table: {"caption": HEADLINE, "headers": HEADLINE, "rows": HEADLINE},
    TableRow: {"cells": HEADLINE, "bar": HEADLINE, "second_bar": HEADLINE},
    Bar: {"score": HEADLINE, "low": HEADLINE, "high": HEADLINE},
}

CHARTS: Mapping[str, Extent] = {"headline": HEADLINE, "map": DOMAINS, "facets": FACETS}
"""A chart shows a whole extent at once."""


def projected(value: Any, extent: Extent) -> Any:
    """The value with no more than this extent shows. Raises KeyError for what was never decided."""
    if isinstance(value, tuple):
        return tuple(projected(each, extent) for each in value if _is_shown(each, extent))
    if not is_dataclass(value):
        return value
    decisions = DECISIONS[type(value)]
    shown = {
        field.name: projected(getattr(value, field.name), extent)
        for field in fields(value)
        if (least := decisions[field.name]) is not NEVER and extent.includes(least)
    }
    return SimpleNamespace(**shown)


def _is_shown(value: Any, extent: Extent) -> bool:
    return not isinstance(value, Chart) or extent.includes(CHARTS[value.id])
