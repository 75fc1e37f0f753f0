"""Backups as earlier versions wrote them."""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import b64encode
from typing import Any

from sqlalchemy import Connection

from quiz.store.database.engine import create_patient_engine_for
from quiz.store.database.tables import HEAD_REVISION
from quiz.store.transfer.snapshot import batches_of, found_tables

HEAD = {"format": "limelight-backup/1", "made_at": "2026-11-22T02:23:00Z", "revision": HEAD_REVISION}


def signed(*lines: Any, **end: Any) -> bytes:
    """Lines as anybody could write them, with the hash that belongs to them."""
    texts = (line if isinstance(line, str) else json.dumps(line, separators=(",", ":")) for line in lines)
    before = "".join(f"{text}\n" for text in texts).encode()
    end = {"tables": {}, "sha256": hashlib.sha256(before).hexdigest(), **end}
    return gzip.compress(before + json.dumps(end).encode() + b"\n", mtime=0)


def an_earlier_backup(database_url: str) -> bytes:
    engine = create_patient_engine_for(database_url)
    with engine.connect() as connection:
        rows = _rows(connection)
    engine.dispose()
    return signed(HEAD, *rows)


def _rows(connection: Connection) -> list[Any]:
    return [
        [table.name, {name: _portable(value) for name, value in row.items()}]
        for table in found_tables(connection)
        for batch in batches_of(connection, table)
        for row in batch
    ]


def _portable(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else value
