"""The living processes of this machine, as Linux tells of them."""

from __future__ import annotations

from pathlib import Path


def group_members(group: int) -> set[int]:
    """Living processes of the group; a killed one may hold its files for a moment longer."""
    return {pid for pid in _all_pids() if _stat(pid)[2:3] == [str(group)] and _stat(pid)[:1] != ["Z"]}


def children(parent: int) -> set[int]:
    return {pid for pid in _all_pids() if _stat(pid)[1:2] == [str(parent)] and _stat(pid)[:1] != ["Z"]}


def _all_pids() -> list[int]:
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """State, parent, group, … of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []
