"""A full disk: nothing is said to be saved that is not, and nothing on anybody's page is lost."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from quiz.settings.environment import ROOT
from tests.faults.claims import require_error_page, require_not_saved_yet, require_result
from tests.faults.conftest import MakeServer
from tests.faults.injections import filled, small_disk
from tests.faults.ledger import read_rows
from tests.faults.server import Server

pytestmark = pytest.mark.faults


def test_a_submit_waits_on_its_page_until_there_is_space_again(
    make_server: MakeServer, injected: ExitStack
) -> None:
    server = make_server()
    injected.enter_context(small_disk(server.instance_dir))
    server.start()
    ada, ben, cleo = (server.person(name) for name in ("Ada", "Ben", "Cleo"))
    ada.finish()
    ben.start()
    first = ben.items[0]
    assert ben.save({first: 4}).status_code == 204
    answers = ben.answers("2")
    cleo.get("/")
    workers = server.workers
    with filled(server.instance_dir):
        require_not_saved_yet(ben.submit(answers), ben, answers)
        assert ben.save({first: 1}).status_code == 503
        start = cleo.client.post(
            "/questionnaire", data={"edition": "full", "csrf_token": cleo.hidden("csrf_token")}
        )
        require_error_page(start, 503, "Not available for the moment")
        assert server.test_client().get("/readyz").status_code == 503
        assert ada.get(ada.result_path).status_code == 200
        other_device = server.person("Ben")
        other_device.get(f"/questionnaire/{ben.token}")
        assert other_device.checked() == {first: "4"}
    assert server.test_client().get("/readyz").status_code == 200
    assert ben.submit(answers).status_code == 303
    require_result(ben, answers)
    assert server.workers == workers
    assert len(read_rows(server.database)) == 2


def test_answers_are_saved_although_no_log_can_be_written(make_server: MakeServer) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        server = make_server(output=full).start()
    _take_the_quiz_after_some_errors(server)


def test_a_reworded_instrument_starts_without_its_warning_too(
    make_server: MakeServer, tmp_path: Path
) -> None:
    questions = tmp_path / "questions.yaml"
    shutil.copy(ROOT / "questions.yaml", questions)
    make_server(INSTRUMENT=str(questions)).start().kill_everything()
    questions.write_text(questions.read_text("utf-8") + "# reworded\n", "utf-8")
    with Path("/dev/full").open("wb", buffering=0) as full:
        server = make_server(output=full, INSTRUMENT=str(questions)).start()
    server.person("Ada").finish()


def test_answers_are_saved_although_nobody_reads_the_log(make_server: MakeServer) -> None:
    """A pipe that is full blocks whoever writes to it."""
    unread, log = os.pipe()
    with os.fdopen(unread, "rb"), os.fdopen(log, "wb", buffering=0) as output:
        server = make_server(output=output).start()
        _fill_pipe(log)
        _take_the_quiz_after_some_errors(server)


def test_answers_are_saved_although_the_disk_of_the_assets_is_full(
    make_server: MakeServer, assets_dir: Path, tmp_path: Path, injected: ExitStack
) -> None:
    disk = injected.enter_context(small_disk(tmp_path / "assets", kilobytes=32 * 1024))
    for folder in assets_dir.glob("*-*"):
        shutil.copytree(folder, disk / folder.name)
    server = make_server(assets_dir=disk).start()
    with filled(disk):
        _take_the_quiz_after_some_errors(server)
        server.kill_workers()
        _take_the_quiz_after_some_errors(server)
        server.stop()
        _take_the_quiz_after_some_errors(server.start())


def _take_the_quiz_after_some_errors(server: Server) -> None:
    """The errors are there to be logged."""
    ada = server.person("Ada")
    ada.start()
    for _ in range(8):
        assert ada.save({ada.items[0]: "no option"}).status_code == 400
    answers = ada.answers("4")
    assert ada.submit(answers).status_code == 303
    assert ada.get(ada.result_path).status_code == 200
    require_result(ada, answers)


def _fill_pipe(writing_end: int) -> None:
    # Opened once more, so that only we do not wait: the server shall.
    filler = os.open(f"/proc/self/fd/{writing_end}", os.O_WRONLY | os.O_NONBLOCK)
    with os.fdopen(filler, "wb", buffering=0) as pipe:
        while pipe.write(bytes(1024)) is not None:
            pass
