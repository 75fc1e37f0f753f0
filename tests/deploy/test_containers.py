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

from quiz.settings.environment import ROOT, Settings
from quiz.store.database.engine import create_engine_for, reading
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
    assert kinds[:2] == ["ARG", "FROM"]
    assert kinds[-1] == "CMD"
    assert set(kinds) <= {
        *("ARG", "FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "VOLUME", "EXPOSE"),
        "HEALTHCHECK",
        "CMD",
    }
    assert LINES.index("COPY requirements.txt ./") + 1 == next(
        place for place, line in enumerate(LINES) if "pip install" in line
    )
    assert LINES.index("COPY requirements.txt ./") < LINES.index("COPY quiz ./quiz")


def test_nobody_is_root_and_nothing_is_installed_that_was_not_looked_at():
    [user] = steps("USER")
    assert user.isdecimal()  # a cluster cannot tell of a name that it is not root's
    assert int(user) > 0
    assert any(f"--uid {user} --gid 0" in step for step in steps("RUN"))
    assert f"install -d -o {user} -g 0 -m 0770 /var/lib/limelight" in steps("RUN")
    assert any("--require-hashes -r requirements.txt" in step for step in steps("RUN"))
    assert not any("apt" in step or "curl" in step for step in steps("RUN"))


def test_its_settings_are_settings():
    given = [part.partition("=")[0] for line in steps("ENV") for part in shlex.split(line)]
    given += list(COMPOSE["services"]["limelight"]["environment"])
    settings = {name.upper() for name in Settings.model_fields}
    assert len(given) > 5
    assert set(given) - {"PYTHONDONTWRITEBYTECODE", "PGPASSWORD"} <= settings


def test_the_compose_file_keeps_to_itself():
    ours = COMPOSE["services"]["limelight"]
    assert ours["read_only"] is True
    assert ours["cap_drop"] == ["ALL"]
    assert ours["ports"] == ["127.0.0.1:8000:8000"]
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["limelight"]
    assert set(ours["depends_on"]) == {"postgres", "redis"}
    assert (ROOT / "deploy" / ours["build"]["context"] / ours["build"]["dockerfile"]).is_file()


def test_each_image_is_one_version_and_can_be_named_by_its_hash():
    """No registry can be asked here for the hashes, so whoever builds names them (docs/self-hosting.md)."""
    assert steps("ARG") == ["BASE=python:3.13-slim"]
    assert steps("FROM") == ["${BASE}"]
    services = COMPOSE["services"]
    images = [services[name]["image"] for name in ("postgres", "redis")]
    images.append(services["limelight"]["build"]["args"]["BASE"])
    for image in images:
        assert re.fullmatch(r"\$\{[A-Z]+_IMAGE:-[a-z]+:\d[\w.-]*\}", image), image
    assert images[-1].endswith(f":-{steps('ARG')[0].removeprefix('BASE=')}}}")


def test_a_password_may_have_any_letter_in_it(monkeypatch, postgres):
    """openssl rand -base64 makes a / in two of five, which would end an address."""
    environment = COMPOSE["services"]["limelight"]["environment"]
    assert environment["PGPASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert "POSTGRES_PASSWORD" not in environment["DATABASE_URL"]
    monkeypatch.setenv("PGPASSWORD", "a/b@c:d%2Fe?#")
    made = create_engine_for(environment["DATABASE_URL"]).dialect.create_connect_args
    assert "password" not in made(create_engine_for(environment["DATABASE_URL"]).url)[1]
    engine = create_engine_for(postgres.url.render_as_string(hide_password=False))
    with reading(engine) as connection:
        assert connection.connection.dbapi_connection.info.password == "a/b@c:d%2Fe?#"
    engine.dispose()


def test_nothing_goes_to_the_builder_but_what_is_copied():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    patterns = [line for line in lines if not line.startswith("#")]
    assert patterns[0] == "*"
    taken = {pattern[1:] for pattern in patterns if pattern.startswith("!")}
    copied = {source for line in steps("COPY") for source in line.split()[:-1]}
    assert taken == copied
    ignored = (ROOT / ".gitignore").read_text().split()
    assert not taken & {name.strip("/") for name in ignored}
    left_out = patterns[1 + len(taken) :]
    assert {"**/__pycache__", "**/*.pyc", "**/.env", "**/*.db*"} == set(left_out)
    kept = {path.name for folder in ("quiz", "templates", "static") for path in (ROOT / folder).rglob("*")}
    assert not any(name == ".env" or ".db" in name for name in kept)  # these lose nothing that is needed


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
    variables |= {"ALLOWED_HOSTS": "limelight.example"}
    variables |= {"ASSETS_DIR": str(ROOT / "build" / "assets-for-tests"), "PATH": os.environ["PATH"]}
    command = yaml.safe_load(steps("CMD")[0])
    assert command == ["python", "app.py"]
    check = yaml.safe_load(steps("HEALTHCHECK")[0].removeprefix("CMD "))
    own = [sys.executable, *check[1:]]
    log = (tmp_path / "log").open("wb")
    with (
        log,
        subprocess.Popen(
            [sys.executable, *command[1:]], cwd=tmp_path / "image", env=variables, stdout=log, stderr=log
        ) as server,
    ):
        try:
            # As the engine runs it, which has the same PORT; ALLOWED_HOSTS has no address in it.
            wait_until(
                lambda: (
                    subprocess.run(own, env=variables, stderr=subprocess.DEVNULL, check=False).returncode == 0
                )
            )
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/", headers={"Host": "limelight.example"})
            answer = connection.getresponse()
            assert answer.status == 200
            assert b"Limelight" in answer.read()
            connection.close()
        finally:
            server.terminate()
