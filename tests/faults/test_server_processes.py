"""What the server's processes live through, tried on a small application of the tests' own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from quiz.settings.environment import ROOT
from quiz.web.serving.server import Respawns

pytestmark = pytest.mark.faults

APPLICATION = """
import os, sys, time
from pathlib import Path
from flask import Flask, request
from quiz.settings.environment import Settings
from quiz.web.serving import server

def create_app(settings, assets):
    app = Flask("small")
    app.get("/pid")(lambda: str(os.getpid()))
    app.get("/slow", endpoint="slow")(lambda: (time.sleep(1.5), "done")[1])
    app.post("/size", endpoint="size")(lambda: str(len(request.get_data())))
    return app

server.create_app = create_app
server._warm_up = lambda app: None
server.serve(Settings(port=int(sys.argv[1]), instance_dir=Path(sys.argv[2])), None)
"""


class Server:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-c", APPLICATION, str(self.port), str(folder)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()

    def get(self, path: str) -> str:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path)
            return connection.getresponse().read().decode()

    def get_patiently(self, path: str) -> str:
        """As a browser would: tried again when the connection is refused or broken off."""
        for _ in range(200):
            try:
                return self.get(path)
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not answer any more")

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def is_listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture
def server(tmp_path):
    started = Server(tmp_path)
    yield started
    started.process.kill()
    started.process.communicate(timeout=20)


def wait_until(is_so, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_says_where_it_is_once_it_listens(server):
    assert server.said == f"Limelight is at http://127.0.0.1:{server.port}"
    assert server.is_listening()
    assert int(server.get("/pid")) in server.workers()


def test_a_killed_worker_is_replaced_however_often(server):
    wait_until(lambda: len(server.workers()) == 2)
    for _ in range(6):  # granian by itself ends the server at the second time within 5.5 s
        victim = server.workers()[-1]
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda victim=victim: victim not in server.workers() and len(server.workers()) == 2)
    assert int(server.get_patiently("/pid")) in server.workers()
    assert server.process.poll() is None


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_finishes_what_is_under_way_and_ends_well_when_stopped(server, stop):
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(server.get, "/slow")
        time.sleep(0.5)
        server.process.send_signal(stop)
        assert slow.result() == "done"
    assert server.process.wait(timeout=20) == 0
    assert not server.is_listening()


def test_no_worker_outlives_a_killed_parent(server):
    wait_until(lambda: len(server.workers()) == 2)
    server.process.kill()
    server.process.wait()
    wait_until(lambda: not server.is_listening(), seconds=5)


def test_it_takes_a_body_whose_length_is_not_told(server):
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        connection.request("POST", "/size", body=iter([b"x" * 1000, b"y" * 500]), encode_chunked=True)
        assert connection.getresponse().read() == b"1500"


def test_only_a_long_series_of_deaths_is_a_crash_loop():
    few = Respawns()
    for at in range(Respawns.LIMIT - 1):
        few[0] = 1000.0 + at
        few.clear()
    assert few.get(0, 0) == 0
    few[1] = 1030.0
    assert few.get(0, 0) == 1030.0
    slow = Respawns()
    for at in range(Respawns.LIMIT):
        slow[0] = 1000.0 + 10 * at
    assert slow.get(0, 0) == 0
