"""A disk that fails: no answer is acknowledged that did not reach it."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest

from tests.faults.claims import STACK_TRACE, require_error_page, require_not_saved_yet, require_result
from tests.faults.conftest import MakeServer
from tests.faults.injections import disk_that_can_fail, failing_calls, make_read_only
from tests.faults.ledger import read_rows
from tests.faults.server import Server

pytestmark = pytest.mark.faults


def test_nothing_is_acknowledged_while_the_disk_does_not_confirm_it(server: Server) -> None:
    ben = server.person("Ben")
    ben.start()
    first, answers = ben.items[0], ben.answers("5")
    workers = server.workers
    with failing_calls(workers, "fsync,fdatasync", "EIO"):
        assert ben.save({first: 1}).status_code == 503
        require_not_saved_yet(ben.submit(answers), ben, answers)
        assert server.is_answering()
    assert server.workers == workers
    assert ben.client.get(ben.result_path).location == f"/questionnaire/{ben.token}"  # still unfinished
    assert ben.submit(answers).status_code == 303
    server.kill_everything()
    assert len(read_rows(server.database)) == 1
    server.start()
    require_result(ben, answers)


def test_results_can_be_read_from_a_disk_that_became_read_only(
    make_server: MakeServer, injected: ExitStack
) -> None:
    server = make_server()
    injected.enter_context(disk_that_can_fail(server.instance_dir))
    server.start()
    ada, ben, cleo = (server.person(name) for name in ("Ada", "Ben", "Cleo"))
    ada.finish()
    ben.start()
    answers = ben.answers("2")
    cleo.get("/")
    make_read_only(server.instance_dir)
    assert server.is_answering()
    ready = server.test_client().get("/readyz")
    assert ready.status_code == 503
    assert "not ready" in ready.text
    require_not_saved_yet(ben.submit(answers), ben, answers)
    assert ben.save({ben.items[0]: 1}).status_code == 503
    start = cleo.client.post(
        "/questionnaire", data={"edition": "full", "csrf_token": cleo.hidden("csrf_token")}
    )
    require_error_page(start, 503, "Not available for the moment")
    for path in ("", "/data.json", "/data.csv", "/deletion"):
        assert ada.get(ada.result_path + path).status_code == 200
    deletion = ada.client.post(f"{ada.result_path}/deletion", data={"csrf_token": ada.hidden("csrf_token")})
    require_error_page(deletion, 503, "Not available for the moment")


def test_a_read_only_disk_stops_the_start_in_words(make_server: MakeServer, injected: ExitStack) -> None:
    server = make_server()
    disk = injected.enter_context(disk_that_can_fail(server.instance_dir))
    server.start().kill_everything()
    make_read_only(disk)
    said = server.refusal()
    assert said.startswith(f"Limelight cannot write to the folder {disk}")
    assert STACK_TRACE not in said
    database = f"sqlite:///{disk / 'limelight.db'}"
    elsewhere = make_server(INSTANCE_DIR=str(server.folder / "writable"), DATABASE_URL=database)
    said = elsewhere.refusal()
    assert re.search("read-?only", said, re.IGNORECASE)
    assert STACK_TRACE not in said
