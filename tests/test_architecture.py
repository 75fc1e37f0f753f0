"""The house's plan, checked on the files themselves; who may import whom is in pyproject.toml."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

from quiz.settings.environment import ROOT

OWN = ["app.py", "quiz", "tests", "bench", ".ci"]
MODULES = sorted(
    path
    for name in OWN
    for path in ((ROOT / name).rglob("*.py") if (ROOT / name).is_dir() else [ROOT / name])
    if "migrations/versions" not in path.as_posix()
)
CORE = sorted(
    path
    for room in ("instrument", "measurement", "evidence", "workshop")
    for path in (ROOT / "quiz" / room).rglob("*.py")
)

CLOCK_CHANCE_AND_FILES = {
    *("time", "random", "secrets", "uuid", "os", "pathlib", "shutil", "tempfile", "glob"),
    *("socket", "subprocess", "sqlite3", "threading", "multiprocessing", "asyncio", "logging"),
}
CALLS_OF_THEM = {"open", "input", "print", "now", "today", "utcnow"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def called(tree: ast.AST) -> set[str]:
    functions = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {f.id for f in functions if isinstance(f, ast.Name)} | {
        f.attr for f in functions if isinstance(f, ast.Attribute)
    }


def function_lengths(text: str) -> list[tuple[str, int]]:
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def test_the_plan_finds_the_files_it_is_about():
    assert len(CORE) > 10
    assert len(MODULES) > 50


def test_the_top_level_holds_what_the_plan_gives_it():
    given = {
        "app.py",
        "pyproject.toml",
        "quiz",
        "templates",
        "static",
        "tests",
        "questions.yaml",
        "bench",
        "docs",
    }
    assert given <= {path.name for path in ROOT.iterdir()}


def test_the_core_knows_no_clock_no_chance_and_no_file():
    trees = {relative(path): ast.parse(path.read_text()) for path in CORE}
    found = {
        name: imported(tree) & CLOCK_CHANCE_AND_FILES | called(tree) & CALLS_OF_THEM
        for name, tree in trees.items()
    }
    assert {name: words for name, words in found.items() if words} == {}


LINES = 300
LINES_OF_A_FUNCTION = 40


def test_files_and_functions_stay_small_enough_to_be_read():
    too_long: list[tuple[str | int, ...]] = []
    for path in MODULES:
        text = path.read_text()
        too_long += [(relative(path), lines) for lines in [text.count("\n")] if lines > LINES]
        too_long += [
            (relative(path), name, lines)
            for name, lines in function_lengths(text)
            if lines > LINES_OF_A_FUNCTION
        ]
    assert too_long == []


def test_half_of_the_products_files_have_fewer_than_a_hundred_lines():
    lengths = [path.read_text().count("\n") for path in MODULES if relative(path).startswith("quiz/")]
    assert statistics.median(lengths) < 100


def test_templates_are_short_enough_to_be_read():
    texts = {relative(path): path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html")}
    assert len(texts) > 50
    assert [name for name, text in texts.items() if text.count("\n") > 60] == []
    assert [name for name, text in texts.items() if max(map(len, text.splitlines())) > 160] == []


def test_names_of_tests_are_sentences_one_can_read_at_a_glance():
    named = [
        name
        for path in MODULES
        for name, _ in function_lengths(path.read_text())
        if relative(path).startswith("tests/") and name.startswith("test_")
    ]
    assert len(named) > 1000
    assert [name for name in named if len(name) >= 70] == []


def test_every_module_says_what_it_is_for():
    texts = {relative(path): path.read_text() for path in MODULES}
    assert [
        name for name, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))
    ] == []


def test_no_room_is_named_after_nothing():
    nothing = {"helpers", "helper", "utils", "util", "common", "misc", "lib", "libs", "utilities"}
    assert [
        relative(path) for path in MODULES if {part.removesuffix(".py") for part in path.parts} & nothing
    ] == []


def test_requirements_are_pinned_by_hash_and_name_no_host():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = [line for line in text.splitlines() if line and line[0].isalnum()]
        assert len(pins) > 20
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(pins)


def test_development_pins_are_those_of_the_product_and_more():
    product, development = (
        {line.partition(" ")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert product < development
