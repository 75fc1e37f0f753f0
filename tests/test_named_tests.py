"""docs/faults.md and docs/bad-input.md: every row is there, and every test they name."""

from __future__ import annotations

import ast
import re

import pytest

from quiz.settings.environment import ROOT

ROWS = {"faults": 45, "bad-input": 46}
"""That many at least: a row is added, and never taken away."""

each_page = pytest.mark.parametrize("page", ROWS)


def rows_of(page: str) -> list[tuple[str, str]]:
    """The numbers in the first cell of each row, and the last cell."""
    text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
    return re.findall(r"^\| (\d[\d, ]*) \|.*\| ([^|]+) \|$", text, re.MULTILINE)


@each_page
def test_every_row_is_there_once_and_in_order(page: str) -> None:
    numbers = [int(number) for first, _ in rows_of(page) for number in first.split(", ")]
    assert sorted(numbers) == list(range(1, max(ROWS[page], len(numbers)) + 1))


@each_page
def test_every_row_names_tests_and_each_is_there(page: str) -> None:
    for numbers, shown_by in rows_of(page):
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", shown_by)
        assert named, numbers
        for file, name in named:
            assert name in functions_in(file), f"row {numbers}: {file}::{name}"


def functions_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_there_is_no_service_worker() -> None:
    """Nothing of an old version can answer in the place of a new one."""
    scripts = [path.read_text("utf-8") for path in (ROOT / "static" / "js").rglob("*.js")]
    assert len(scripts) > 5
    assert not any("serviceWorker" in script for script in scripts)
