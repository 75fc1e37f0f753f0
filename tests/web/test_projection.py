"""What others see of a result is decided field by field; what was never decided fails."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from quiz.measurement.as_others_see import Extent
from quiz.web.page.pages import ResultPage
from quiz.web.results.page import Result, result_page
from quiz.web.sharing.projection import CHARTS, DECISIONS, NEVER, projected
from tests.builders import a_response_set, an_instrument
from tests.store.conftest import TODAY


def a_page(*, for_others: bool = False) -> ResultPage:
    result = Result.of(a_response_set(), an_instrument(), for_others=for_others)
    return result_page(result, TODAY)


def types_within(value: Any) -> set[type]:
    """Every dataclass that the value is made of."""
    if isinstance(value, tuple):
        return set().union(*map(types_within, value))
    if not dataclasses.is_dataclass(value):
        return set()
    parts = (getattr(value, field.name) for field in dataclasses.fields(value))
    return {type(value)}.union(*map(types_within, parts))


def test_every_field_of_the_private_page_has_a_decision():
    found = types_within(a_page())
    assert found <= set(DECISIONS)
    assert {ResultPage, *found} == set(DECISIONS)
    for kind, decisions in DECISIONS.items():
        assert set(decisions) == {field.name for field in dataclasses.fields(kind)}, kind


def test_a_field_that_nobody_decided_about_is_an_error(monkeypatch):
    unknown = dataclasses.make_dataclass("Unknown", ["secret"], frozen=True)
    with pytest.raises(KeyError):
        projected(unknown("x"), Extent.FACETS)
    monkeypatch.delitem(DECISIONS[ResultPage], "summary")
    with pytest.raises(KeyError, match="summary"):
        projected(a_page(), Extent.FACETS)


def test_every_chart_has_a_decision():
    shown = {chart.id for for_others in (False, True) for chart in a_page(for_others=for_others).charts}
    assert shown == set(CHARTS)


@pytest.mark.parametrize("extent", Extent)
def test_what_is_never_shown_is_nowhere_in_the_projection(extent):
    """Every private text is replaced by a mark of its own; none of the marks may come through."""
    marked, marks = planted(a_page())
    shown = repr(projected(marked, extent))
    allowed = {mark for mark, least in marks.items() if least is not NEVER and extent.includes(least)}
    seen = set(re.findall(r"mark-\d+", shown))
    assert seen <= allowed
    assert seen


def planted(value: Any) -> tuple[Any, dict[str, Any]]:
    """The value with each text replaced by a mark, and the strictest decision above each mark."""
    marks: dict[str, Any] = {}

    def plant(value: Any, least: Any) -> Any:
        if isinstance(value, str):
            mark = f"mark-{len(marks)}"
            marks[mark] = least
            return mark
        if isinstance(value, tuple):
            return tuple(plant(each, least) for each in value)
        if not dataclasses.is_dataclass(value):
            return value
        if type(value).__name__ == "Chart":
            least = stricter(least, CHARTS[value.id])
        changes = {
            field.name: plant(getattr(value, field.name), stricter(least, DECISIONS[type(value)][field.name]))
            for field in dataclasses.fields(value)
            if not (type(value).__name__ == "Chart" and field.name == "id")
        }
        replaced: Any = dataclasses.replace
        return replaced(value, **changes)

    return plant(value, Extent.HEADLINE), marks


def stricter(one: Any, other: Any) -> Any:
    if NEVER in (one, other):
        return NEVER
    return one if one.includes(other) else other
