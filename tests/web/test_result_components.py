"""A component that is kept and filled reads exactly as if its macro were called anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, get_template_attribute

from quiz.charts.base.chart import Bar, Chart, Table, TableRow
from quiz.web.page.pages import AnswerRow, ArchetypeRow, FacetSection
from quiz.web.results.components import archetype_html, chart_html, facet_html

HOSTILE = "<b>&\"'</script>"
BAR, OTHER_BAR = Bar(12.3, 0.0, 40.5), Bar(50.0, 45.5, 100.0)

FACET = FacetSection(
    id="remit",
    name=f"Remit {HOSTILE}",
    low_pole="mine",
    high_pole="ours",
    description="What it is",
    score_text=f"12 {HOSTILE}",
    bar=BAR,
    meaning="m",
    gain="g",
    cost="c",
    practice="p",
    answers=tuple(AnswerRow(n, f"Item {n} {HOSTILE}", f"Yes {HOSTILE}", f"{n} points") for n in (3, 7)),
)
ARCHETYPE = ArchetypeRow(f"A {HOSTILE}", "over 99 %", 100, "s", "g", f"c {HOSTILE}", is_named=True)
CHART = Chart(
    id="map",
    heading=f"Map {HOSTILE}",
    takeaway=f"There {HOSTILE}",
    figure_json='{"data":[1]}',
    table=Table(
        f"Caption {HOSTILE}",
        ("Measure", "Score", HOSTILE),
        (
            TableRow((f"Remit {HOSTILE}", "12", HOSTILE), BAR),
            TableRow(("Stage", "–"), None),
            TableRow(("Both", "1"), BAR, OTHER_BAR),
        ),
    ),
)

Draw = Callable[[Any], str]


@pytest.mark.parametrize(
    ("macro", "draw", "first", "changes"),
    [
        ("facet", facet_html, FACET, {"bar": OTHER_BAR, "score_text": "50"}),
        ("facet", facet_html, FACET, {"bar": None, "score_text": "not scored"}),
        ("facet", facet_html, FACET, {"meaning": "another", "practice": "another"}),
        ("facet", facet_html, FACET, {"answers": FACET.answers[:1]}),
        ("facet", facet_html, FACET, {"answers": (replace(FACET.answers[0], answer="No", pull_text="–"),)}),
        ("archetype", archetype_html, ARCHETYPE, {"percent": 0, "percent_text": HOSTILE}),
        ("archetype", archetype_html, ARCHETYPE, {"is_named": False}),
        ("archetype", archetype_html, ARCHETYPE, {"gain": "another"}),
        ("chart", chart_html, CHART, {"takeaway": "Elsewhere", "figure_json": '{"data":[2]}'}),
        ("chart", chart_html, CHART, {"table": replace(CHART.table, rows=CHART.table.rows[::-1])}),
        ("chart", chart_html, CHART, {"table": replace(CHART.table, headers=("Measure", "a", "b"))}),
        ("chart", chart_html, CHART, {"heading": "Another"}),
    ],
)
def test_a_kept_component_is_what_the_macro_makes(
    app: Flask, macro: str, draw: Draw, first: Any, changes: dict[str, Any]
) -> None:
    second = replace(first, **changes)
    with app.test_request_context():
        made = get_template_attribute(f"components/{macro}.html", macro)
        assert made(first) != made(second)
        for each in (first, second, first):
            assert draw(each) == made(each)
            assert HOSTILE not in draw(each)
