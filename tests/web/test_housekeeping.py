"""What the server does by itself once a day: it keeps what the privacy page promises, and logs it."""

from __future__ import annotations

import signal
import threading
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import chores, response_sets
from quiz.web.page.words import still_today
from quiz.web.serving import server
from quiz.web.serving.server import do_chores
from tests.cast import Person
from tests.web.conftest import app_for, settings_for


def age(app: Flask, days: int) -> None:
    """All that was begun was begun so many days earlier."""
    long_ago = still_today() - timedelta(days=days)
    with writing(app.extensions["limelight"].engine) as connection:
        connection.execute(response_sets.update().values(started_on=long_ago))


def kept(app: Flask) -> int:
    with reading(app.extensions["limelight"].engine) as connection:
        return connection.execute(select(func.count()).select_from(response_sets)).scalar_one()


def do(app: Flask, in_days: int = 0) -> bool:
    with app.app_context():
        return do_chores(still_today() + timedelta(days=in_days))


def test_it_deletes_what_is_over_once_a_day(app: Flask, ada: Person, ben: Person, caplog) -> None:
    ada.finish()
    ben.start()
    age(app, 31)
    assert kept(app) == 2
    assert do(app)
    assert kept(app) == 1
    assert [record.getMessage() for record in caplog.records] == ["retention: questionnaires not finished: 1"]
    assert ada.get(ada.result_path).status_code == 200
    assert ben.get(f"/questionnaire/{ben.token}").status_code == 404
    ben.start()
    age(app, 31)
    assert not do(app)
    assert kept(app) == 2
    assert do(app, in_days=1)
    assert kept(app) == 1


def test_several_processes_do_it_once(tmp_path) -> None:
    apps = [app_for(settings_for(tmp_path)) for _ in range(3)]
    assert sorted(do(app) for app in apps) == [False, False, True]


def test_a_database_that_is_away_is_logged_and_nothing_else_happens(app: Flask, caplog) -> None:
    with writing(app.extensions["limelight"].engine) as connection:
        connection.execute(text("DROP TABLE chores"))
    assert not do(app)
    [record] = caplog.records
    assert record.getMessage().startswith("retention was not run: The database cannot be used: ")
    assert "chores" in record.getMessage()


@pytest.mark.parametrize(("retention", "threads"), [("daily", 1), ("manual", 0)])
def test_each_process_has_a_thread_for_it_unless_it_is_told_not_to(
    monkeypatch, tmp_path, retention: str, threads: int
) -> None:
    begun = threading.Event()
    started: list[Flask] = []

    def keep_house(app: Flask) -> None:
        started.append(app)
        begun.set()

    settings = settings_for(tmp_path, retention=retention)
    app = app_for(settings)
    monkeypatch.setattr(server, "create_app", lambda _settings, _assets: app)
    monkeypatch.setattr(server, "keep_house", keep_house)
    monkeypatch.setattr(server, "_warm_up", lambda _app: None)
    monkeypatch.setattr(server, "_end_with_parent", lambda: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert server._worker_app(settings, None) is app
    assert begun.wait(5 if threads else 0.2) is (threads == 1)
    assert len(started) == threads


def test_the_thread_looks_again_and_again(monkeypatch, app: Flask) -> None:
    sleeps: list[float] = []

    class EnoughError(Exception):
        pass

    def sleep(seconds: float) -> None:
        sleeps.append(seconds)
        if len(sleeps) == 3:
            raise EnoughError

    monkeypatch.setattr(time, "sleep", sleep)
    with pytest.raises(EnoughError):
        server.keep_house(app)
    first, *later = sleeps
    assert server.FIRST[0] <= first <= server.FIRST[1]
    assert later == [server.EVERY] * 2
    with reading(app.extensions["limelight"].engine) as connection:
        assert connection.execute(select(chores.c.done_on)).scalar_one() == still_today()
