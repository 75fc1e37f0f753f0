"""A PostgreSQL of the tests' own, made of installed programs, which may be restarted, frozen and killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.faults.processes import children
from tests.faults.server import a_free_port

MISSING = "no PostgreSQL is installed that could be started"
ROLE = "limelight"
"""Whom Limelight connects as: no superuser, for whom PostgreSQL would keep connections free."""


def postgres_programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest version."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


def installed_postgres() -> Path:
    """As above. Without any the test is skipped; under CI=true it fails."""
    programs = postgres_programs()
    if programs is None and os.environ.get("CI") == "true":
        pytest.fail(f"{MISSING}; under CI=true no test is skipped for a missing program")
    if programs is None:
        pytest.skip(f"{MISSING}; the embedded SQLite is what Limelight needs")
    return programs


def engine_of(url: str) -> Engine:
    """An administrator's engine. Notices ("drop cascades to 9 other objects") are nobody's business."""
    patient = {"connect_timeout": 2, "options": "-c client_min_messages=warning"}
    return create_engine(url, isolation_level="AUTOCOMMIT", connect_args=patient)


@dataclass
class PostgresServer:
    """On a free port of 127.0.0.1, with all it keeps in a folder of its own."""

    programs: Path
    folder: Path
    options: str = ""
    port: int = field(default_factory=a_free_port)
    user: str | None = None

    def create(self) -> None:
        if os.geteuid() == 0:  # which PostgreSQL refuses to run as
            self.user = "postgres"
            shutil.chown(self.folder, self.user)
        self._run("initdb", "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8")

    def start(self) -> None:
        addresses = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        log, options = str(self.folder / "log"), f"{addresses} {self.options}"
        self._run("pg_ctl", "-w", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is as after a crash: the next start recovers."""
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def is_running(self) -> bool:
        return self._pid_file.exists() and bool(children(self._postmaster))

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Alive, but nothing of it moves; the kernel still takes connections in its name."""
        processes = self.processes()
        self._signal(processes, signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(processes, signal.SIGCONT)

    def configure(self, setting: str, value: str) -> None:
        """Change one of its settings while it runs."""
        with self._administrator() as engine, engine.connect() as connection:
            connection.execute(text(f"ALTER SYSTEM SET {setting} = {value}"))
            connection.execute(text("SELECT pg_reload_conf()"))

    def create_database(self, name: str) -> str:
        """Its address, for Limelight's role."""
        with self._administrator() as engine, engine.connect() as connection:
            roles = text("SELECT count(*) FROM pg_roles WHERE rolname = :name")
            if not connection.execute(roles, {"name": ROLE}).scalar_one():
                connection.execute(text(f"CREATE ROLE {ROLE} LOGIN"))
            connection.execute(text(f"CREATE DATABASE {name} OWNER {ROLE}"))
        return self.url(ROLE, name)

    def url(self, user: str = "postgres", database: str = "postgres") -> str:
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def _administrator(self) -> Iterator[Engine]:
        engine = engine_of(self.url())
        try:
            yield engine
        finally:
            engine.dispose()

    def processes(self) -> list[int]:
        """The first one of all comes first: it shall make no more of them."""
        return [self._postmaster, *sorted(children(self._postmaster))]

    @property
    def _postmaster(self) -> int:
        return int(self._pid_file.read_text().split()[0])

    @property
    def _pid_file(self) -> Path:
        return self.folder / "data" / "postmaster.pid"

    def _signal(self, processes: list[int], number: int) -> None:
        for process in processes:
            os.kill(process, number)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, user=self.user, cwd=self.folder, stdout=subprocess.DEVNULL)


@contextmanager
def running_postgres(options: str = "-c fsync=off") -> Iterator[PostgresServer]:
    """A server with a folder of its own, both gone afterwards."""
    # None of pytest's folders: each pytest closes all of them to others, and PostgreSQL is never root's.
    with tempfile.TemporaryDirectory(prefix="limelight-postgres-") as folder:
        server = PostgresServer(installed_postgres(), Path(folder), options)
        server.create()
        server.start()
        try:
            yield server
        finally:
            if server.is_running():
                server.stop()
