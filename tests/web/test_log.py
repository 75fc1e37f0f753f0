"""The log: a line of JSON for each thing, by route and reference, and nothing secret in it."""

from __future__ import annotations

import io
import json
import logging
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from pydantic import SecretStr

from quiz.web.front.log import without_secrets
from tests.cast import Person
from tests.faults.server import wait_until
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import a_room

METRICS_TOKEN = "a-token-for-the-figures"
PLANTED = "PlantedToken-0123456789-abcdefgh"
TYPED = "typed into a form, and shown there again"
assert len(PLANTED) == 32


class Lines:
    """What the log's own thread has written so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def read(self, at_least: int = 1) -> list[dict[str, Any]]:
        wait_until(lambda: self.text.count("\n") >= at_least, patience=10)
        time.sleep(0.05)  # if more come, they come now
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    kept = Lines()
    monkeypatch.setattr("quiz.web.front.log.wsgi_errors_stream", kept.stream)
    return kept


@pytest.fixture
def app(tmp_path: Path, lines: Lines) -> Iterator[Flask]:
    app = app_for(settings_for(tmp_path, development=False, metrics_token=SecretStr(METRICS_TOKEN)))
    app.add_url_rule("/fault/<token>", "fault", _fail)
    yield app
    app.logger.handlers = []


def _fail(token: str) -> str:
    raise LookupError(f"nothing under {token}, said {request.url}, {request.args}, {request.cookies}")


def test_a_fault_is_one_line_with_its_route_its_reference_and_its_trace(app: Flask, lines: Lines) -> None:
    ada = Person("Ada", app)
    answer = ada.get(f"/fault/{PLANTED}?and={PLANTED}", headers={"Cookie": f"limelight={PLANTED}"})
    assert answer.status_code == 500
    fault, answered = lines.read(2)
    assert fault["level"] == "error"
    assert fault["route"] == "/fault/<token>"
    assert fault["method"] == "GET"
    assert "Traceback" in fault["trace"]
    assert "LookupError" in fault["trace"]
    assert (answered["status"], answered["level"]) == (500, "warning")
    assert answered["request"] == fault["request"] == answer.headers["X-Request-ID"]
    assert fault["request"] in ada.page
    assert PLANTED not in lines.text + ada.page


def test_its_times_are_in_utc(app: Flask, lines: Lines) -> None:
    Person("Ada", app).get("/nothing")
    (line,) = lines.read()
    assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 413, 429, 500, 503])
def test_every_error_page_and_its_line_have_the_same_reference(app: Flask, lines: Lines, status: int) -> None:
    from flask import abort

    app.add_url_rule("/broken", "broken", lambda: abort(status))
    ada = Person("Ada", app)
    answer = ada.get("/broken")
    assert answer.status_code == status
    (line,) = lines.read()
    assert line["request"] == answer.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{12}", line["request"])
    assert line["request"] in ada.page


def test_what_is_as_it_should_be_has_no_line_and_no_reference(app: Flask, lines: Lines) -> None:
    ada = Person("Ada", app)
    ada.finish()
    assert "X-Request-ID" not in ada.get(ada.result_path).headers
    time.sleep(0.1)
    assert lines.text == ""


def test_a_name_for_the_request_is_taken_from_a_trusted_proxy_alone(tmp_path: Path) -> None:
    given = "0123456789abcdef0123456789abcdef"
    plain = app_for(settings_for(tmp_path / "plain")).test_client()
    behind = app_for(settings_for(tmp_path / "behind", trusted_proxies=1)).test_client()
    assert plain.get("/nothing", headers={"X-Request-ID": given}).headers["X-Request-ID"] != given
    assert behind.get("/nothing", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    for odd in ("evil", "<script>", "0" * 33, "ABCDEF0123"):
        assert behind.get("/nothing", headers={"X-Request-ID": odd}).headers["X-Request-ID"] != odd


def test_a_line_break_stays_inside_of_its_line(app: Flask, lines: Lines) -> None:
    app.logger.warning("one\r\n%s", '{"level": "forged"}\u2028\x00')
    Person("Ada", app).get("/x%0d%0aforged")
    assert [line["level"] for line in lines.read(2)] == ["warning", "info"]
    assert "\r" not in lines.text
    assert "\x00" not in lines.text


def test_nothing_secret_is_in_logs_figures_or_error_pages(app: Flask, lines: Lines) -> None:
    """Everything a workshop and its people hold, and every address under it, good and bad."""
    erin, people = a_room(app, 2)
    ada = Person("Ada", app)
    ada.finish()
    shared = ada.share().rsplit("/", 1)[1]
    facilitators = erin.secret_link().rsplit("/", 1)[1]
    secrets = [ada.token, shared, facilitators, erin.workshop_id, *(person.token for person in people)]
    assert all(len(secret) >= 22 for secret in secrets)
    pages = []
    for rule in app.url_map.iter_rules():
        for secret in (*secrets, PLANTED):
            path = re.sub(r"<\w+>", secret, rule.rule)
            for method in sorted((rule.methods or set()) - {"HEAD"}):
                answer = ada.client.open(
                    path, method=method, data={"code": TYPED}, query_string={"x": secret}
                )
                if answer.status_code >= 400 and not path.startswith("/questionnaire"):
                    pages.append(answer.text)
    assert len(pages) > 100
    figures = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}).text
    assert "/results/<token>" in figures
    said = lines.text
    assert len(lines.read(100)) > 100
    for secret in (*secrets, PLANTED, TYPED, METRICS_TOKEN, "a key for tests"):
        assert secret not in said
        assert secret not in figures
    for secret in (PLANTED, METRICS_TOKEN):
        assert not any(secret in page for page in pages)


def test_long_names_of_a_program_are_no_secrets_and_are_left():
    trace = 'File "/srv/quiz/web/questionnaire/response_input.py", in test_something_with_a_very_long_name'
    assert without_secrets(trace) == trace
    assert without_secrets("MalformedResponsesError: x") == "MalformedResponsesError: x"
    assert without_secrets(f"'{PLANTED}'") == "'…'"


def test_while_developing_it_is_text(tmp_path: Path, lines: Lines) -> None:
    app = app_for(settings_for(tmp_path, development=True))
    app.add_url_rule("/fault/<token>", "fault", _fail)
    Person("Ada", app).get(f"/fault/{PLANTED}")
    wait_until(lambda: "answered" in lines.text, patience=10)
    assert lines.text.startswith("error a fault on GET /fault/<token>")
    assert "\nTraceback" in lines.text
    assert PLANTED not in lines.text
    app.logger.handlers = []


def test_a_slow_answer_is_told(app: Flask, lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.web.front.requests.SLOW", 0.0)
    Person("Ada", app).get("/help")
    (line,) = lines.read()
    assert (line["message"], line["level"], line["route"], line["status"]) == (
        "slow",
        "warning",
        "/help",
        200,
    )
    assert logging.getLogger("quiz").level == logging.INFO
