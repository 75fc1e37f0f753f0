"""`python app.py`: what happens between the command and the listening server, in this order."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from quiz.instrument.file import InstrumentFileError
from quiz.settings.dotenv_file import settings_here
from quiz.settings.environment import Settings, SettingsError
from quiz.store.database.engine import DatabaseEncodingError
from quiz.store.database.health import database_fault
from quiz.store.database.migrate import BrokenReferenceError, SchemaTooNewError
from quiz.store.database.ownership import file_fault
from quiz.store.database.sqlite import UnsoundDatabaseError
from quiz.web.assets import Assets, build_assets
from quiz.web.assets.modules import ModuleError
from quiz.web.assets.stylesheets import StylesheetError
from quiz.web.factory import create_app
from quiz.web.serving.preflight import (
    PreflightError,
    require_free_port,
    require_redis_package,
    require_writable,
)
from quiz.web.serving.server import serve
from quiz.web.startup import has_unmarked_change, prepare

if TYPE_CHECKING:
    from flask import Flask

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
    """What a person who starts the server needs to know of it."""
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
