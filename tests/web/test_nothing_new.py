"""The short way to "nothing new" says exactly what the long way says, and is taken for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, request_started
from werkzeug.test import TestResponse

from quiz.web.workshops import live, screen
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import Facilitator, facilitator_of, fresh


@pytest.fixture
def erin(app: Flask) -> Facilitator:
    return facilitator_of(app)


def test_it_answers_as_flask_would(erin: Facilitator, monkeypatch: pytest.MonkeyPatch) -> None:
    known = _known(erin)
    with _flask_counted(erin.app) as asked:
        short = _ask(erin, known)
        assert not asked
        monkeypatch.setattr(screen, "watch_of", lambda _: SimpleNamespace(glance=lambda _: None))
        long = _ask(erin, known)
        assert asked
    assert short.status_code == long.status_code == 304
    assert sorted(short.headers) == sorted(long.headers)
    assert short.data == long.data == b""


@pytest.mark.parametrize("known", ['"0-0"', "", "*"])
def test_it_leaves_a_screen_that_knows_something_else_to_flask(erin: Facilitator, known: str) -> None:
    _known(erin)
    with _flask_counted(erin.app) as asked:
        answer = _ask(erin, known)
    assert asked
    assert answer.status_code == 200


def test_it_leaves_a_question_to_flask_when_nobody_looked_just_now(
    erin: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = _known(erin)
    monkeypatch.setattr(live, "FRESH", 0.0)
    with _flask_counted(erin.app) as asked:
        assert _ask(erin, known).status_code == 304
    assert asked


def test_it_sees_a_press_at_once(erin: Facilitator) -> None:
    known = _known(erin)
    assert erin.press("open").status_code == 303
    assert _ask(erin, known).status_code == 200


def test_it_knows_no_workshop_whose_time_is_over(erin: Facilitator, monkeypatch: pytest.MonkeyPatch) -> None:
    known = _known(erin)
    monkeypatch.setattr(screen, "still_today", lambda: date(2999, 1, 1))
    with _flask_counted(erin.app) as asked:
        _ask(erin, known)
    assert asked


def test_it_answers_reads_alone(erin: Facilitator) -> None:
    known = _known(erin)
    answer = erin.client.post(f"{erin.screen}/state", headers={"If-None-Match": known})
    assert answer.status_code == 405


def test_it_answers_for_our_hosts_alone(tmp_path: Path) -> None:
    erin = facilitator_of(app_for(settings_for(tmp_path, allowed_hosts=("localhost",))))
    known = _known(erin)
    assert _ask(erin, known).status_code == 304
    with _flask_counted(erin.app) as asked:
        for ours in ("http://LOCALHOST", "http://localhost.:81"):
            headers = {"If-None-Match": known}
            same = erin.client.get(f"{erin.screen}/state", headers=headers, base_url=ours)
            assert same.status_code == 304
    assert not asked
    stranger = erin.client.get(
        f"{erin.screen}/state", headers={"If-None-Match": known}, base_url="http://example.org"
    )
    assert stranger.status_code == 400


def _known(erin: Facilitator) -> str:
    """The ETag of a state that was looked at just now."""
    fresh(erin.app)
    return erin.get(f"{erin.screen}/state").headers["ETag"]


def _ask(erin: Facilitator, known: str) -> TestResponse:
    return erin.client.get(f"{erin.screen}/state", headers={"If-None-Match": known})


@contextmanager
def _flask_counted(app: Flask) -> Iterator[list[str]]:
    """The paths that Flask was asked for meanwhile."""
    asked: list[str] = []

    def note(_sender: object, **_more: object) -> None:
        asked.append("asked")

    with request_started.connected_to(note, app):
        yield asked
