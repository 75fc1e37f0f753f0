"""`limelight backup`: what is said, and the exit status."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from quiz.store.database.engine import create_engine_for
from tests.cli.conftest import Give
from tests.store.transfer.databases import contents_of_url, fill


def test_a_backup_goes_into_the_instance_folder_by_itself(
    give: Give, database_url: str, tmp_path: Path
) -> None:
    fill(database_url)
    previous = os.umask(0)
    try:
        made = give("backup", "create")
    finally:
        os.umask(previous)
    [file] = (tmp_path / "instance" / "backups").iterdir()
    assert made.output.startswith(
        f"{file}: {sum(c.rows for c in contents_of_url(database_url).values())} rows"
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert give("backup", "verify", file).output.startswith(f"{file}: whole, and can be restored")


def test_a_restore_needs_to_be_told_to_replace_answers(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url)
    file = tmp_path / "monday.db.gz"
    assert give("backup", "create", file).exit_code == 0
    before = contents_of_url(database_url)
    assert (
        give("backup", "create", file).output == f"Error: {file} is there already, and is not overwritten.\n"
    )
    assert give("backup", "restore", file).exit_code == 1
    assert contents_of_url(database_url) == before
    assert give("backup", "restore", file, "--replace").exit_code == 0
    assert contents_of_url(database_url) == before


def test_verify_says_what_is_damaged(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url)
    file = tmp_path / "monday.db.gz"
    give("backup", "create", file)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    damaged = give("backup", "verify", file)
    assert damaged.exit_code == 1
    assert damaged.output.startswith(f"Error: {file} is damaged")
    assert give("backup", "restore", file, "--replace").exit_code == 1


def test_verify_reads_a_copy_of_an_sqlite_file_too(give: Give, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    fill(f"sqlite:///{path}")
    engine = create_engine_for(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    assert give("backup", "verify", path).output.startswith(f"{path}: whole, and can be restored; ")
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(range(256)) * 16
    path.write_bytes(content)
    damaged = give("backup", "verify", path)
    assert damaged.exit_code == 1
    assert "is damaged" in damaged.output


def test_a_file_that_is_not_there_is_said(give: Give, tmp_path: Path) -> None:
    assert give("backup", "verify", tmp_path / "gone").exit_code == 2


def test_a_folder_that_cannot_be_made_is_said(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url)
    (tmp_path / "file").touch()
    refused = give("backup", "create", tmp_path / "file" / "folder" / "monday.db.gz")
    assert refused.exit_code == 1
    assert "Not a directory" in refused.output
