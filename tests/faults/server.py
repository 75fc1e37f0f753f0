"""The real server in processes of its own, with everything it keeps in a folder of its own."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from quiz.settings.environment import ROOT, Settings
from tests.cast import Person
from tests.faults.http_client import HttpClient
from tests.faults.processes import children, group_members

PATIENCE = 60.0
# Seconds; a start takes less than one, but twenty where files for browsers must be built first.
_SECRET_KEY = "a key for tests, longer than needed"


def a_free_port() -> int:
    """Below the ports that outgoing connections are given: a restart must find it free again."""
    while True:
        port = random.randint(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


@dataclass
class Server:
    """`python app.py` under these settings; `log` is where both of its outputs go, unless told otherwise."""

    folder: Path
    assets_dir: Path
    settings: dict[str, str] = field(default_factory=dict)
    output: IO[Any] | None = None
    port: int = field(default_factory=a_free_port)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> Server:
        """Start it and wait until it answers."""
        with self.log.open("ab") as log:
            output = self.output or log
            self.process = self._popen(stdout=output, stderr=output)
        deadline = time.monotonic() + PATIENCE
        while not self.is_answering():
            assert self.process.poll() is None, f"it ended with {self.process.returncode}: {self.log_text}"
            assert time.monotonic() < deadline, f"it does not answer: {self.log_text}"
            time.sleep(0.02)
        return self

    def refusal(self) -> str:
        """What a start that fails says on stderr."""
        process = self._popen(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            _, said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            _kill_group(process)
            raise
        assert process.returncode == 1, said
        return said.decode()

    def command(self, *arguments: str) -> str:
        """What `limelight` says to this command under these settings."""
        done = subprocess.run(
            [sys.executable, "-m", "quiz.cli", *arguments],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stop(self) -> None:
        """As an operator stops it."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.kill_everything()

    def kill_everything(self) -> None:
        """As a power cut: every process at once, none is asked."""
        if self.process is not None:
            _kill_group(self.process)

    def kill_workers(self) -> None:
        """Kill every worker, and return when the ones that take their place answer."""
        killed = self.workers
        assert killed
        for worker in killed:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: not killed & self.workers and self.is_answering())

    @property
    def workers(self) -> set[int]:
        """Process ids of the processes that answer requests."""
        assert self.process is not None
        return children(self.process.pid)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def instance_dir(self) -> Path:
        return self.folder / "instance"

    @property
    def database(self) -> Path:
        return Path(
            self.settings.get("DATABASE_URL", "").removeprefix("sqlite:///")
            or self.instance_dir / "limelight.db"
        )

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def log_text(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def test_client(self, use_cookies: bool = True) -> HttpClient:
        """Named as Flask names it, so that the cast can sit in front of the real server."""
        return HttpClient(self.port, use_cookies=use_cookies)

    def person(self, name: str) -> Person:
        return Person(name, cast("Any", self))

    def is_answering(self) -> bool:
        try:
            return HttpClient(self.port, timeout=2).get("/healthz").status_code == 200
        except OSError:
            return False

    def raw(self, timeout: float = 5.0) -> socket.socket:
        """A bare connection, for what no browser sends."""
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def _popen(self, **outputs: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # a group of its own, which can be killed as one
            **outputs,
        )

    def _environment(self) -> dict[str, str]:
        ours = {name.upper() for name in Settings.model_fields} | {"FLASK_DEBUG"}
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        given = {
            "PORT": str(self.port),
            "INSTANCE_DIR": str(self.instance_dir),
            "ASSETS_DIR": str(self.assets_dir),
            "SECRET_KEY": _SECRET_KEY,
            "WORKSHOPS_PER_HOUR": "0",
            "FLASK_SKIP_DOTENV": "1",  # whoever develops may have a file of settings here
            "STARTS_PER_MINUTE": "0",  # all respondents of a test come from one address
        }
        return inherited | given | self.settings


def wait_until(is_so: Any, patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
    wait_until(lambda: not group_members(process.pid))
