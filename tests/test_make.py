"""What make does before anything runs: it finds a Python, and installs only what is not there yet."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from quiz.settings.environment import ROOT

SHIM = '#!/bin/sh\necho "pyenv: $0: command not found" >&2\nexit 127\n'
OLD = "#!/bin/sh\nexit 1\n"  # as a Python answers that is too old
GOOD = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'


@pytest.fixture
def machine(tmp_path):
    """A folder with the few commands the script needs, and the Pythons a test adds."""
    commands = tmp_path / "commands"
    commands.mkdir()
    for name in ("rm", "sh"):
        (commands / name).symlink_to(str(shutil.which(name)))
    return commands


def add(machine: Path, name: str, content: str) -> None:
    (machine / name).write_text(content)
    (machine / name).chmod(0o755)


def make_environment(machine: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / ".ci" / "make-environment"), str(machine.parent / "environment")],
        env={"PATH": str(machine), "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def install(tmp_path, monkeypatch):
    """The installing script, on a project and an environment of the test's own, noting what it would run."""
    specification = importlib.util.spec_from_file_location("install", ROOT / ".ci" / "install.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    noted: Any = module
    noted.ran, noted.status = [], 0

    def run(command, **_):
        noted.ran.append(Path(command[0]).name)
        return subprocess.CompletedProcess(command, noted.status)

    monkeypatch.setattr(module.subprocess, "run", run)
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/bin/{name}")
    (tmp_path / "package.json").write_text(
        json.dumps({"limelight": {"integrity": {"plotly/x.js": "sha512-x"}}})
    )
    return noted


def test_it_says_in_one_sentence_that_no_python_is_new_enough(machine):
    add(machine, "python3.11", SHIM)
    add(machine, "python3", OLD)
    ended = make_environment(machine)
    assert ended.returncode == 1
    assert ended.stderr.startswith("Limelight needs Python 3.11 or newer")
    assert ended.stderr.count("\n") == 1


def test_it_passes_over_a_shim_without_a_python_behind_it(machine):
    add(machine, "python3.13", SHIM)
    add(machine, "python3.12", OLD)
    add(machine, "python3", GOOD)
    ended = make_environment(machine)
    assert ended.returncode == 0, ended.stderr
    assert (machine.parent / "environment" / "bin" / "python").exists()


def test_it_takes_the_python_it_is_given_and_no_other(machine):
    add(machine, "python3", GOOD)
    add(machine, "mine", OLD)
    ended = make_environment(machine, python="mine")
    assert ended.returncode == 1
    assert "PYTHON=mine is not" in ended.stderr


def test_it_leaves_no_half_environment_behind(machine):
    add(machine, "python3", '#!/bin/sh\n[ "$1" = -m ] || exit 0\nmkdir "$3"; echo no ensurepip >&2; exit 1\n')
    (machine / "mkdir").symlink_to(str(shutil.which("mkdir")))
    ended = make_environment(machine)
    assert ended.returncode == 1
    assert "no ensurepip" in ended.stderr
    assert "python3-venv" in ended.stderr
    assert not (machine.parent / "environment").exists()


def test_it_installs_the_packages_again_only_when_their_list_changed(install, tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("one")
    assert install.install_packages(requirements) == 0
    assert install.install_packages(requirements) == 0
    assert len(install.ran) == 1
    requirements.write_text("two")
    assert install.install_packages(requirements) == 0
    assert len(install.ran) == 2


def test_it_tries_again_after_a_failed_installation(install, tmp_path, capsys):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("one")
    install.status = 1
    assert install.install_packages(requirements) == 1
    assert "could not be installed" in capsys.readouterr().err
    install.status = 0
    assert install.install_packages(requirements) == 0
    assert len(install.ran) == 2


def test_it_runs_npm_once_and_goes_on_without_it_when_it_fails(install, tmp_path, capsys):
    install.status = 1
    assert install.install_chart_library() == 0
    assert "larger library of the Python package: npm install ended with status 1" in capsys.readouterr().out
    assert install.install_chart_library() == 0
    assert install.ran == ["npm"]
    an_hour_ago = time.time() - 3601
    os.utime(tmp_path / "npm-failed", (an_hour_ago, an_hour_ago))
    assert install.install_chart_library() == 0
    assert install.ran == ["npm", "npm"]


def test_it_does_not_trust_another_file_than_the_expected_one(install, tmp_path, capsys):
    (tmp_path / "node_modules" / "plotly").mkdir(parents=True)
    (tmp_path / "node_modules" / "plotly" / "x.js").write_text("changed")
    assert install.install_chart_library() == 0
    assert "not what package.json expects" in capsys.readouterr().out


def test_it_leaves_npm_alone_when_the_chart_library_is_there(install, tmp_path):
    bundle = tmp_path / "node_modules" / "plotly" / "x.js"
    bundle.parent.mkdir(parents=True)
    bundle.write_text("as expected")
    expected = {"limelight": {"integrity": {"plotly/x.js": install.integrity(bundle)}}}
    (tmp_path / "package.json").write_text(json.dumps(expected))
    assert install.install_chart_library() == 0
    assert install.ran == []


def test_without_npm_it_says_which_chart_library_is_used(install, monkeypatch, capsys):
    monkeypatch.setattr(install.shutil, "which", lambda _: None)
    assert install.install_chart_library() == 0
    assert "npm is not installed" in capsys.readouterr().out
    assert install.ran == []


def test_the_quick_tests_are_the_gates_and_every_room_but_no_server():
    would = subprocess.run(
        ["make", "--dry-run", "quick"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "mypy" in would
    assert '-m "not browser and not faults and not postgres"' in would
    for room in ("instrument", "measurement", "evidence", "workshop", "store", "web"):
        assert f" tests/{room}" in would


def test_what_is_quick_asks_no_postgres():
    would = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "not postgres", "tests/store"]
    collected = subprocess.run(would, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "[sqlite]" in collected
    assert "[postgresql]" not in collected
