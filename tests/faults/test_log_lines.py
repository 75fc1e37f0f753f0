"""What the real server writes is JSON, line by line, whoever has something to say."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.faults.conftest import MakeServer
from tests.faults.server import Server, wait_until

pytestmark = pytest.mark.faults

GREETING = "Limelight is at http://"


def lines(server: Server) -> list[dict[str, Any]]:
    return [json.loads(line) for line in server.log_text.splitlines() if not line.startswith(GREETING)]


def test_faults_refusals_and_the_servers_own_words_are_lines_of_json(make_server: MakeServer) -> None:
    server = make_server().start()
    ada = server.person("Ada")
    ada.finish()
    assert GREETING in server.log_text
    ada.get(f"{ada.result_path}x")
    with closing(sqlite3.connect(server.database)) as connection, connection:
        connection.execute("UPDATE response_sets SET responses = '{torn'")
    broken = ada.get(ada.result_path)
    assert broken.status_code == 500
    wait_until(lambda: {"quiz", "quiz.requests"} <= {line["logger"] for line in lines(server)})
    server.kill_workers()  # only now: who is killed writes no more
    wait_until(lambda: "_granian" in {line["logger"] for line in lines(server)})
    said = lines(server)
    (fault,) = [line for line in said if line["logger"] == "quiz"]
    assert fault["request"] == broken.headers["X-Request-ID"]
    assert ada.token not in server.log_text
    assert {line["level"] for line in said if line["logger"] == "_granian"} <= {"warning", "error"}
