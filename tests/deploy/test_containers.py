"""Containerfile and compose file. There is no container engine here: what they say is tried without one."""

from __future__ import annotations

import http.client
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from quiz.settings import ROOT, Settings
from tests.faults.server import a_free_port, wait_until

LINES = [
    line
    for line in (ROOT / "deploy" / "Containerfile").read_text().splitlines()
    if line and not line.startswith("#")
]
STEPS = [(line.partition(" ")[0], line.partition(" ")[2]) for line in LINES]
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
MOST_LINES = 20


def steps(kind: str) -> list[str]:
    found = [rest for step, rest in STEPS if step == kind]
    assert found
    return found


def test_it_is_short_and_in_the_order_in_which_it_changes():
    assert len(LINES) <= MOST_LINES
    kinds = [kind for kind, _ in STEPS]
    assert kinds[0] == "FROM"
    assert kinds[-1] == "CMD"
    assert set(kinds) <= {
        *("FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "VOLUME", "EXPOSE"),
        "HEALTHCHECK",
        "CMD",
    }
    assert LINES.index("COPY requirements.txt ./") < kinds.index("RUN", 2) < LINES.index("COPY quiz ./quiz")


def test_nobody_is_root_and_nothing_is_installed_that_was_not_looked_at():
    assert steps("USER") == ["limelight"]
    assert all(":latest" not in image for image in steps("FROM"))
    assert any("--require-hashes -r requirements.txt" in step for step in steps("RUN"))
    assert not any("apt" in step or "curl" in step for step in steps("RUN"))


def test_its_settings_are_settings():
    given = [part.partition("=")[0] for line in steps("ENV") for part in shlex.split(line)]
    given += list(COMPOSE["services"]["limelight"]["environment"])
    settings = {name.upper() for name in Settings.model_fields}
    assert len(given) > 5
    assert set(given) - {"PYTHONDONTWRITEBYTECODE"} <= settings


def test_the_compose_file_keeps_to_itself():
    ours = COMPOSE["services"]["limelight"]
    assert ours["read_only"] is True
    assert ours["cap_drop"] == ["ALL"]
    assert ours["ports"] == ["127.0.0.1:8000:8000"]
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["limelight"]
    assert set(ours["depends_on"]) == {"postgres", "redis"}
    images = [service["image"] for service in COMPOSE["services"].values() if "image" in service]
    assert all(re.fullmatch(r"[a-z]+:[\w.-]*\d[\w.-]*", image) for image in images)
    assert (ROOT / "deploy" / ours["build"]["context"] / ours["build"]["dockerfile"]).is_file()


@pytest.mark.faults
def test_what_it_copies_is_all_that_is_needed_to_run(tmp_path: Path) -> None:
    """Its COPYs into an empty folder, the same ENV, HEALTHCHECK and CMD; the packages of the tests."""
    for line in steps("COPY"):
        *sources, target = line.split()
        for source in sources:
            place = tmp_path / "image" / (source if target == "./" else target)
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            place.parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / source, place)
    port = a_free_port()
    variables = dict(part.split("=", 1) for line in steps("ENV") for part in shlex.split(line))
    variables |= {"HOST": "127.0.0.1", "PORT": str(port), "INSTANCE_DIR": str(tmp_path / "kept")}
    variables |= {"ASSETS_DIR": str(ROOT / "build" / "assets-for-tests"), "PATH": os.environ["PATH"]}
    command = yaml.safe_load(steps("CMD")[0])
    assert command == ["python", "app.py"]
    check = yaml.safe_load(steps("HEALTHCHECK")[0].removeprefix("CMD "))
    own = [sys.executable, *check[1:-1], check[-1].replace(":8000/", f":{port}/")]
    log = (tmp_path / "log").open("wb")
    with (
        log,
        subprocess.Popen(
            [sys.executable, *command[1:]], cwd=tmp_path / "image", env=variables, stdout=log, stderr=log
        ) as server,
    ):
        try:
            wait_until(lambda: subprocess.run(own, stderr=subprocess.DEVNULL, check=False).returncode == 0)
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/")
            answer = connection.getresponse()
            assert answer.status == 200
            assert b"Limelight" in answer.read()
            connection.close()
        finally:
            server.terminate()
