"""Health: the process, and whether it can save."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from quiz.store.engine import writing

READY = "ready\ndatabase: ok\nschema: ok\ninstrument: ok\n"


def test_a_healthy_server_says_so(app: Flask) -> None:
    assert app.test_client().get("/healthz").text == "ok\n"
    assert app.test_client().get("/readyz").text == READY


@pytest.mark.parametrize(
    ("revision", "command"),
    [("0002", "`flask database upgrade`"), ("9999", "`flask backup restore --replace`")],
)
def test_it_is_not_ready_on_another_schema_and_says_which_command_helps(app: Flask, revision, command):
    with writing(app.extensions["limelight"].engine) as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    response = app.test_client().get("/readyz")
    assert response.status_code == 503
    assert revision in response.text
    assert command in response.text
    assert app.test_client().get("/healthz").status_code == 200


@pytest.mark.sqlite_only("it deletes the file; tests/faults/test_postgres.py stops the other one")
def test_it_is_not_ready_without_its_database(app: Flask) -> None:
    services = app.extensions["limelight"]
    services.engine.dispose()
    for path in services.settings.instance_dir.glob("limelight.db*"):
        path.unlink()
    assert app.test_client().get("/readyz").status_code == 503
    assert not (services.settings.instance_dir / "limelight.db").exists()
    assert app.test_client().get("/healthz").status_code == 200
