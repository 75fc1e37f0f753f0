"""Processes that migrate at the same time, and processes that are killed while they do."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import inspect

from quiz.settings.environment import ROOT
from quiz.store.database.engine import create_engine_for, create_patient_engine_for, reading
from quiz.store.database.health import find_fault
from quiz.store.database.migrate import (
    changing_schema,
    create_sqlite_file,
    current_revision,
    migrate,
    upgrade_schema,
)
from quiz.store.database.tables import HEAD_REVISION, metadata

PATIENCE = 60

MIGRATE = """
import sys
from quiz.store.database.migrate import migrate
print("ready", flush=True)
sys.stdin.readline()
print("migrated" if migrate(sys.argv[1]) else "found it done")
"""
KILLED_AT = """
import os, signal, sys
import alembic.op
from quiz.store.database.migrate import migrate

original, so_far = alembic.op.create_table, 0

def create_table(*arguments, **options):
    global so_far
    so_far += 1
    original(*arguments, **options)
    if so_far == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

alembic.op.create_table = create_table
migrate(sys.argv[1])
"""


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.parametrize("begun", ["afresh", "0002"])
def test_three_processes_that_start_together_migrate_exactly_once(database_url: str, begun: str) -> None:
    if begun != "afresh":
        upgrade_to(database_url, begun)
    processes = [started(MIGRATE, database_url) for _ in range(3)]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 3
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    said = sorted(process.communicate(timeout=PATIENCE) for process in processes)
    assert said == [("found it done\n", ""), ("found it done\n", ""), ("migrated\n", "")]
    engine = create_engine_for(database_url)
    assert find_fault(engine) is None
    engine.dispose()


def test_a_new_file_is_opened_by_several_in_the_same_moment(tmp_path: Path) -> None:
    together = Barrier(4)

    def opened(url: str) -> str:
        engine = create_engine_for(url)
        together.wait()
        with reading(engine) as connection:
            mode: str = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        engine.dispose()
        return mode

    with ThreadPoolExecutor(4) as threads:
        for number in range(40):
            url = f"sqlite:///{tmp_path}/{number}.db"
            create_sqlite_file(url)
            assert list(threads.map(opened, [url] * 4)) == ["wal"] * 4


@pytest.mark.parametrize(("begun", "table"), [("afresh", 1), ("afresh", 7), ("0002", 3)])
def test_an_upgrade_killed_half_way_never_happened_and_the_next_mends_it(
    database_url: str, begun: str, table: int
) -> None:
    if begun != "afresh":
        upgrade_to(database_url, begun)
    process = started(KILLED_AT, database_url, str(table))
    process.communicate(timeout=PATIENCE)
    assert process.returncode == -9
    engine = create_engine_for(database_url)
    assert current_revision(engine) == (None if begun == "afresh" else begun)
    with engine.connect() as connection:
        assert "workshops" not in inspect(connection).get_table_names()
    assert migrate(database_url)
    assert current_revision(engine) == HEAD_REVISION
    with engine.connect() as connection:
        assert set(metadata.tables) < set(inspect(connection).get_table_names())
    assert find_fault(engine) is None
    engine.dispose()


def upgrade_to(database_url: str, revision: str) -> None:
    create_sqlite_file(database_url)
    engine = create_patient_engine_for(database_url)
    with changing_schema(engine) as connection:
        upgrade_schema(connection, revision)
    engine.dispose()
