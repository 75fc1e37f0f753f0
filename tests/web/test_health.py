"""Health: the process, and whether it can save."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from quiz.store.database.engine import writing
from tests.web.conftest import app_for, settings_for

READY = "ready\ndatabase: ok\nschema: ok\ninstrument: ok\n"


def test_a_healthy_server_says_so(app: Flask) -> None:
    assert app.test_client().get("/healthz").text == "ok\n"
    assert app.test_client().get("/readyz").text == READY


@pytest.mark.parametrize(
    ("revision", "command"),
    [("0002", "`limelight database upgrade`"), ("9999", "`limelight backup restore --replace`")],
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


ANY_NAME = [
    "10.0.0.7:8000",
    "[fd00::7]",
    "limelight.default.svc.cluster.local",
    "my_container:8000",
    "",
    "a b",
]


@pytest.mark.parametrize("host", ANY_NAME)
def test_whoever_watches_is_answered_under_any_name_and_nobody_else(host, tmp_path) -> None:
    settings = settings_for(tmp_path, allowed_hosts=("limelight.example",))
    client = app_for(settings).test_client()
    for path, status in (
        ("/healthz", 200),
        ("/readyz", 200),
        ("/", 400),
        ("/metrics", 400),
        ("/healthz/", 400),
    ):
        assert client.get(path, headers={"Host": host}).status_code == status, path
