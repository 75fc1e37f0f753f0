"""What Prometheus reads: over all processes, by route and never by address, for who has the token alone."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr

from quiz.settings.environment import ROOT
from quiz.web.front.cells import Cells
from quiz.web.front.tallies import BUCKETS, Route, Tallies
from tests.cast import Person
from tests.programs import program
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import a_room, facilitator_of

TOKEN = "a-token-of-this-test"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ROUTES = {"a": Route("GET", "/a/<token>"), "b": Route("POST", "/b")}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return app_for(settings_for(tmp_path, metrics_token=SecretStr(TOKEN)))


def figures(app: Flask) -> str:
    response = app.test_client().get("/metrics", headers=BEARER)
    assert response.status_code == 200
    assert response.mimetype == "text/plain"
    return response.text


def value(text: str, series: str) -> float:
    """Of one series, written as Prometheus writes it; 0 when there is none yet."""
    found = re.search(f"^{re.escape(series)} (.+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def requests(text: str, route: str, status: str, method: str = "GET") -> float:
    return value(text, f'limelight_requests_total{{method="{method}",route="{route}",status="{status}"}}')


@pytest.mark.parametrize(
    "sent",
    [{}, {"Authorization": TOKEN}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer \xff"}],
)
def test_without_the_token_there_is_no_such_page(app: Flask, sent: dict[str, str]) -> None:
    assert app.test_client().get("/metrics", headers=sent).status_code == 404
    assert app.test_client().get(f"/metrics?token={TOKEN}").status_code == 404


def test_where_no_token_is_set_nobody_reads_it(tmp_path: Path) -> None:
    client = app_for(settings_for(tmp_path)).test_client()
    for sent in ({}, BEARER, {"Authorization": "Bearer "}, {"Authorization": "Bearer None"}):
        assert client.get("/metrics", headers=sent).status_code == 404


def test_requests_are_counted_by_route_and_status(app: Flask) -> None:
    ada = Person("Ada", app)
    ada.finish()
    ada.get("/nothing")
    ada.get("/results/" + "x" * 32)
    text = figures(app)
    assert requests(text, "/questionnaire", "3xx", "POST") == 1
    assert requests(text, "/questionnaire/<token>", "2xx") == 1
    assert requests(text, "/questionnaire/<token>", "3xx", "POST") == 1
    assert requests(text, "/results/<token>", "4xx") == 1
    assert requests(text, "unknown", "4xx", "any") == 1
    assert ada.token not in text


def test_what_people_do_is_counted_once_each(app: Flask) -> None:
    ada = Person("Ada", app)
    ada.finish()
    assert ada.submit(ada.answers()).status_code == 303  # again: the first stays
    _, people = a_room(app, 2)
    assert people[0].answer().status_code == 303
    text = figures(app)
    assert value(text, "limelight_response_sets_started_total") == 3
    assert value(text, "limelight_response_sets_submitted_total") == 2


def test_workshops_are_counted_by_stage(app: Flask) -> None:
    a_room(app, 1)
    facilitator_of(app)
    text = figures(app)
    stages = {
        stage: value(text, f'limelight_workshops{{stage="{stage}"}}') for stage in ("lobby", "answering")
    }
    assert stages == {"lobby": 1, "answering": 1}


def test_polls_answered_anew_and_unchanged_are_told_apart(app: Flask) -> None:
    erin, _ = a_room(app, 1)
    path = f"{erin.screen}/state"
    etag = erin.get(path).headers["ETag"]
    for _ in range(3):
        assert erin.get(path, headers={"If-None-Match": etag}).status_code == 304
    text = figures(app)
    assert requests(text, "/projector/<workshop_id>/state", "2xx") == 1
    assert requests(text, "/projector/<workshop_id>/state", "304") == 3


def test_cards_and_errors_are_counted(app: Flask) -> None:
    app.add_url_rule("/fault", "fault", lambda: str(1 // 0))
    ada = Person("Ada", app)
    ada.finish()
    ada.get(ada.share())
    card = re.search(r"/shared/[^\"]+\.png", ada.page)
    assert card
    assert ada.get(card[0]).status_code == 200
    assert ada.get(card[0]).status_code == 200
    assert ada.get("/fault").status_code == 500
    text = figures(app)
    assert value(text, "limelight_cards_drawn_total") == 1
    assert value(text, 'limelight_errors_total{kind="program"}') == 1
    assert value(text, 'limelight_errors_total{kind="database"}') == 0


def test_durations_fall_into_their_buckets(tmp_path: Path) -> None:
    tallies = Tallies(tmp_path, ROUTES)
    for seconds in (0.001, 0.005, 0.006, 3.0, 60.0):
        tallies.count_request("a", "200 OK", seconds)
    (found,) = tallies.requests()
    assert found.by_bucket == (2, 1, *[0] * (len(BUCKETS) - 4), 1, 0, 1)
    assert found.seconds == pytest.approx(63.012)
    assert (found.count, found.route) == (5, ROUTES["a"])


def test_prometheus_itself_finds_no_fault_in_the_format(app: Flask) -> None:
    promtool = program("promtool", "prometheus")
    Person("Ada", app).finish()
    checked = subprocess.run(
        [promtool, "check", "metrics"], input=figures(app), text=True, capture_output=True, check=False
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


ANOTHER_PROCESS = """
import sys
from pathlib import Path
from quiz.web.front.tallies import Route, Tallies
routes = {"a": Route("GET", "/a/<token>"), "b": Route("POST", "/b")}
tallies = Tallies(Path(sys.argv[1]), routes)
for _ in range(1000):
    tallies.count_request("a", "200 OK", 0.1)
print("counted", flush=True)
sys.stdin.read()
"""


def test_processes_are_added_up_and_the_dead_are_not_forgotten(tmp_path: Path) -> None:
    mine = Tallies(tmp_path, ROUTES)
    for dead in (0, 3):  # those of the second round go on in the files of the first
        command = [sys.executable, "-c", ANOTHER_PROCESS, str(tmp_path)]
        pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        others = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(3)]
        try:
            assert [other.stdout.readline() for other in others] == ["counted\n"] * 3
            assert mine.processes() == 4
            assert next(iter(mine.requests())).count == (dead + 3) * 1000
        finally:
            for other in others:
                other.kill()
                other.communicate()
    assert mine.processes() == 1
    assert len(list(tmp_path.iterdir())) == 4


def test_threads_lose_no_count(tmp_path: Path) -> None:
    tallies = Tallies(tmp_path, ROUTES)

    def count() -> None:
        for _ in range(5000):
            tallies.count_request("a", "200 OK", 0.1)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert next(iter(tallies.requests())).count == 20_000


def test_another_versions_numbers_are_not_taken_for_ours(tmp_path: Path) -> None:
    before = Cells(tmp_path, 3, "old")
    before.own[0] = 7.0
    assert Cells(tmp_path, 3, "new").totals() == [0.0, 0.0, 0.0]
    assert len(list(tmp_path.glob("*-old"))) == 1  # still in use
    (tmp_path / "9-older").write_bytes(bytes(24))
    Cells(tmp_path, 3, "new")
    assert not (tmp_path / "9-older").exists()


def test_where_nothing_can_be_written_it_counts_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    tallies = Tallies(tmp_path / "file", ROUTES)
    tallies.count_request("b", "503 SERVICE UNAVAILABLE", 0.1)
    (found,) = tallies.requests()
    assert found.by_status["5xx"] == 1
    assert tallies.processes() == 1
