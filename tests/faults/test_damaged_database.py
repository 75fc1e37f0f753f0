"""A database that is damaged, or another version's: the start says what to do, in a sentence."""

from __future__ import annotations

import random
import sqlite3
import stat
from contextlib import closing

import pytest

from tests.faults.conftest import MakeServer

pytestmark = pytest.mark.faults


def test_a_damaged_page_stops_the_start_and_the_backup_brings_all_back(
    make_server: MakeServer,
) -> None:
    server = make_server().start()
    ada = server.person("Ada")
    ada.finish()
    assert stat.S_IMODE(server.database.stat().st_mode) == 0o600
    backup = server.folder / "backup.db.gz"
    assert "rows as of" in server.command("backup", "create", str(backup))
    server.stop()
    with closing(sqlite3.connect(server.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(server.database.read_bytes())
    content[4096 : 3 * 4096] = random.Random(1).randbytes(2 * 4096)
    server.database.write_bytes(content)

    said = server.refusal()
    assert "is damaged" in said
    assert "`limelight backup restore`" in said
    assert said.count("\n") == 1
    for file in server.database.parent.glob("limelight.db*"):
        file.rename(server.folder / file.name)
    assert "Start Limelight." in server.command("backup", "restore", str(backup))
    server.start()
    assert ada.get(ada.result_path).status_code == 200


def test_a_database_of_a_newer_version_stops_the_start(make_server: MakeServer) -> None:
    server = make_server().start()
    server.stop()
    with closing(sqlite3.connect(server.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    said = server.refusal()
    assert "revision 9999 is unknown" in said
    assert "start the newer version" in said
    assert said.count("\n") == 1
