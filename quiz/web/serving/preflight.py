"""What would stop the server, said in a sentence before it is started."""

from __future__ import annotations

import errno
import importlib.util
import os
import socket
import tempfile
import time
from pathlib import Path

from quiz.store.database.ownership import make_folder, not_ours

_PATIENCE = 1.0
# Seconds for a server that was just stopped, or killed, to let go of the port.


class PreflightError(Exception):
    """One sentence that says what is in the way, and what to do."""


def require_writable(folder: Path, setting: str) -> None:
    """Make the folder, and a file in it. Raises PreflightError when either fails."""
    try:
        make_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise PreflightError(
            f"Limelight cannot write to the folder {folder} ({error.strerror}); "
            f"make it writable, or choose another one with {setting}.{not_ours(folder)}"
        ) from error


def require_free_port(host: str, port: int) -> None:
    """Raises PreflightError when nothing can be made to listen there."""
    deadline = time.monotonic() + _PATIENCE
    while (error := _listening_error(host, port)) is not None:
        if error.errno != errno.EADDRINUSE:
            raise PreflightError(
                f"Limelight cannot listen at {host} port {port} ({error.strerror}); "
                "choose others with HOST and PORT."
            )
        if time.monotonic() > deadline:
            raise PreflightError(
                f"Port {port} is busy, perhaps with another Limelight: stop what listens there, "
                "or choose another port with PORT."
            )
        time.sleep(0.05)


def require_redis_package(redis_url: str | None) -> None:
    """Raises PreflightError when Redis is to be used and its package is not installed."""
    if redis_url and importlib.util.find_spec("redis") is None:
        raise PreflightError(
            "REDIS_URL is set, but the package redis is missing; install it, or use `make run`."
        )


def _listening_error(host: str, port: int) -> OSError | None:
    # The server's own sockets share the port (SO_REUSEPORT), so it would join another one's without a word.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None
