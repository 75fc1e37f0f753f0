"""A component that is kept and filled reads exactly as if its macro were called anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, get_template_attribute
from markupsafe import Markup

from quiz.charts.base.chart import Bar, Chart, Table, TableRow
from quiz.web.page.pages import AnswerRow, ArchetypeRow, FacetSection, MapView
from quiz.web.results.components import archetype_html, chart_html, facet_html, map_html, outstanding_html

HOSTILE = "<b>&\"'</script>"
BAR, OTHER_BAR = Bar(12.3, 0.0, 40.5), Bar(50.0, 45.5, 100.0)

FACET = FacetSection(
    id="remit",
    name=f"Remit {HOSTILE}",
    low_pole="mine",
    high_pole="ours",
    description="What it is",
    word="clearly “ours”",
    score_text=f"12 {HOSTILE}",
    bar=BAR,
    meaning="m",
    gain="g",
    cost="c",
    practice="p",
    answers=tuple(AnswerRow(n, f"Item {n} {HOSTILE}", f"Yes {HOSTILE}", f"{n} points") for n in (3, 7)),
)
ARCHETYPE = ArchetypeRow(
    f"A {HOSTILE}", "over 99 %", "s", "g", f"c {HOSTILE}", is_named=True, sides=("low", "high")
)
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

MAP = MapView(Markup("<circle/>"), ("mine", HOSTILE), ("seen", "done"), 4 * (ARCHETYPE,), f"There {HOSTILE}")

Draw = Callable[[Any], str]


def told(section: FacetSection) -> str:
    return facet_html(section, is_told=True)


def untold(section: FacetSection) -> str:
    return facet_html(section, is_told=False)


def first(section: FacetSection) -> str:
    return outstanding_html(section, is_first=True, calendar=HOSTILE)


def later(section: FacetSection) -> str:
    return outstanding_html(section, is_first=False, calendar=HOSTILE)


def answers_of(section: FacetSection) -> str:
    answer = get_template_attribute("components/facet.html", "answer")
    return Markup("").join(map(answer, section.answers))


@pytest.mark.parametrize(
    ("macro", "draw", "given", "changes"),
    [
        ("facet", told, FACET, {"bar": OTHER_BAR, "score_text": "50"}),
        ("facet", untold, FACET, {"bar": None, "score_text": "not scored"}),
        ("facet", untold, FACET, {"meaning": "another", "practice": "another"}),
        ("facet", untold, FACET, {"answers": FACET.answers[:1]}),
        ("facet", untold, FACET, {"answers": (replace(FACET.answers[0], answer="No", pull_text="–"),)}),
        ("outstanding", first, FACET, {"meaning": "another", "practice": "another"}),
        ("outstanding", later, FACET, {"word": "clearly “mine”"}),
        ("map", map_html, MAP, {"words": "Elsewhere", "place": Markup("<path/>")}),
        ("map", map_html, MAP, {"quarters": (replace(ARCHETYPE, is_named=False), *3 * (ARCHETYPE,))}),
        ("archetype", archetype_html, ARCHETYPE, {"percent_text": HOSTILE}),
        ("archetype", archetype_html, ARCHETYPE, {"is_named": False}),
        ("archetype", archetype_html, ARCHETYPE, {"gain": "another"}),
        ("chart", chart_html, CHART, {"takeaway": "Elsewhere", "figure_json": '{"data":[2]}'}),
        ("chart", chart_html, CHART, {"table": replace(CHART.table, rows=CHART.table.rows[::-1])}),
        ("chart", chart_html, CHART, {"table": replace(CHART.table, headers=("Measure", "a", "b"))}),
        ("chart", chart_html, CHART, {"heading": "Another"}),
    ],
)
def test_a_kept_component_is_what_the_macro_makes(
    app: Flask, macro: str, draw: Draw, given: Any, changes: dict[str, Any]
) -> None:
    changed = replace(given, **changes)
    with app.test_request_context():
        assert made_anew(macro, draw, given) != made_anew(macro, draw, changed)
        for each in (given, changed, given):
            assert draw(each) == made_anew(macro, draw, each)
            assert HOSTILE not in draw(each)


def made_anew(macro: str, draw: Draw, given: Any) -> str:
    """What the macro says without anything that is kept."""
    components = {"facet": "facet_around", "map": "map_figure"}
    file = "facet" if macro == "outstanding" else macro
    make = get_template_attribute(f"components/{file}.html", components.get(macro, macro))
    if macro == "facet":
        return str(make(given, answers_of(given), draw is told))
    if macro == "outstanding":
        return str(make(given, draw is first, HOSTILE))
    return str(make(given))
