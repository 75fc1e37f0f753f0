"""Backups: made while people answer, proved by restoring them, and restored whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.store.database.engine import create_engine_for, create_patient_engine_for, reading
from quiz.store.database.migrate import (
    SchemaTooNewError,
    changing_schema,
    create_sqlite_file,
    current_revision,
    upgrade_schema,
)
from quiz.store.database.sqlite import UnsoundDatabaseError
from quiz.store.database.tables import HEAD_REVISION
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import load_response_set
from quiz.store.share_links import load_shared
from quiz.store.transfer.backup import create_backup, is_sqlite_file, read_backup, restore_backup, try_backup
from quiz.store.transfer.backup_file import DamagedBackupError
from quiz.store.transfer.loading import NotEmptyError
from quiz.store.transfer.records import MovingError
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result
from tests.store.transfer.databases import an_early_result, contents_of_url, fill

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def ignore(_rows: int) -> None:
    """Nobody watches."""


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A backup, of an SQLite database."""
    fill(f"sqlite:///{tmp_path / 'source.db'}")
    path = tmp_path / "whole.jsonl.gz"
    create_backup(f"sqlite:///{tmp_path / 'source.db'}", path, NOW, ignore)
    return path


def test_a_backup_of_one_database_restores_into_the_other(
    database_url: str, target_url: str, file: Path
) -> None:
    filled = fill(database_url)
    made = create_backup(database_url, file, NOW, ignore)
    assert made.contents == contents_of_url(database_url)
    assert (made.head.made_at, made.head.revision) == ("2026-11-23T12:30:00Z", HEAD_REVISION)
    assert read_backup(file) == made
    try_backup(made, ignore)
    restore_backup(target_url, made, ignore)
    assert contents_of_url(target_url) == made.contents
    engine = create_engine_for(target_url)
    with reading(engine) as connection:
        assert load_response_set(connection, filled.private).completed_on == TODAY
        assert load_shared(connection, filled.shared)[0].display_name == "Ada Ü"
    engine.dispose()


def test_it_is_readable_by_its_owner_alone_and_nothing_else_is_left_there(
    database_url: str, file: Path
) -> None:
    fill(database_url)
    create_backup(database_url, file, NOW, ignore)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_it_is_lines_of_json_that_anybody_can_read(whole: Path) -> None:
    lines = [json.loads(line) for line in gzip.decompress(whole.read_bytes()).splitlines()]
    assert lines[0]["format"] == "limelight-backup/1"
    assert lines[-1]["tables"]["workshops"]["rows"] == 1
    assert [values["title"] for table, values in lines[1:-1] if table == "workshops"] == ["Monday"]


def test_a_file_that_is_there_is_not_overwritten(database_url: str, file: Path) -> None:
    fill(database_url)
    file.parent.mkdir()
    file.write_text("last week's")
    with pytest.raises(MovingError, match="not overwritten"):
        create_backup(database_url, file, NOW, ignore)
    assert file.read_text() == "last week's"
    assert list(file.parent.iterdir()) == [file]


def test_every_flipped_byte_is_caught(whole: Path, tmp_path: Path) -> None:
    original = whole.read_bytes()
    assert read_backup(whole).contents["workshops"].rows == 1
    chance = random.Random(0)
    # The gzip header and trailer, which have no protection of their own, and somewhere in between.
    places = [*range(10), *range(-8, 0), *chance.sample(range(10, len(original) - 8), 60)]
    damaged = tmp_path / "damaged.jsonl.gz"
    for place in places:
        content = bytearray(original)
        content[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(content)
        with pytest.raises(DamagedBackupError, match=r"damaged\.jsonl\.gz"):
            read_backup(damaged)


@pytest.mark.parametrize("left", [0, 1, 9, 10, 11, 200, -9, -1])
def test_a_backup_that_was_cut_off_is_caught(whole: Path, left: int) -> None:
    whole.write_bytes(whole.read_bytes()[:left])
    with pytest.raises(DamagedBackupError):
        read_backup(whole)


def test_a_missing_or_changed_row_is_caught_though_the_file_is_sound(whole: Path) -> None:
    lines = gzip.decompress(whole.read_bytes()).splitlines(keepends=True)
    for changed in (
        [line for line in lines if b'"comparisons",' not in line],
        [line.replace(b'"title":"Monday"', b'"title":"Sunday"') for line in lines],
        lines[:-1],
    ):
        assert changed != lines
        pack(changed, whole)
        with pytest.raises(DamagedBackupError, match="not what was written"):
            read_backup(whole)


def test_a_restore_into_a_full_database_needs_to_be_told(database_url: str, whole: Path) -> None:
    fill(database_url)
    before, backup = contents_of_url(database_url), read_backup(whole)
    with pytest.raises(NotEmptyError):
        restore_backup(database_url, backup, ignore)
    assert contents_of_url(database_url) == before
    restore_backup(database_url, backup, ignore, is_replacing=True)
    assert contents_of_url(database_url) == backup.contents != before


def test_a_restore_that_fails_leaves_everything_as_it_was(database_url: str, whole: Path) -> None:
    fill(database_url)
    before, backup = contents_of_url(database_url), read_backup(whole)
    whole.write_bytes(whole.read_bytes()[:-9])  # after it was read
    with pytest.raises(DamagedBackupError):
        restore_backup(database_url, backup, ignore, is_replacing=True)
    assert contents_of_url(database_url) == before


def test_a_backup_from_before_an_upgrade_restores_after_it(database_url: str, target_url: str, file) -> None:
    create_sqlite_file(database_url)
    patient = create_patient_engine_for(database_url)
    with changing_schema(patient) as connection:
        upgrade_schema(connection, "0002")
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    token = an_early_result(patient)
    patient.dispose()
    backup = create_backup(database_url, file, NOW, ignore)
    assert backup.head.revision == "0002"
    restore_backup(target_url, backup, ignore)
    engine = create_engine_for(target_url)
    assert current_revision(engine) == HEAD_REVISION
    with reading(engine) as connection:
        assert load_response_set(connection, token).completed_on == TODAY
    engine.dispose()


def test_a_backup_of_a_newer_version_is_refused(whole: Path) -> None:
    lines = gzip.decompress(whole.read_bytes()).splitlines(keepends=True)
    lines[0] = lines[0].replace(HEAD_REVISION.encode(), b"9999")
    end = {**json.loads(lines[-1]), "sha256": hashlib.sha256(b"".join(lines[:-1])).hexdigest()}
    lines[-1] = json.dumps(end).encode()
    pack(lines, whole)
    with pytest.raises(SchemaTooNewError, match="9999"):
        try_backup(read_backup(whole), ignore)


def test_a_damaged_page_is_caught_before_it_gets_into_a_backup(tmp_path: Path, file) -> None:
    path = tmp_path / "limelight.db"
    fill(f"sqlite:///{path}")
    engine = create_engine_for(f"sqlite:///{path}")
    for _ in range(20):
        a_result(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    create_backup(f"sqlite:///{path}", file, NOW, ignore)
    file.unlink()
    damage_page(path, 3)
    with pytest.raises(UnsoundDatabaseError, match="flask backup restore"):
        create_backup(f"sqlite:///{path}", file, NOW, ignore)
    assert list(file.parent.iterdir()) == []


def pack(lines: list[bytes], path: Path) -> None:
    """As backups are packed."""
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        packed.writelines(lines)


def damage_page(path: Path, number: int) -> None:
    """As a disk does it: a page in the middle that holds something else."""
    assert is_sqlite_file(path)
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[number * size : (number + 1) * size] = random.Random(number).randbytes(size)
    path.write_bytes(content)
