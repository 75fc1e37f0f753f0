"""An application on an empty database, once on SQLite and once on PostgreSQL, and the cast in front of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from pydantic import SecretStr
from sqlalchemy import Engine
from werkzeug.routing import Rule

from quiz.charts.card import draw_png
from quiz.instrument.file import parse_instrument
from quiz.settings.environment import ROOT, Settings
from quiz.store import instruments
from quiz.web import startup
from quiz.web.factory import Limelight, create_app
from tests.cast import Person
from tests.migrated import migrate_by_copy
from tests.postgres import ReusedSchema, a_reused_schema

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class SourceFiles:
    """Stands in for the built assets: names every file of static/ as it is, and serves none."""

    plotly_url = "/static/plotly-test.js"

    def url(self, path: str) -> str:
        if not (ROOT / "static" / path).is_file():
            raise KeyError(path)
        return f"/static/test/{path}"

    def wrap(self, wsgi_app: WSGIApplication) -> WSGIApplication:
        return wsgi_app


def settings_for(tmp_path: Path, **overrides: Any) -> Settings:
    given: dict[str, Any] = {
        "instance_dir": tmp_path,
        "secret_key": SecretStr("a key for tests, longer than needed"),
        "development": True,
    }
    return Settings(**{**given, **overrides})


def app_for(settings: Settings) -> Flask:
    app = create_app(settings, SourceFiles())
    _engines.append(app.extensions["limelight"].engine)
    return app


_engines: list[Engine] = []
# Of the applications of the test that runs.


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Who has a folder may have applications in it: once on SQLite and once on PostgreSQL."""
    is_for_one = metafunc.definition.get_closest_marker("sqlite_only") is not None
    if "tmp_path" in metafunc.fixturenames and not is_for_one:
        metafunc.parametrize("stored_in", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(scope="session", autouse=True)
def _what_is_always_the_same_is_made_once() -> Iterator[None]:
    """Most of what it takes to make an application is to read the same instrument and to migrate."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup, "migrate", migrate_by_copy)
        patch.setattr(Rule, "_compile_builder", _compiled_once(Rule._compile_builder))
        patch.setattr("quiz.web.sharing.cards.draw_png", lru_cache(64)(draw_png))
        for module in (startup, instruments):
            patch.setattr(module, "parse_instrument", cache(parse_instrument))
        yield


def _compiled_once(compile_builder: Callable[[Rule, bool], Any]) -> Callable[[Rule, bool], Any]:
    """What makes addresses of a rule gets the rule given, so that rules of the same text can share it."""
    compiled: dict[str, Any] = {}

    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:
        key = repr((rule.rule, rule._trace, rule.defaults, append_unknown))
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    return compile_once


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A third of a test's time would go into compiling for its application what the last one had compiled."""
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled-templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Limelight, "jinja_options", {**Limelight.jinja_options, "bytecode_cache": compiled})
        yield


@pytest.fixture(scope="session")
def schema(postgres: Engine) -> Iterator[ReusedSchema]:
    with a_reused_schema(postgres) as schema:
        yield schema


@pytest.fixture(autouse=True)
def stored_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the test's applications store what they are told, unless their settings say so themselves."""
    kind = getattr(request, "param", "sqlite")
    schema: ReusedSchema | None = request.getfixturevalue("schema") if kind == "postgresql" else None
    if schema is not None:
        monkeypatch.setenv("DATABASE_URL", schema.url)
    yield kind
    while _engines:
        _engines.pop().dispose()
    if schema is not None:
        schema.empty()


@pytest.fixture
def normalized(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is brought into a normal form from now on."""
    seen: list[str] = []
    normalize = unicodedata.normalize

    def spied(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        seen.append(text)
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", spied)
    return seen


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path)


@pytest.fixture
def app(settings: Settings) -> Flask:
    return app_for(settings)


@pytest.fixture
def ada(app: Flask) -> Person:
    return Person("Ada", app)


@pytest.fixture
def ben(app: Flask) -> Person:
    return Person("Ben", app)


@pytest.fixture
def cleo(app: Flask) -> Person:
    return Person("Cleo", app)
