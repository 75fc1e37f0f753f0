"""An application on an empty database, once on SQLite and once on PostgreSQL, and the cast in front of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from pydantic import SecretStr
from sqlalchemy import Engine

from quiz.instrument.file import parse_instrument
from quiz.settings.environment import ROOT, Settings
from quiz.store import instruments
from quiz.web import startup
from quiz.web.factory import Limelight, create_app
from tests.cast import Person
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
def _instruments_are_read_once() -> Iterator[None]:
    """Half of what it takes to make an application is to read the same instrument, twice."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (startup, instruments):
            patch.setattr(module, "parse_instrument", cache(parse_instrument))
        yield


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
