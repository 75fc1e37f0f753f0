"""Backups: made while the server runs, proved by restoring them, and restored all or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from quiz.store.moving.backup_file import BackupReader, DamagedBackupError, Head, write_backup
from quiz.store.moving.loading import Load, load
from quiz.store.moving.records import Contents, MovingError
from quiz.store.moving.snapshot import snapshot

Advance = Callable[[int], None]

_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Backup:
    """A backup that was read to its end and found whole."""

    head: Head
    contents: Contents


def create_backup(database_url: str, path: Path, now: datetime, advance: Advance) -> Backup:
    """Write a new file for its owner's eyes alone; a file that is there stays. `now` is in UTC.

    Raises MovingError, UnsoundDatabaseError, and OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with snapshot(database_url) as source, _new_file(path) as file:
        head = Head(now.strftime("%Y-%m-%dT%H:%M:%SZ"), source.revision)
        return Backup(head, write_backup(file, head, source, advance))


def verify_backup(path: Path, advance: Advance) -> Backup:
    """Restore it into a database that is thrown away: only then is it known that it can be restored.

    Raises MovingError, SchemaTooNewError, OSError.
    """
    with tempfile.TemporaryDirectory() as folder:
        return restore_backup(f"sqlite:///{folder}/limelight.db", path, advance)


def restore_backup(database_url: str, path: Path, advance: Advance, *, is_replacing: bool = False) -> Backup:
    """Into an empty database, or in place of what is there; all of it, or the database stays as it is.

    Raises MovingError, SchemaTooNewError, OSError.
    """
    _require_whole(path)
    with path.open("rb") as file:
        reader = BackupReader(path, file)

        def confirm(contents: Contents) -> None:
            if contents != reader.told:
                raise DamagedBackupError(f"The rows in {path} are not those that were written.")

        what = Load(reader.head.revision, reader.records(), advance, confirm)
        return Backup(reader.head, load(database_url, what, is_replacing=is_replacing))


def is_sqlite_file(path: Path) -> bool:
    """Whether it is a copy of a database's own file, which some operators make instead."""
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _require_whole(path: Path) -> None:
    """To its end, before a row of it is believed: a damaged letter may look like a wrong table."""
    with path.open("rb") as file:
        for _ in BackupReader(path, file).records():
            pass


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """Under its name only when it is whole and on the disk; readable by its owner alone."""
    _require_free(path)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            _require_free(path)
            Path(file.name).rename(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


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
