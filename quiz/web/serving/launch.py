"""`python app.py`: what happens between the command and the listening server, in this order.

What would stop the server is said in a sentence before it is started.
"""

from __future__ import annotations

import errno
import importlib.util
import os
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from quiz.instrument.file import InstrumentFileError
from quiz.settings.dotenv_file import settings_here
from quiz.settings.environment import Settings, SettingsError
from quiz.store.database.engine import DatabaseEncodingError
from quiz.store.database.health import database_fault
from quiz.store.database.migrate import BrokenReferenceError, SchemaTooNewError
from quiz.store.database.ownership import file_fault, make_folder, not_ours
from quiz.store.database.sqlite import UnsoundDatabaseError
from quiz.web.assets import Assets, build_assets
from quiz.web.assets.modules import ModuleError
from quiz.web.assets.stylesheets import StylesheetError
from quiz.web.factory import create_app
from quiz.web.serving.server import serve
from quiz.web.startup import has_unmarked_change, prepare

if TYPE_CHECKING:
    from flask import Flask

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


_EXPECTED = (
    SettingsError,
    PreflightError,
    InstrumentFileError,
    SchemaTooNewError,
    BrokenReferenceError,
    UnsoundDatabaseError,
    DatabaseEncodingError,
    StylesheetError,
    ModuleError,
    SQLAlchemyError,
    OSError,
)


def main() -> int:
    """Start the server and stay until it ends. What stands in the way is said without a stack trace."""
    try:
        settings, assets = _made_ready()
    except _EXPECTED as error:
        print(in_words(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    serve(settings, assets)
    return 0


def whole_app() -> Flask:
    """The application, for another server than ours. What stands in the way ends the process in words."""
    try:
        settings = settings_here()
        _require_folders(settings)
        return create_app(settings, build_assets(settings))
    except _EXPECTED as error:
        sys.exit(in_words(error))


def in_words(error: Exception) -> str:
    """Error in a sentence, for the person who starts the server."""
    if isinstance(error, SQLAlchemyError):
        return database_fault(error)
    if isinstance(error, OSError):
        return f"Limelight cannot start: {file_fault(error)}"
    return str(error)


def _made_ready() -> tuple[Settings, Assets]:
    settings = settings_here()
    _require_folders(settings)
    require_redis_package(settings.redis_url)
    require_free_port(settings.host, settings.port)  # first, not to migrate under a server that runs
    sha256 = prepare(settings)
    if has_unmarked_change(settings, sha256):
        with suppress(OSError):  # a log that cannot be written is no reason not to start
            print(
                f"{settings.instrument.name} was changed under the same version; "
                "give it a new version, so that results can be told apart.",
                file=sys.stderr,
            )
    assets = build_assets(settings)
    require_free_port(settings.host, settings.port)  # and again, since all this takes its time
    # The server's processes are told which instrument, so that one that starts anew later has the same.
    return settings.model_copy(update={"instrument_sha256": sha256}), assets


def _require_folders(settings: Settings) -> None:
    require_writable(settings.instance_dir, "INSTANCE_DIR")
    require_writable(settings.assets_dir, "ASSETS_DIR")
