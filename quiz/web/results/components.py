"""The components of the result page as HTML, each rendered once for all that is the same in it.

The macros of templates/components are given slots where a person's figures and words go. A component is kept
under a key that names all else that was rendered into it (docs/adr/0004).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from flask import get_template_attribute
from markupsafe import Markup

from quiz.charts.base.chart import Bar, Chart, TableRow
from quiz.web.page.pages import AnswerRow, ArchetypeRow, FacetSection, MapView
from quiz.web.page.slots import SlottedPage, slot, slotted_page
from quiz.web.results.page import ANSWERS_KEPT

Component = TypeVar("Component")
Contents = dict[str, str]


def chart_html(chart: Chart) -> Markup:
    rows = chart.table.rows
    shape = tuple((row.cells[0], len(row.cells), row.bar is None, row.second_bar is None) for row in rows)
    key = (chart.id, chart.heading, chart.table.caption, chart.table.headers, shape)
    contents = {
        "takeaway": chart.takeaway,
        "figure_json": Markup(chart.figure_json),  # noqa: S704 - safe as it is made
    }
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells[1:], start=1):
            contents[f"cell {number} {column}"] = cell
        _fill_bar(contents, f"bar {number}", row.bar)
        _fill_bar(contents, f"second bar {number}", row.second_bar)
    return _kept("chart", key, lambda: _made("chart", "chart", _empty_chart(chart))).fill(contents)


def map_html(view: MapView) -> Markup:
    key = (view.across, view.up, tuple((row.name, row.is_named) for row in view.quarters))
    contents: Contents = {"place": view.place, "words": view.words}
    quarters = tuple(replace(row, percent_text=slot(row.name)) for row in view.quarters)
    contents |= {row.name: row.percent_text for row in view.quarters}
    empty = _with_slots(replace(view, quarters=quarters), "place", "words")
    return _kept("map", key, lambda: _made("map", "map_figure", empty)).fill(contents)


def archetype_html(row: ArchetypeRow) -> Markup:
    key = (row.name, row.summary, row.gain, row.cost, row.is_named)
    page = _kept("archetype", key, lambda: _made("archetype", "archetype", _with_slots(row, "percent_text")))
    return page.fill({"percent_text": row.percent_text})


def outstanding_html(section: FacetSection, *, is_first: bool, calendar: str) -> Markup:
    """`calendar` is a link that goes with what is to be tried first."""
    key = (section.id, section.word, section.meaning, is_first)
    page = _kept(
        "outstanding", key, lambda: _made("facet", "outstanding", section, is_first, slot("calendar"))
    )
    return page.fill({"calendar": calendar} if is_first else {})


def facet_html(section: FacetSection, *, is_told: bool) -> Markup:
    """`is_told`: its text stands among what stands out, and is not said again."""
    names = (section.id, section.name, section.low_pole, section.high_pole, section.description)
    contents: Contents = {
        "score_text": section.score_text,
        "answers": Markup("").join(map(_answer_html, section.answers)),
    }
    _fill_bar(contents, "bar", section.bar)
    key = (names, section.word, section.meaning, section.bar is None, is_told)
    return _kept("facet", key, lambda: _facet_around(section, is_told=is_told)).fill(contents)


@lru_cache(maxsize=ANSWERS_KEPT)
def _answer_html(row: AnswerRow) -> Markup:
    return _made("facet", "answer", row)


def _facet_around(section: FacetSection, *, is_told: bool) -> Markup:
    empty = _with_slots(replace(section, bar=_empty_bar(section.bar, "bar")), "score_text")
    return _made("facet", "facet_around", empty, slot("answers"), is_told)


def _kept(component: str, key: Hashable, make: Callable[[], str]) -> SlottedPage:
    return slotted_page((component, key), make)


def _made(component: str, macro: str, *given: object) -> Markup:
    """HTML that one of the component's macros makes of what it is given."""
    made: Markup = get_template_attribute(f"components/{component}.html", macro)(*given)
    return made


def _empty_chart(chart: Chart) -> Chart:
    rows = tuple(_empty_row(row, number) for number, row in enumerate(chart.table.rows))
    return _with_slots(replace(chart, table=replace(chart.table, rows=rows)), "takeaway", "figure_json")


def _empty_row(row: TableRow, number: int) -> TableRow:
    cells = (slot(f"cell {number} {column}") for column in range(1, len(row.cells)))
    return TableRow(
        cells=(row.cells[0], *cells),
        bar=_empty_bar(row.bar, f"bar {number}"),
        second_bar=_empty_bar(row.second_bar, f"second bar {number}"),
    )


def _empty_bar(bar: Bar | None, name: str) -> Bar | None:
    return bar and _with_slots(bar, "score", "low", "high", prefix=f"{name} ")


def _fill_bar(contents: Contents, name: str, bar: Bar | None) -> None:
    if bar is not None:
        contents[f"{name} score"] = str(bar.score)
        contents[f"{name} low"] = str(bar.low)
        contents[f"{name} high"] = str(bar.high)


def _with_slots(component: Component, *names: str, prefix: str = "") -> Component:
    slots: dict[str, Any] = {name: slot(f"{prefix}{name}") for name in names}
    replaced: Component = replace(component, **slots)  # type: ignore[type-var]
    return replaced
