"""A wall clock of a server's own, which can be moved while it runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.programs import program

_SLEEP = Path(__file__).with_name("moved_clock")


@dataclass(frozen=True)
class Clock:
    """For processes started with its environment; what they measure durations with goes on as ever."""

    file: Path
    library: Path

    def move(self, by: timedelta) -> None:
        """That much ahead of the real time, or behind it, from now on."""
        draft = self.file.with_suffix(".new")
        draft.write_text(f"{by.total_seconds():+.0f}\n", "ascii")
        draft.replace(self.file)

    def set(self, to: datetime) -> None:
        self.move(to - datetime.now(UTC))

    @property
    def environment(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(self.library),
            "PYTHONPATH": str(_SLEEP),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # With this mending of its own, Python's threads wait for each other for seconds.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        }


def a_clock(folder: Path) -> Clock:
    """A clock that is right until it is moved. Without libfaketime the test is skipped, or fails in CI."""
    program("faketime", "faketime")
    places = ("/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/local/lib/faketime")
    found = [file for place in places for file in Path("/").glob(f"{place[1:]}/libfaketimeMT.so.1")]
    if not found and os.environ.get("CI") == "true":
        pytest.fail("libfaketime is nowhere; under CI=true no test is skipped for a missing program")
    if not found:
        pytest.skip("libfaketime is nowhere to be found")
    clock = Clock(folder / "clock", found[0])
    clock.move(timedelta())
    return clock
