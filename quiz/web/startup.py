"""Conditions before the first request: a current schema, and an instrument that is in order."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.instrument.file import MOST_BYTES, decode_instrument, parse_instrument
from quiz.store.database.engine import create_engine_for, reading, sqlite_path, writing
from quiz.store.database.migrate import migrate
from quiz.store.database.sqlite import require_sound
from quiz.store.instruments import is_changed_under_same_version, load_instrument, save_instrument

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from quiz.instrument.instrument import Instrument
    from quiz.settings.environment import Settings


class UnknownInstrumentError(RuntimeError):
    """A worker was told to serve an instrument that is not in the archive."""


def prepare(settings: Settings) -> str:
    """Migrate, read and archive the instrument; returns its content hash, which the workers are given.

    They serve it from the archive: a worker that starts again after somebody broke the file still works.
    Raises InstrumentFileError with every fault of the file, UnsoundDatabaseError, SchemaTooNewError.
    """
    text, instrument = _read_instrument(settings.instrument)
    _require_sound_database(settings)
    migrate(settings.database_url)
    engine = create_engine_for(settings.database_url)
    try:
        with writing(engine) as connection:
            save_instrument(connection, instrument, text, datetime.now(UTC).date())
    finally:
        engine.dispose()
    return instrument.sha256


def has_unmarked_change(settings: Settings, sha256: str) -> bool:
    """Whether this id and version were served before with other questions."""
    engine = create_engine_for(settings.database_url)
    try:
        with reading(engine) as connection:
            instrument = load_instrument(connection, sha256)
            return instrument is not None and is_changed_under_same_version(connection, instrument)
    finally:
        engine.dispose()


def load_current_instrument(settings: Settings, engine: Engine) -> Instrument:
    """The instrument that those who start now are given."""
    sha256 = settings.instrument_sha256 or prepare(settings)
    with reading(engine) as connection:
        instrument = load_instrument(connection, sha256)
    if instrument is None:
        raise UnknownInstrumentError(f"no instrument {sha256[:12]} in the archive: start Limelight again")
    return instrument


def _require_sound_database(settings: Settings) -> None:
    path = sqlite_path(settings.database_url)
    if path is not None and path.exists():
        with suppress(sqlite3.OperationalError):  # what cannot be opened is said by who needs it open
            require_sound(path, is_quick=True)


def _read_instrument(path: Path) -> tuple[str, Instrument]:
    with path.open("rb") as file:
        text = decode_instrument(file.read(MOST_BYTES + 1), source=path.name)
    return text, parse_instrument(text, source=path.name)
