"""The systemd units: in order by systemd's own eyes, and closed as far as they can be."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from quiz.cli import limelight
from quiz.settings.environment import ROOT, Settings
from tests.programs import program

UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
PLACE = "/opt/limelight"
MOST_EXPOSED = 2.0
"""Of 10, by `systemd-analyze security`; a service without any hardening has 9.6."""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_there_are_the_server_and_its_backup() -> None:
    assert [path.name for path in SERVICES] == ["limelight-backup.service", "limelight.service"]


def test_systemd_finds_no_fault_in_them(tmp_path: Path) -> None:
    """With the place they name put to where this test's stand-ins are, since it looks for the programs."""
    analyze = program("systemd-analyze", "systemd")
    for name in ("python", "limelight"):
        stand_in = tmp_path / ".venv" / "bin" / name
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        stand_in.write_text("#!/bin/sh\n")
        stand_in.chmod(0o755)
    for path in UNITS.iterdir():
        (tmp_path / path.name).write_text(path.read_text().replace(PLACE, str(tmp_path)))
    units = [str(tmp_path / path.name) for path in UNITS.iterdir()]
    checked = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    (tmp_path / "limelight.service").write_text("[Service]\nExecStart=nothing\nRestart=perhaps\n")
    wrong = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert "perhaps" in wrong.stderr  # it would have said so


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_little_of_the_machine_is_open_to_them(unit: Path) -> None:
    analyze = program("systemd-analyze", "systemd")
    said = run(analyze, "security", "--offline=true", "--no-pager", str(unit)).stdout
    level = re.search(r"Overall exposure level for \S+: (\d+\.\d)", said)
    assert level
    assert float(level[1]) <= MOST_EXPOSED


def test_the_backup_is_closed_as_the_server_is() -> None:
    closed = [
        re.findall(r"^(?:Protect|Private|Restrict|System|Capab).*$", unit.read_text(), re.MULTILINE)
        for unit in SERVICES
    ]
    assert len(closed[0]) > 15
    assert closed[0] == closed[1]


def test_they_give_commands_there_are() -> None:
    given = re.findall(r"/bin/limelight (\w+) (\w+)", (UNITS / "limelight-backup.service").read_text())
    assert given == [("backup", "create")]
    for group, command in given:
        assert command in limelight.commands[group].commands  # type: ignore[attr-defined]
    assert (ROOT / "app.py").is_file()


def test_the_example_of_an_environment_has_settings_alone() -> None:
    names = re.findall(r"^#?([A-Z_]+)=", (ROOT / "deploy" / "limelight.env").read_text(), re.MULTILINE)
    assert len(names) > 8
    assert set(names) <= {name.upper() for name in Settings.model_fields}
