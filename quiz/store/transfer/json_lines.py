"""Backups as they were before they were SQLite files: lines of JSON, packed. Only read, never written.

{"format": "limelight-backup/1", "made_at": "2026-11-23T02:23:00Z", "revision": "0004"}
["instruments", {"first_used_on": "2026-11-23", "id": "limelight", …}]
…
{"tables": …, "sha256": "… of all bytes before this line"}
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from gzip import GzipFile
from typing import Any

from sqlalchemy import Date, LargeBinary, Table, insert

from quiz.store.database.engine import create_patient_engine_for
from quiz.store.database.migrate import changing_schema, create_sqlite_file, upgrade_schema
from quiz.store.transfer.snapshot import REVISION, found_tables

FIRST_LETTERS = b'{"format":'

_FORMAT = "limelight-backup/1"
_LONGEST_LINE = 16_000_000
# Bytes. A questionnaire, the longest that is written, has 2 MB; a file of zeros has one endless line.


def write_anew(packed: GzipFile, database_url: str) -> datetime:
    """Make it an SQLite file, which is then read as any other; when it was made, in UTC.

    Raises SQLAlchemyError and Python's own errors for what is none.
    """
    lines = _lines(packed)
    head = next(lines)
    if head["format"] != _FORMAT or not REVISION.fullmatch(head["revision"]):
        raise ValueError("its first line is none that was written")
    create_sqlite_file(database_url)
    engine = create_patient_engine_for(database_url)
    try:
        with changing_schema(engine) as connection:
            upgrade_schema(connection, head["revision"])
            tables = {table.name: table for table in found_tables(connection)}
            for name, values in lines:
                connection.execute(insert(tables[name]), _row(tables[name], values))
    finally:
        engine.dispose()
    return datetime.fromisoformat(head["made_at"])


def _lines(packed: GzipFile) -> Iterator[Any]:
    """All but the last, which says whether they are whole."""
    hashed, line = hashlib.sha256(), b""
    for following in iter(partial(packed.readline, _LONGEST_LINE), b""):
        if line:
            hashed.update(line)
            yield json.loads(line)
        line = following
    if json.loads(line)["sha256"] != hashed.hexdigest():
        raise ValueError("it is cut off, or not what was written")


def _row(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    if values.keys() != set(table.columns.keys()):
        raise KeyError(table.name)
    return {name: _native(table.columns[name].type, value) for name, value in values.items()}


def _native(type_: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(type_, LargeBinary):
        return b64decode(value, validate=True)
    return date.fromisoformat(value) if isinstance(value, str) and isinstance(type_, Date) else value
