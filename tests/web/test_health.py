"""Health: the process, and whether it can save."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from quiz.store.engine import writing


def test_a_healthy_server_says_so(app: Flask) -> None:
    assert app.test_client().get("/healthz").text == "ok\n"
    assert app.test_client().get("/readyz").text == "ready\n"


def test_it_is_not_ready_on_another_schema(app: Flask) -> None:
    with writing(app.extensions["limelight"].engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    response = app.test_client().get("/readyz")
    assert response.status_code == 503
    assert "9999" in response.text
    assert app.test_client().get("/healthz").status_code == 200


def test_it_is_not_ready_without_its_database(app: Flask) -> None:
    services = app.extensions["limelight"]
    services.engine.dispose()
    for path in services.settings.instance_dir.glob("limelight.db*"):
        path.unlink()
    assert app.test_client().get("/readyz").status_code == 503
    assert not (services.settings.instance_dir / "limelight.db").exists()
    assert app.test_client().get("/healthz").status_code == 200
