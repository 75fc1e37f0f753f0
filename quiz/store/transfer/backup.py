"""Backups: a copy in a new SQLite file, packed with gzip; made while people answer, restored all or nothing.

Unpacked, one is a database that Limelight can be started on.
"""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from quiz.store.database.ownership import give, make_folder
from quiz.store.database.sqlite import UnsoundDatabaseError
from quiz.store.transfer.copying import Watch, filling, unwatched
from quiz.store.transfer.json_lines import FIRST_LETTERS, write_anew
from quiz.store.transfer.snapshot import Contents, MovingError, Snapshot, snapshot

_NAME = "limelight.db"
_SQLITE = b"SQLite format 3\x00"
_LEVEL = 6
_UNFINISHED = ".limelight-backup-"
_LONGEST_QUIET = timedelta(hours=6)
# What was written to so lately may be the folder of another backup, which is being made.
_NOT_AS_WRITTEN = (
    SQLAlchemyError,
    ArithmeticError,
    AttributeError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)
# What reading a file raises whose bytes are sound and whose rows are not.


class DamagedBackupError(MovingError):
    """The file is not what was written, or no backup at all."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(f"{path} is damaged, or no backup of Limelight: {found}.")


@dataclass(frozen=True)
class Backup:
    """What is in a backup that was written, or read to its end; `made_at` is in UTC."""

    made_at: datetime
    revision: str
    contents: Contents

    @property
    def row_count(self) -> int:
        return sum(content.rows for content in self.contents.values())


def create_backup(database_url: str, path: Path, now: datetime, watch: Watch = unwatched) -> Backup:
    """Write a new file for its owner's eyes alone; a file that is there stays.

    Raises MovingError, UnsoundDatabaseError, and OSError.
    """
    make_folder(path.parent, 0o700)
    _require_free(path)
    _remove_leftovers(path.parent, now)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=_UNFINISHED) as folder:
        give(Path(folder))
        database, packed = Path(folder, _NAME), Path(folder, path.name)
        with (
            snapshot(database_url) as source,
            filling(f"sqlite:///{database}", source, watch, is_upgraded=False) as contents,
        ):
            revision = source.revision
        _pack(database, packed, now)
        _require_free(path)
        give(packed)
        packed.rename(path)
    _sync_folder(path.parent)
    return Backup(now, revision, contents)


def verify_backup(path: Path, watch: Watch = unwatched) -> Backup:
    """Restore it into a database that is thrown away: only then is it known that it can be restored.

    Raises what `restore_backup` raises.
    """
    with tempfile.TemporaryDirectory() as folder:
        return restore_backup(f"sqlite:///{folder}/{_NAME}", path, watch)


def restore_backup(
    database_url: str, path: Path, watch: Watch = unwatched, *, is_replacing: bool = False
) -> Backup:
    """Into an empty database, or in place of what is there; all of it, or the database stays as it is.

    Raises MovingError, SchemaTooNewError, BrokenReferenceError, OSError.
    """
    with (
        _opened(path) as (made_at, source),
        filling(database_url, source, watch, is_replacing=is_replacing) as contents,
    ):
        return Backup(made_at, source.revision, contents)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[datetime, Snapshot]]:
    """Read to its end before a row of it is believed."""
    if path.exists() and not path.is_file():
        raise MovingError(f"{path} is no file.")  # a pipe would be waited for, and a device never ends
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        try:
            made_at, database = _unpacked(path, Path(folder, _NAME))
            source = stack.enter_context(snapshot(f"sqlite:///{database}"))
            source.contents()
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise DamagedBackupError(path, " ".join(str(error).split())) from error
        except UnsoundDatabaseError as error:
            raise DamagedBackupError(path, "pages of its database are not what was written") from error
        except _NOT_AS_WRITTEN as error:
            raise DamagedBackupError(path, "its rows are not those of our tables") from error
        yield made_at, source


def _unpacked(path: Path, database: Path) -> tuple[datetime, Path]:
    """When it was made, and its SQLite file: made in the place of `database`, or itself if it is one.

    That is what operators have who copy the database's own file, or unpacked a backup to look into it.
    """
    of_file = path.stat().st_mtime
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            return datetime.fromtimestamp(of_file, UTC), path
    with gzip.open(path) as packed:
        start = packed.read(len(_SQLITE))
        packed.seek(0)
        if start.startswith(FIRST_LETTERS):
            return write_anew(packed, f"sqlite:///{database}"), database
        if start != _SQLITE:
            raise DamagedBackupError(path, "what is packed in it is no database")
        with database.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
        return datetime.fromtimestamp(packed.mtime or of_file, UTC), database


def _pack(database: Path, path: Path, now: datetime) -> None:
    """With gzip's own place for a time, and on the disk when this is over."""
    path.touch(mode=0o600)
    with database.open("rb") as unpacked, path.open("wb") as file:
        with gzip.GzipFile(_NAME, "wb", _LEVEL, file, mtime=now.timestamp()) as packed:
            shutil.copyfileobj(unpacked, packed)
        file.flush()
        os.fsync(file.fileno())


def _remove_leftovers(folder: Path, now: datetime) -> None:
    """Of backups that were killed: each is an unpacked copy of all answers, in a hidden folder."""
    before = (now - _LONGEST_QUIET).timestamp()
    for left in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):  # somebody else's, or gone meanwhile: no reason not to make a backup
            if max(each.stat().st_mtime for each in (left, *left.iterdir())) < before:
                shutil.rmtree(left)


def _require_free(path: Path) -> None:
    if path.exists():
        raise MovingError(f"{path} is there already, and is not overwritten.")


def _sync_folder(folder: Path) -> None:
    """Else a power cut could take a new file's name away."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
