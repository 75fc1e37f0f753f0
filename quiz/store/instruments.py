"""The archive of instruments: every text that a response set was ever taken with, by content hash."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Instrument
from quiz.store.database import tables
from quiz.store.database.dialects import insert_once


def save_instrument(connection: Connection, instrument: Instrument, text: str, first_used_on: date) -> None:
    """Archive the text under its hash; a text that is there already stays as it is."""
    row = {
        "sha256": instrument.sha256,
        "id": instrument.id,
        "version": instrument.version,
        "text": text,
        "first_used_on": first_used_on,
    }
    insert_once(connection, tables.instruments, row)


def load_instrument(connection: Connection, sha256: str) -> Instrument | None:
    """The instrument with this content hash, or None when it was never archived here."""
    text = connection.execute(
        select(tables.instruments.c.text).where(tables.instruments.c.sha256 == sha256)
    ).scalar_one_or_none()
    if text is None:
        return None
    return parse_instrument(text, source=f"archived instrument {sha256[:12]}", is_archived=True)


def is_changed_under_same_version(connection: Connection, instrument: Instrument) -> bool:
    """Whether this id and version was archived before with other questions, or another key."""
    archived = connection.execute(
        select(tables.instruments.c.sha256).where(
            tables.instruments.c.id == instrument.id,
            tables.instruments.c.version == instrument.version,
            tables.instruments.c.sha256 != instrument.sha256,
        )
    ).scalars()
    others = [load_instrument(connection, sha256) for sha256 in archived.all()]
    return any(other is not None and not instrument.asks_like(other) for other in others)
