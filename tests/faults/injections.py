"""Faults of the machine: disks that are full or read-only, system calls that fail, locks that are held."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.faults.server import wait_until

_MEGABYTE = 1024 * 1024
_WITH_ADMIN_TOOLS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


@contextmanager
def small_disk(folder: Path, kilobytes: int = 1024) -> Iterator[Path]:
    """A disk of this size at the folder."""
    with _mounted(folder, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"):
        yield folder


@contextmanager
def disk_that_can_fail(folder: Path) -> Iterator[Path]:
    """A disk of 8 MB at the folder, for `make_read_only`."""
    image = folder.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(8 * _MEGABYTE)
    subprocess.run([tool("mkfs.ext4"), "-q", str(image)], check=True)
    with _mounted(folder, "-o", "loop", str(image)):
        yield folder


def make_read_only(folder: Path) -> None:
    """As the kernel does after a disk error: also for files that are open already."""
    subprocess.run([tool("mount"), "-o", "remount,abort", str(folder)], check=True)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not one more byte can be written to the folder's disk."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (64 * 1024, 1024, 1):
            _write_until_full(file.fileno(), bytes(size))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def failing_calls(processes: Iterable[int], calls: str, error: str) -> Iterator[None]:
    """These system calls of these processes fail with this error."""
    targets = sorted(processes)
    command = [tool("strace"), "-f", "-q", "-o", os.devnull]
    command += ["-e", f"trace={calls}", "-e", f"inject={calls}:error={error}"]
    for process in targets:
        command += ["-p", str(process)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        wait_until(lambda: tracer.poll() is not None or all(map(_is_traced, targets)))
        if tracer.poll() is not None and (said := tracer.communicate()[1]):
            pytest.skip(f"strace may not watch other processes here: {said.decode()}")
        yield
    finally:
        with tracer:  # waits, and closes its pipe
            tracer.terminate()


@contextmanager
def held_lock(database: Path) -> Iterator[None]:
    """Another process (this one) is in the middle of a long write."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def tool(name: str) -> str:
    """The path of a program. Without it the test is skipped; under CI=true it fails."""
    path = shutil.which(name, path=_WITH_ADMIN_TOOLS)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not installed; under CI=true no test is skipped for a missing program")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@contextmanager
def _mounted(folder: Path, *what: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([tool("mount"), *what, str(folder)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"mounting a disk is not permitted here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        # Lazily: when a test failed, something may still be open on it.
        subprocess.run([tool("umount"), "-l", str(folder)], check=False)


def _write_until_full(file: int, piece: bytes) -> None:
    try:
        while True:
            os.write(file, piece)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


def _is_traced(process: int) -> bool:
    """Whether strace has hold of every thread of the process, or had, and it came to its end."""
    statuses = []
    for path in Path(f"/proc/{process}/task").glob("*/status"):
        with suppress(OSError):
            statuses.append(path.read_text("utf-8"))
    return not any("TracerPid:\t0\n" in status for status in statuses)
