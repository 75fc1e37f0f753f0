"""A PostgreSQL of one's own, from what is installed: on a free port of 127.0.0.1, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from bench.server import free_port
from quiz.store.database.engine import normalise_url

MISSING = "not measured: no PostgreSQL is installed here"


@dataclass(frozen=True)
class Postgres:
    """`pid` is the parent of all its processes."""

    url: str
    pid: int

    def new_database(self, name: str) -> str:
        """The address of an empty database of this name."""
        admin = create_engine(normalise_url(self.url), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        return f"{self.url.rpartition('/')[0]}/{name}"


def installed_programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest version."""
    found = [Path(path).parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


@contextmanager
def own_postgres(programs: Path, folder: Path, options: str = "") -> Iterator[Postgres]:
    """As it comes, so what is committed is on the disk, unless these options of its say otherwise."""
    data, port = folder / "data", free_port()
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
    where = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"{where} {options}", "start")
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        yield Postgres(f"postgresql://postgres@127.0.0.1:{port}/postgres", pid)
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")


@contextmanager
def postgres_if_installed(folder: Path) -> Iterator[Postgres | None]:
    """One of one's own in a new folder inside of this one, or None where nothing can be started."""
    programs = installed_programs()
    if programs is None:
        yield None
        return
    (folder / "postgres").mkdir()
    with own_postgres(programs, folder / "postgres") as postgres:
        yield postgres
