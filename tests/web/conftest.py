"""An application on an empty database, and the cast in front of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from pydantic import SecretStr

from quiz.settings import ROOT, Settings
from quiz.web.factory import create_app
from tests.cast import Person

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
    return create_app(settings, SourceFiles())


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
