"""Real servers as processes of their own, each on a free port, ended by whoever started them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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


_NO_LIMITS = {"STARTS_PER_MINUTE": "0", "JOINS_PER_MINUTE": "0"}
# All visitors of a benchmark come from one address.


@contextmanager
def running(command: tuple[str, ...], folder: Path) -> Iterator[int]:
    """The port of a server that keeps everything in this folder; it answers already."""
    port = free_port()
    process = start(command, folder, port)
    try:
        wait_until_it_answers(process, port)
        yield port
    finally:
        stop(process)


def start(command: tuple[str, ...], folder: Path, port: int) -> subprocess.Popen[bytes]:
    settings = {"PORT": str(port), "INSTANCE_DIR": str(folder), "WORKERS": str(WORKERS), **_NO_LIMITS}
    inherited = {name: value for name, value in os.environ.items() if name in _INHERITED}
    return subprocess.Popen(
        command, cwd=ROOT, env=inherited | settings, stdout=subprocess.DEVNULL, start_new_session=True
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End it and all it started."""
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
