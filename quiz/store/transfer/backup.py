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

from quiz.store.database.ownership import give, make_folder
from quiz.store.transfer.backup_file import BackupReader, DamagedBackupError, Head, write_backup
from quiz.store.transfer.loading import Load, load
from quiz.store.transfer.records import Contents, MovingError
from quiz.store.transfer.snapshot import snapshot

Advance = Callable[[int], None]

_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Backup:
    """A backup that was read to its end, or written, and so is known to be whole."""

    path: Path
    head: Head
    contents: Contents

    @property
    def row_count(self) -> int:
        return sum(content.rows for content in self.contents.values())


def create_backup(database_url: str, path: Path, now: datetime, advance: Advance) -> Backup:
    """Write a new file for its owner's eyes alone; a file that is there stays. `now` is in UTC.

    Raises MovingError, UnsoundDatabaseError, and OSError.
    """
    make_folder(path.parent, 0o700)
    with snapshot(database_url) as source, _new_file(path) as file:
        head = Head(now.strftime("%Y-%m-%dT%H:%M:%SZ"), source.revision)
        return Backup(path, head, write_backup(file, head, source, advance))


def read_backup(path: Path) -> Backup:
    """To its end, before a row of it is believed: a damaged letter may look like a wrong table.

    Raises DamagedBackupError and OSError.
    """
    _require_file(path)
    with path.open("rb") as file:
        reader = BackupReader(path, file)
        for _ in reader.records():
            pass
        return Backup(path, reader.head, reader.told)


def try_backup(backup: Backup, advance: Advance) -> None:
    """Restore it into a database that is thrown away: only then is it known that it can be restored.

    Raises what `restore_backup` raises.
    """
    with tempfile.TemporaryDirectory() as folder:
        restore_backup(f"sqlite:///{folder}/limelight.db", backup, advance)


def restore_backup(
    database_url: str, backup: Backup, advance: Advance, *, is_replacing: bool = False
) -> None:
    """Into an empty database, or in place of what is there; all of it, or the database stays as it is.

    Raises MovingError, SchemaTooNewError, OSError.
    """

    def confirm(contents: Contents) -> None:
        if contents != backup.contents:
            raise DamagedBackupError(f"The rows in {backup.path} are not those that were written.")

    with backup.path.open("rb") as file:
        records = BackupReader(backup.path, file).records()
        what = Load(backup.head.revision, records, advance, confirm)
        load(database_url, what, is_replacing=is_replacing)


def is_sqlite_file(path: Path) -> bool:
    """Whether it is a copy of a database's own file, which some operators make instead."""
    _require_file(path)
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _require_file(path: Path) -> None:
    """A pipe would be waited for, and a device never ends. Raises MovingError."""
    if path.exists() and not path.is_file():
        raise MovingError(f"{path} is no file.")


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
            give(Path(file.name))
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
