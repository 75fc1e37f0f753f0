"""The file of a backup: JSON, a line a row, compressed with gzip; the last line says what must be in it.

{"format": "limelight-backup/1", "made_at": "2026-11-23T02:23:00Z", "revision": "0004"}
["instruments", {"first_used_on": "2026-11-23", "id": "limelight", …}]
…
{"tables": {"instruments": {"rows": 1, "sha256": "…"}, …}, "sha256": "… of all bytes before this line"}
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from quiz.store.transfer.records import BATCH, Content, Contents, MovingError, Record, Tally
from quiz.store.transfer.snapshot import Snapshot

FORMAT = "limelight-backup/1"

_LEVEL = 6
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
# Of a file without name and time, packed at this level: what gzip's own checks leave out.


_LONGEST_LINE = 16_000_000
# Bytes. A questionnaire, the longest that is written, has 2 MB; a file of zeros has one endless line.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_REVISION = re.compile(r"\d{4}", re.ASCII)


class DamagedBackupError(MovingError):
    """The file is not what was written, or no backup at all."""


@dataclass(frozen=True)
class Head:
    """The first line: when the snapshot was taken (UTC), and which schema it is of."""

    made_at: str
    revision: str


def write_backup(file: IO[bytes], head: Head, source: Snapshot, advance: Callable[[int], None]) -> Contents:
    """Write the snapshot; `advance` is told how many rows more are written."""
    hashed, tally = hashlib.sha256(), Tally()
    for table in source.tables:
        tally.begin(table.name)
    with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:

        def write(line: Any) -> None:
            text = json.dumps(line, separators=(",", ":")).encode() + b"\n"
            hashed.update(text)
            packed.write(text)

        write({"format": FORMAT, **asdict(head)})
        for number, record in enumerate(source.records(), start=1):
            write(record)
            tally.add(record)
            if number % BATCH == 0:
                advance(BATCH)
        tables = {table: asdict(content) for table, content in tally.contents.items()}
        write({"tables": tables, "sha256": hashed.hexdigest()})
    return tally.contents


class BackupReader:
    """Reads a backup once, from its first line to its last. Raises DamagedBackupError at any moment."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._require_our_start(file)
        self._lines = self._read(gzip.GzipFile(fileobj=file))
        self.head = self._head(next(self._lines, None))
        self.told: Contents = {}
        """What must be in it; known when all records were read."""

    def records(self) -> Iterator[Record]:
        for line in self._lines:
            match line:
                case [str(table), dict(values)]:
                    yield table, values
                case _:
                    raise self._damaged("a line is no row")

    def _head(self, first: Any) -> Head:
        match first:
            case {"format": format_, "made_at": str(made_at), "revision": str(revision)} if format_ == FORMAT:
                if _MOMENT.fullmatch(made_at) and _REVISION.fullmatch(revision):
                    return Head(made_at, revision)
        raise self._damaged(f"it is not of the format {FORMAT}")

    def _read(self, packed: gzip.GzipFile) -> Iterator[Any]:
        """All lines but the last, which says whether they are whole."""
        hashed, before = hashlib.sha256(), b"{}"
        try:
            for number, text in enumerate(iter(partial(packed.readline, _LONGEST_LINE + 1), b"")):
                if len(text) > _LONGEST_LINE:
                    raise self._damaged("a line is longer than any that is written")
                if number > 0:
                    hashed.update(before)
                    yield json.loads(before)
                before = text
            end = json.loads(before)
            if not isinstance(end, dict) or end.get("sha256") != hashed.hexdigest():
                raise self._damaged("it is cut off, or not what was written")
            self.told = {table: _content(told) for table, told in dict(end["tables"]).items()}
        except (EOFError, OSError, zlib.error, ValueError, KeyError, TypeError) as error:
            raise self._damaged(" ".join(str(error).split())) from error
        except RecursionError:
            raise self._damaged("its lists are too deep") from None

    def _require_our_start(self, file: IO[bytes]) -> None:
        start = file.read(len(_GZIP_HEADER))
        file.seek(0)
        if start != _GZIP_HEADER:
            raise self._damaged("it does not begin as a backup does")

    def _damaged(self, found: str) -> DamagedBackupError:
        return DamagedBackupError(f"{self._path} is damaged, or no backup of Limelight: {found}.")


def _content(told: Any) -> Content:
    """Raises ValueError for what is none."""
    match told:
        case {"rows": int(rows), "sha256": str(sha256)} if rows >= 0:
            return Content(rows, sha256)
    raise ValueError("its last line does not say what is in it")
