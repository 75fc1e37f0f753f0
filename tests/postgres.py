"""A PostgreSQL for the tests: the one that answers on this machine, or one of our own.

Each test gets a schema of its own, which costs a hundredth of a database of its own.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

_ON_THIS_MACHINE = "postgresql+psycopg://{user}@127.0.0.1:5432/test"
_MISSING = "no PostgreSQL answers on 127.0.0.1:5432, and none is installed that could be started"


@contextmanager
def a_postgres(folder: Path) -> Iterator[Engine]:
    """An administrator's engine. Without any server the test is skipped; under CI=true it fails."""
    answering = next(filter(None, map(_answering, ("postgres", "root"))), None)
    if answering is not None:
        yield answering
        answering.dispose()
        return
    programs = _programs()
    if programs is None and os.environ.get("CI") == "true":
        pytest.fail(f"{_MISSING}; under CI=true no test is skipped for a missing program")
    if programs is None:
        pytest.skip(f"{_MISSING}; the embedded SQLite is what Limelight needs")
    with _own_server(programs, folder) as engine:
        yield engine


@contextmanager
def a_schema(admin: Engine) -> Iterator[str]:
    """The address of an empty schema, which is dropped afterwards with all that is in it."""
    name = f"limelight_test_{secrets.token_hex(6)}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        url = admin.url.update_query_dict({"options": f"-csearch_path={name}"})
        yield url.render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))


def _answering(user: str) -> Engine | None:
    engine = _engine(_ON_THIS_MACHINE.format(user=user))
    try:
        engine.connect().close()
    except OperationalError:
        engine.dispose()
        return None
    return engine


def _engine(url: str) -> Engine:
    # Notices ("drop cascades to 9 other objects") are nobody's business.
    patient = {"connect_timeout": 2, "options": "-c client_min_messages=warning"}
    return create_engine(url, isolation_level="AUTOCOMMIT", connect_args=patient)


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest version."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


@contextmanager
def _own_server(programs: Path, folder: Path) -> Iterator[Engine]:
    """A server of our own in this folder, on a free port of 127.0.0.1, gone afterwards."""
    data, port = folder / "data", _a_free_port()
    user = None
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        user = "postgres"
        for parent in (folder, *folder.parents[:2]):
            parent.chmod(parent.stat().st_mode | 0o011)
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    engine = _engine(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres")
    try:
        yield engine
    finally:
        engine.dispose()
        run("pg_ctl", "-w", "-m", "immediate", "stop")


def _a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
