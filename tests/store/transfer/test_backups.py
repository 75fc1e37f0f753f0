"""Backups: made while people answer, proved by restoring them, and restored whole or not at all."""

from __future__ import annotations

import gzip
import os
import random
import sqlite3
import stat
import zlib
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz.store.database.engine import create_engine_for, create_patient_engine_for, reading
from quiz.store.database.migrate import (
    BrokenReferenceError,
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
from quiz.store.transfer.backup import DamagedBackupError, create_backup, restore_backup, verify_backup
from quiz.store.transfer.copying import NotEmptyError
from quiz.store.transfer.snapshot import MovingError
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result
from tests.store.transfer.databases import an_early_result, contents_of_url, fill
from tests.store.transfer.json_lines import an_earlier_backup

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A backup, of an SQLite database."""
    fill(f"sqlite:///{tmp_path / 'source.db'}")
    path = tmp_path / "whole.db.gz"
    create_backup(f"sqlite:///{tmp_path / 'source.db'}", path, NOW)
    return path


def test_a_backup_of_one_database_restores_into_the_other(
    database_url: str, target_url: str, file: Path
) -> None:
    filled = fill(database_url)
    made = create_backup(database_url, file, NOW)
    assert made.contents == contents_of_url(database_url)
    assert (made.made_at, made.revision) == (NOW, HEAD_REVISION)
    assert verify_backup(file) == made
    assert restore_backup(target_url, file) == made
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
    create_backup(database_url, file, NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_what_a_killed_backup_left_is_removed_by_the_next_one(database_url: str, file: Path) -> None:
    fill(database_url)
    killed, being_made, another = (file.parent / name for name in LEFT)
    hours_ago = (NOW - timedelta(hours=7)).timestamp()
    for folder in (killed, being_made, another):
        folder.mkdir(parents=True)
        (folder / "limelight.db").write_bytes(b"answers")
        for path in (folder / "limelight.db", folder):
            os.utime(path, (hours_ago, hours_ago))
    last_written = (NOW - timedelta(minutes=5)).timestamp()
    os.utime(being_made / "limelight.db", (last_written, last_written))
    create_backup(database_url, file, NOW)
    assert sorted(file.parent.iterdir()) == sorted([being_made, another, file])


LEFT = (".limelight-backup-killed", ".limelight-backup-being-made", ".another")


def test_unpacked_it_is_a_database_that_can_be_restored(whole: Path, target_url: str, tmp_path: Path) -> None:
    unpacked = tmp_path / "unpacked.db"
    unpacked.write_bytes(gzip.decompress(whole.read_bytes()))
    with closing(sqlite3.connect(unpacked)) as connection:
        assert connection.execute("SELECT title FROM workshops").fetchall() == [("Monday",)]
    contents = contents_of_url(f"sqlite:///{unpacked}")
    assert contents == verify_backup(whole).contents
    assert restore_backup(target_url, unpacked).contents == contents == contents_of_url(target_url)


def test_a_backup_of_an_earlier_version_is_restored(database_url: str, target_url: str, file: Path) -> None:
    filled = fill(database_url)
    file.parent.mkdir()
    file.write_bytes(an_earlier_backup(database_url))
    restored = restore_backup(target_url, file)
    assert (restored.made_at.isoformat(), restored.revision) == ("2026-11-22T02:23:00+00:00", HEAD_REVISION)
    assert restored.contents == contents_of_url(database_url) == contents_of_url(target_url)
    engine = create_engine_for(target_url)
    with reading(engine) as connection:
        assert load_response_set(connection, filled.private).completed_on == TODAY
    engine.dispose()


def test_what_was_null_is_no_json_null_in_a_backup(whole: Path, tmp_path: Path) -> None:
    restore_backup(f"sqlite:///{tmp_path / 'target.db'}", whole)
    with closing(sqlite3.connect(tmp_path / "target.db")) as connection:
        assert connection.execute("SELECT told FROM workshops").fetchall() == [(None,)]


def test_a_file_that_is_there_is_not_overwritten(database_url: str, file: Path) -> None:
    fill(database_url)
    file.parent.mkdir()
    file.write_text("last week's")
    with pytest.raises(MovingError, match="not overwritten"):
        create_backup(database_url, file, NOW)
    assert file.read_text() == "last week's"
    assert list(file.parent.iterdir()) == [file]


def test_every_flipped_byte_is_caught(whole: Path, tmp_path: Path) -> None:
    original = whole.read_bytes()
    assert verify_backup(whole).contents["workshops"].rows == 1
    chance = random.Random(0)
    # Of gzip's header all but the time, name and system in it, on which nothing depends.
    places = [0, 1, 2, *range(-8, 0), *chance.sample(range(30, len(original) - 8), 60)]
    damaged = tmp_path / "damaged.db.gz"
    for place in places:
        content = bytearray(original)
        content[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(content)
        if says_the_same(content, original):
            continue
        with pytest.raises(DamagedBackupError, match=r"damaged\.db\.gz"):
            verify_backup(damaged)


def says_the_same(content: bytes, original: bytes) -> bool:
    """There are several ways to pack a run of noughts, and one bit may turn one into another."""
    try:
        return gzip.decompress(content) == gzip.decompress(original)
    except (OSError, EOFError, zlib.error):
        return False


@pytest.mark.parametrize("left", [0, 1, 9, 10, 11, 200, -9, -1])
def test_a_backup_that_was_cut_off_is_caught(whole: Path, left: int) -> None:
    whole.write_bytes(whole.read_bytes()[:left])
    with pytest.raises(DamagedBackupError):
        verify_backup(whole)


def test_a_damaged_page_is_caught_in_a_sound_packing(whole: Path) -> None:
    unpacked = bytearray(gzip.decompress(whole.read_bytes()))
    unpacked[3 * 4096 : 4 * 4096] = random.Random(0).randbytes(4096)
    whole.write_bytes(gzip.compress(unpacked))
    with pytest.raises(DamagedBackupError, match="pages of its database"):
        verify_backup(whole)


def test_a_restore_into_a_full_database_needs_to_be_told(database_url: str, whole: Path) -> None:
    fill(database_url)
    before = contents_of_url(database_url)
    with pytest.raises(NotEmptyError):
        restore_backup(database_url, whole)
    assert contents_of_url(database_url) == before
    backup = restore_backup(database_url, whole, is_replacing=True)
    assert contents_of_url(database_url) == backup.contents != before


def test_a_restore_that_fails_leaves_everything_as_it_was(database_url: str, whole: Path) -> None:
    """At the last row: the table after it has nothing to refer to any more."""
    fill(database_url)
    before = contents_of_url(database_url)
    change(whole, "DELETE FROM response_sets")
    with pytest.raises((BrokenReferenceError, MovingError)):
        restore_backup(database_url, whole, is_replacing=True)
    assert contents_of_url(database_url) == before


def test_a_backup_from_before_an_upgrade_restores_after_it(database_url: str, target_url: str, file) -> None:
    create_sqlite_file(database_url)
    patient = create_patient_engine_for(database_url)
    with changing_schema(patient) as connection:
        upgrade_schema(connection, "0002")
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    token = an_early_result(patient)
    patient.dispose()
    backup = create_backup(database_url, file, NOW)
    assert backup.revision == "0002"
    restore_backup(target_url, file)
    engine = create_engine_for(target_url)
    assert current_revision(engine) == HEAD_REVISION
    with reading(engine) as connection:
        assert load_response_set(connection, token).completed_on == TODAY
    engine.dispose()


def test_a_backup_of_a_newer_version_is_refused(whole: Path) -> None:
    change(whole, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNewError, match="9999"):
        verify_backup(whole)


def test_a_damaged_page_is_caught_before_it_gets_into_a_backup(tmp_path: Path, file) -> None:
    path = tmp_path / "limelight.db"
    fill(f"sqlite:///{path}")
    engine = create_engine_for(f"sqlite:///{path}")
    for _ in range(20):
        a_result(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    create_backup(f"sqlite:///{path}", file, NOW)
    file.unlink()
    damage_page(path, 3)
    with pytest.raises(UnsoundDatabaseError, match="limelight backup restore"):
        create_backup(f"sqlite:///{path}", file, NOW)
    assert list(file.parent.iterdir()) == []


def change(backup: Path, statement: str) -> None:
    """As anybody can who unpacks it and packs it again."""
    unpacked = backup.with_name("changed.db")
    unpacked.write_bytes(gzip.decompress(backup.read_bytes()))
    with closing(sqlite3.connect(unpacked, isolation_level=None)) as connection:
        connection.execute(statement)
    backup.write_bytes(gzip.compress(unpacked.read_bytes()))


def damage_page(path: Path, number: int) -> None:
    """As a disk does it: a page in the middle that holds something else."""
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    content[number * size : (number + 1) * size] = random.Random(number).randbytes(size)
    path.write_bytes(content)
