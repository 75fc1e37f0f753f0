"""Real servers as processes of their own, each on a free port, ended by whoever started them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client, UnexpectedAnswerError

ROOT = Path(__file__).resolve().parents[1]
LIMELIGHT = (sys.executable, "app.py")
HELLO = (sys.executable, "-m", "bench.hello")

WORKERS = 2
_PATIENCE = 120.0
# Seconds: the very first start compresses the chart library.
_INHERITED = {"PATH", "HOME", "LANG", "TMPDIR"}
# Nothing else: whatever is set here for a Limelight must not change what is measured.


_NO_LIMITS = {"STARTS_PER_MINUTE": "0", "JOINS_PER_MINUTE": "0", "WORKSHOPS_PER_HOUR": "0"}
# All visitors of a benchmark come from one address.


@dataclass(frozen=True)
class Server:
    """`pid` is the parent of its worker processes, and their group."""

    port: int
    pid: int


@contextmanager
def running(command: tuple[str, ...], folder: Path) -> Iterator[int]:
    """The port of a server that keeps everything in this folder; it answers already."""
    with serving(command, folder, {}) as server:
        yield server.port


@contextmanager
def serving(command: tuple[str, ...], folder: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    """The same with other settings than usual, and with what is needed to look at its processes."""
    port = free_port()
    process = start(command, folder, port, settings)
    try:
        wait_until_it_answers(process, port)
        yield Server(port, process.pid)
    finally:
        stop(process)


def start(
    command: tuple[str, ...], folder: Path, port: int, settings: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    usual = {"PORT": str(port), "INSTANCE_DIR": str(folder), "WORKERS": str(WORKERS), **_NO_LIMITS}
    inherited = {name: value for name, value in os.environ.items() if name in _INHERITED}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=inherited | usual | dict(settings or {}),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it and all it started; what has ended already is left alone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    """Ask for the first page until it comes. Raises RuntimeError when the server ended, or never answers."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with Client(port) as client:
                if client.get("/").status == 200:
                    return
        except (OSError, UnexpectedAnswerError):
            time.sleep(0.01)
    raise RuntimeError(f"the server did not answer within {_PATIENCE:.0f} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
