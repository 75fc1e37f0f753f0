"""Installs the packages of one requirements file, the command, and the small chart library if npm is there.

Does nothing, quickly, when both are as they should be. Run by make with the environment's own Python.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NPM_TIMEOUT = 60  # seconds; the run goes on without it
PAUSE = 3600  # seconds


COMMAND = """#!/bin/sh
# Finds the project by its own place, so that the folder may be moved.
bin=$(dirname -- "$(realpath -- "$0")")
PYTHONPATH="$bin/../.." exec "$bin/python" -P -m quiz.cli "$@"
"""


def main() -> int:
    return install_packages(ROOT / sys.argv[1]) or install_command() or install_chart_library()


def install_packages(requirements: Path) -> int:
    """What was installed last is kept as a copy of the file: equal copies mean nothing to do."""
    wanted = requirements.read_bytes()
    installed = Path(sys.prefix) / f"installed-{requirements.name}"
    if installed.exists() and installed.read_bytes() == wanted:
        return 0
    print(f"Installing {requirements.name} …", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    ended = subprocess.run([*pip, "--require-hashes", "-r", str(requirements)], check=False)
    if ended.returncode:
        print(f"{requirements.name} could not be installed; pip says why above.", file=sys.stderr)
        return 1
    installed.write_bytes(wanted)
    return 0


def install_command() -> int:
    """`limelight`, from whatever folder it is given in."""
    command = Path(sys.executable).with_name("limelight")
    if not command.exists() or command.read_text("utf-8") != COMMAND:
        command.write_text(COMMAND, "utf-8")
        command.chmod(0o755)
    return 0


def install_chart_library() -> int:
    """Never fails: without it the application serves the larger one of its Python package."""
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["limelight"]["integrity"]
    failed = Path(sys.prefix) / "npm-failed"
    if is_current(wanted) or is_recent(failed):
        return 0
    problem = npm_problem()
    if problem is None and not is_current(wanted):
        problem = "what npm fetched is not what package.json expects"
    if problem:
        print(f"Charts use the larger library of the Python package: {problem}.", flush=True)
        failed.touch()
    return 0


def is_current(wanted: dict[str, str]) -> bool:
    files = {name: ROOT / "node_modules" / name for name in wanted}
    return all(files[name].is_file() and integrity(files[name]) == wanted[name] for name in wanted)


def integrity(file: Path) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()


def is_recent(failed: Path) -> bool:
    """Whether npm failed within the hour: not every start shall wait for a network that is not there."""
    return failed.exists() and time.time() - failed.stat().st_mtime < PAUSE


def npm_problem() -> str | None:
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    flags = ["--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    try:
        ended = subprocess.run(
            [npm, "install", *flags], cwd=ROOT, timeout=NPM_TIMEOUT, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return f"npm took longer than {NPM_TIMEOUT} s"
    except OSError as error:
        return f"npm cannot be run ({error.strerror})"
    return f"npm install ended with status {ended.returncode}" if ended.returncode else None


if __name__ == "__main__":
    sys.exit(main())
