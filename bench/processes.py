"""What a server's processes use, as Linux counts it: processor time and memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_PARENT, _TIMES = 1, slice(11, 15)
# In /proc/PID/stat after the name: user and system, the process's own and of children that have ended.


def processor_seconds(pid: int) -> float:
    """Of a process and all that it started, also of those that have ended."""
    return sum(sum(map(int, _stat(each)[_TIMES])) for each in family(pid)) / _TICKS


def resident_megabytes(pid: int) -> float:
    """VmRSS: all pages of the process that are in memory, those that it shares with others included."""
    return _kilobytes(_PROC / str(pid) / "status", "VmRSS:") / 1024


def proportional_megabytes(pid: int) -> float:
    """Pss: the same with each shared page divided among those who share it; sums up over processes."""
    return _kilobytes(_PROC / str(pid) / "smaps_rollup", "Pss:") / 1024


def workers(pid: int) -> list[int]:
    """The server's worker processes: its children that serve, not what Python started to look after them."""
    return [each for each in children(pid) if "resource_tracker" not in _command(each)]


def family(pid: int) -> Iterator[int]:
    """The process and all its descendants that live."""
    yield pid
    for child in children(pid):
        yield from family(child)


def children(pid: int) -> list[int]:
    found = []
    for folder in _PROC.glob("[0-9]*"):
        try:
            if int(_stat(int(folder.name))[_PARENT]) == pid:
                found.append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
    return found


def _stat(pid: int) -> list[str]:
    # The name stands in parentheses, and may have spaces and parentheses in it.
    return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def _command(pid: int) -> str:
    return (_PROC / str(pid) / "cmdline").read_text().replace("\0", " ")


def _kilobytes(path: Path, name: str) -> int:
    return int(path.read_text().partition(name)[2].split()[0])
