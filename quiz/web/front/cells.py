"""Numbers that every process of a server raises for itself, and that any of them can add up.

Each process has a file of its own in one folder, mapped into its memory, so that raising a number costs no
system call and no lock between processes. The file is held by a lock that ends with the process, however it
ends; who starts next goes on in it. So the sums never fall, and there are no more files than there were ever
processes at the same time.
"""

from __future__ import annotations

import logging
import mmap
import os
from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from quiz.store.database.ownership import give, make_folder

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

MOST_PROCESSES = 256
_WIDTH = 8  # bytes of a number
_log = logging.getLogger("quiz.metrics")


class Cells:
    """So many numbers of this process, all of them 0 when the folder is new.

    `layout` names what the numbers mean: files of another layout are another version's, and not added.
    Where no file can be had (a full disk, a system without such locks), they are in memory alone.
    """

    def __init__(self, folder: Path, count: int, layout: str) -> None:
        self._folder = folder
        self._layout = layout
        self._size = count * _WIDTH
        self._file: int | None = None
        try:
            self._file = _claimed(folder, layout)
            self.own = memoryview(_mapped(self._file, self._size)).cast("d")
        except OSError as error:
            _log.warning("the figures of this process are its own: %s", error.strerror)
            self.own = memoryview(bytearray(self._size)).cast("d")

    def totals(self) -> list[float]:
        """The sums over all processes, past ones too."""
        sums = array("d", self.own)
        for path in self._others():
            with suppress(OSError):
                content = path.read_bytes()
                if len(content) == self._size:
                    sums = array("d", map(float.__add__, sums, array("d", content)))
        return list(sums)

    def processes(self) -> int:
        """Number of those that live."""
        return 1 + sum(not _is_free(path) for path in self._others())

    def _others(self) -> Iterator[Path]:
        """In whatever order; the own file is not among them."""
        own = None if self._file is None else os.fstat(self._file).st_ino
        for path in self._folder.glob(f"*-{self._layout}"):
            with suppress(OSError):
                if path.stat().st_ino != own:
                    yield path


def _claimed(folder: Path, layout: str) -> int:
    """The first file that no living process has, now ours. Files of other layouts go if nobody has them."""
    if fcntl is None:
        raise OSError(0, "this system has no such locks")
    make_folder(folder)
    for path in folder.iterdir():
        if not path.name.endswith(f"-{layout}") and _is_free(path):
            path.unlink(missing_ok=True)
    for number in range(MOST_PROCESSES):
        path = folder / f"{number}-{layout}"
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        give(path)
        if _locks(file):
            return file
        os.close(file)
    raise OSError(0, "too many processes")


def _mapped(file: int, size: int) -> mmap.mmap:
    # Room is made first: writing into a mapped hole of a full disk would kill the process.
    there = os.fstat(file).st_size
    os.pwrite(file, bytes(max(size - there, 0)), there)
    return mmap.mmap(file, size)


def _is_free(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return _locks(file)
    finally:
        os.close(file)


def _locks(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
