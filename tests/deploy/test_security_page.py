"""docs/security.md: the tests it names are there, and what it says no test of behaviour could show."""

from __future__ import annotations

import ast
import re

from quiz.settings.environment import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)


def test_every_test_that_is_named_is_there():
    assert len(NAMED) > 40
    missing = []
    for file, name in NAMED:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{file}::{name}")
    assert missing == []


def test_every_row_names_a_test_or_a_gate():
    rows = re.findall(r"^\| (\d[^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert len(rows) > 20
    assert [row[0] for row in rows if "::test_" not in row[2] and "make check" not in row[2]] == []


def test_nothing_is_made_to_run_from_data():
    refused = {"render_template_string", "pickle", "marshal", "eval", "exec", "unsafe_load", "full_load"}
    used = set()
    for path in (ROOT / "quiz").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name):
                used.add(node.id)
            elif isinstance(node, ast.Attribute):
                used.add(node.attr)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                used |= {alias.name for alias in node.names} | {getattr(node, "module", None)}
    assert "render_template" in used
    assert used & refused == set()
