"""The real server in front of the cast, and faults put in its way. Everything started here is ended here."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from quiz.settings.environment import ROOT, Settings
from quiz.web.assets import build_assets
from tests.faults.server import Server

MakeServer = Callable[..., Server]

BASE_URL = "http://limelight.example"


@pytest.fixture(scope="session")
def assets_dir() -> Path:
    return built_assets()


def built_assets() -> Path:
    """Files for browsers, built once for all servers and kept for the next run, as compressing takes long."""
    folder = ROOT / "build" / "assets-for-tests"
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(instance_dir=folder, assets_dir=folder, secret_key=SecretStr("x" * 32))
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # test processes that run at the same time shall not build it twice
        build_assets(settings)
    return folder


@pytest.fixture
def injected() -> Iterator[ExitStack]:
    """Faults that are entered here are taken back when the servers are gone, also when the test fails."""
    with ExitStack() as faults:
        yield faults


@pytest.fixture
def make_server(tmp_path: Path, assets_dir: Path, injected: ExitStack) -> Iterator[MakeServer]:
    """Makes a server that is not started yet; settings are given by their names, such as WORKERS="1"."""
    with ExitStack() as servers:

        def make(assets_dir: Path = assets_dir, output: Any = None, **settings: str) -> Server:
            server = Server(tmp_path, assets_dir, settings, output)
            servers.callback(server.kill_everything)
            return server

        yield make


@pytest.fixture
def server(make_server: MakeServer) -> Server:
    return make_server().start()


@pytest.fixture(scope="module")
def lasting_server(tmp_path_factory: pytest.TempPathFactory, assets_dir: Path) -> Iterator[Server]:
    """One for all the tests of a module that leave it as it was; it answers as limelight.example too."""
    settings = {"BASE_URL": BASE_URL, "ALLOWED_HOSTS": "limelight.example,127.0.0.1,localhost"}
    server = Server(tmp_path_factory.mktemp("lasting"), assets_dir, settings)
    try:
        yield server.start()
    finally:
        server.kill_everything()
