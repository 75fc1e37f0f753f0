"""What the documents say exists: files, links, commands, settings, addresses; and the words are kept."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from quiz.cli import limelight
from quiz.settings.environment import ROOT, Settings
from quiz.web.factory import BLUEPRINTS

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in DOCUMENTS}
each_document = pytest.mark.parametrize("name", TEXTS)

MADE_HERE = re.findall(r"^/?([\w.]+)/$", (ROOT / ".gitignore").read_text(), re.MULTILINE)
FILES = [
    path.relative_to(ROOT).as_posix()
    for top in ROOT.iterdir()
    if top.name not in {*MADE_HERE, ".git"}
    for path in ([top, *top.rglob("*")] if top.is_dir() else [top])
]
ENDINGS = (".py", ".md", ".html", ".css", ".js", ".json", ".yaml", ".toml", ".txt", ".png", ".mako")
HOSTS_NAMED = {"127.0.0.1", "keepachangelog.com", "semver.org", "limelight.example"}
OUTSIDE_NAMES = {
    "PYTHON",
    "NA",
    "UPGRADE",
    "CHAOS_SECONDS",
    "CHAOS_SEED",
    "CHAOS_DATABASES",
    "CI",
    "GET",
    "POST",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "UPDATE",
    "JSONB",
    "PGPASSWORD",
}
"""Words in capitals that are no settings: of make, CI, HTTP, SQL, PostgreSQL and tables."""


OF_THE_SYSTEM = ("/opt/limelight", "/etc/", "/var/lib/limelight", "/var/cache/limelight", "/usr/sbin/nologin")
"""Where an operator puts things, by the files in deploy/."""


def spans(text: str) -> list[str]:
    """What stands between backticks in running text."""
    return re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def code(text: str) -> str:
    """All that is written as code: spans, fenced blocks, indented lines."""
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    return "\n".join([*spans(text), *blocks, *re.findall(r"^ {4}\S.*$", text, re.MULTILINE)])


def linked(text: str) -> list[str]:
    targets = re.findall(r'\]\(([^)\s]+)\)|src="([^"]+)"', text)
    return [link or picture for link, picture in targets]


def is_path(span: str) -> bool:
    if not re.fullmatch(r"[\w.*<>-]+(/[\w.*<>-]+)*/?", span):
        return False
    first, slash, _ = span.partition("/")
    return span.endswith((*ENDINGS, "/")) or bool(slash and (ROOT / first).exists())


def exists(path: str) -> bool:
    """Whether it is there, from the top or, being the end of a longer path, further down; `<name>` is any."""
    if path.partition("/")[0] in MADE_HERE:
        return True
    parts = [
        r"[^/]*" if part[0] in "<*" else re.escape(part) for part in re.split(r"(<\w+>|\*)", path) if part
    ]
    pattern = re.compile("(?:.*/)?" + "".join(parts).rstrip("/"))
    return any(pattern.fullmatch(file) for file in FILES)


def routes() -> set[str]:
    app = Flask("routes", static_folder=None)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    return {rule.rule for rule in app.url_map.iter_rules()}


def test_there_are_documents_and_what_they_say_is_found():
    assert {"README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md"} <= set(TEXTS)
    assert len(DECISIONS) >= 10
    said = [span for text in TEXTS.values() for span in spans(text) if is_path(span)]
    assert len(said) > 80
    assert exists("quiz/web/guards/csrf.py")
    assert exists("templates/<noun>/<action>.html")
    assert not exists("quiz/web/gone.py")
    assert not exists("web/csrf")


@each_document
def test_every_link_leads_somewhere(name):
    folder = (ROOT / name).parent
    targets = [target for target in linked(TEXTS[name]) if "://" not in target]
    assert [target for target in targets if not (folder / target.partition("#")[0]).exists()] == []


@each_document
def test_every_file_that_is_named_is_there(name):
    assert [span for span in spans(TEXTS[name]) if is_path(span) and not exists(span)] == []


def test_the_architecture_is_short_and_every_function_it_names_is_there():
    text = TEXTS["docs/architecture.md"]
    assert text.count("\n") <= 110
    named = re.findall(r"`(quiz/[\w/]+\.py)`[ ,(]+`(\w+)(?:\.(\w+))?`", re.sub(r"\s+", " ", text))
    assert len(named) >= 9
    for path, *names in named:
        defined = re.findall(r"^ *(?:def|class) (\w+)", (ROOT / path).read_text("utf-8"), re.MULTILINE)
        assert set(filter(None, names)) <= set(defined), path


@each_document
def test_every_command_that_is_named_is_there(name):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test"} <= targets
    assert set(re.findall(r"\bmake ([a-z]+)", code(TEXTS[name]))) <= targets
    for group, command in re.findall(r"\blimelight ([a-z]+) ([a-z]+)", code(TEXTS[name])):
        found = limelight.commands[group]
        assert isinstance(found, click.Group)
        assert command in found.commands


@each_document
def test_every_setting_that_is_named_is_one(name):
    named = {span.partition("=")[0] for span in spans(TEXTS[name])}
    named |= set(re.findall(r"\b([A-Z][A-Z_]+)=", code(TEXTS[name])))
    capitals = {word for word in named if re.fullmatch(r"_?[A-Z][A-Z0-9_]+", word)}
    settings = {field.upper() for field in Settings.model_fields}
    assert {word for word in capitals - settings - OUTSIDE_NAMES if not is_in_the_code(word)} == set()


def is_in_the_code(name: str) -> bool:
    """Whether a constant of this name is defined somewhere in our code."""
    definition = re.compile(rf"^(?:const )?{name}\b.* =", re.MULTILINE)
    folders = [ROOT / "quiz", ROOT / "static" / "js", ROOT / "tests"]
    return any(
        definition.search(path.read_text("utf-8"))
        for folder in folders
        for path in folder.rglob("*.*")
        if path.suffix in {".py", ".js"}
    )


@each_document
def test_every_address_is_one_of_ours_and_no_place_on_somebodys_machine(name):
    addresses = re.findall(r"(?<![\w.:/<>*…~)-])/[a-z][\w./<>-]*[\w>]", TEXTS[name])
    known = routes() | {"/"}
    addresses = [address for address in addresses if not address.startswith(OF_THE_SYSTEM)]
    assert {address for address in addresses if address not in known and "/static/" not in address} == set()


@each_document
def test_only_hosts_that_readers_need_are_named(name):
    hosts = re.findall(r"https?://([\w.-]+)", TEXTS[name])
    assert set(hosts) <= HOSTS_NAMED


def test_the_readme_names_the_two_commands_and_no_third():
    assert re.findall(r"^ {4}(\S.*?)(?:\s+#.*)?$", TEXTS["README.md"], re.MULTILINE) == [
        "make run",
        "make test",
    ]


def test_pictures_are_small_and_described():
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert len(pictures) == len(
        re.findall(r'<img src="docs/pictures/\S+" width="\d+" alt="[^"]{40,}"', TEXTS["README.md"])
    )
    assert [picture.name for picture in pictures if picture.stat().st_size >= 200_000] == []


def test_every_decision_is_listed():
    listed = re.findall(r"^\| \[(\d{4})\]\(adr/(\S+)\)", TEXTS["docs/decisions.md"], re.MULTILINE)
    assert [file for _, file in listed] == [path.name for path in DECISIONS]
    assert all(file.startswith(number) for number, file in listed)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_number_its_parts_and_one_page(decision):
    text = decision.read_text("utf-8")
    assert text.startswith(f"# {decision.name[:4]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert text.count("\n") <= 60


def test_every_document_the_code_refers_to_is_there():
    sources = [*(ROOT / "quiz").rglob("*.py"), ROOT / "pyproject.toml", *(ROOT / "templates").rglob("*.html")]
    named = {
        found
        for path in sources
        for found in re.findall(r"docs/(adr/\d{4}|[\w.-]+\.(?:md|json))", path.read_text("utf-8"))
    }
    assert "settings.md" in named
    assert "adr/0005" in named
    assert [found for found in named if not [*(ROOT / "docs").glob(f"{found}*")]] == []


NAMES_OF_FLASKS = {("session_interface", "factory.py"), ("open_session", "csrf.py")}


def test_the_glossarys_refused_words_name_nothing_in_the_code():
    rows = re.findall(r"^\|.*\|.*\|(.*)\|$", TEXTS["docs/glossary.md"], re.MULTILINE)
    refused = {word for row in rows for word in re.findall(r"`([a-z]+)`", row)}
    assert {"survey", "trait", "dimension", "user"} <= refused
    plurals = {f"{word}s" for word in refused} | {"categories", "quizzes", "surveys"}
    used = {(name, path) for path in (ROOT / "quiz").rglob("*.py") for name in names_in(path)}
    assert len(used) > 500
    wrong = {(name, path.name) for name, path in used if words_of(name) & (refused | plurals)}
    assert wrong - NAMES_OF_FLASKS == set()


def words_of(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def names_in(path: Path) -> Iterator[str]:
    """The module's own name, and those of its classes, functions, parameters and fields."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.arg):
            yield node.arg
