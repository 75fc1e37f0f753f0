"""Counts what is written to an application's database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event


@contextmanager
def writes_of(app: Flask) -> Iterator[list[str]]:
    """The statements that change something, as SQLite executes them meanwhile, whoever sends them."""
    engine = app.extensions["limelight"].engine
    seen: list[str] = []

    def note(statement):
        if not statement.lstrip().upper().startswith(("SELECT", "WITH", "PRAGMA")):
            seen.append(statement)

    def watch(dbapi_connection, *_rest):
        dbapi_connection.set_trace_callback(note)

    def look_away(dbapi_connection, *_rest):
        dbapi_connection.set_trace_callback(None)

    event.listen(engine, "checkout", watch)
    event.listen(engine, "checkin", look_away)
    try:
        yield seen
    finally:
        event.remove(engine, "checkout", watch)
        event.remove(engine, "checkin", look_away)
