"""Backups: made while people answer, proved by restoring them, and restored whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz.measurement.responses import ResponseSet
from quiz.store.engine import create_engine_for, create_patient_engine_for, reading, writing
from quiz.store.instruments import save_instrument
from quiz.store.integrity import UnsoundDatabaseError
from quiz.store.migrate import (
    SchemaTooNewError,
    changing_schema,
    create_sqlite_file,
    current_revision,
    migrate,
    upgrade_schema,
)
from quiz.store.moving.backup import create_backup, is_sqlite_file, read_backup, restore_backup, try_backup
from quiz.store.moving.backup_file import DamagedBackupError
from quiz.store.moving.loading import NotEmptyError
from quiz.store.moving.records import MovingError
from quiz.store.response_sets import issue_response_set, load_response_set, submit_response_set
from quiz.store.share_links import load_shared
from quiz.store.tables import HEAD_REVISION
from tests.builders import responses_worth
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.moving.databases import contents_of_url, fill
from tests.store.people import a_result

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def ignore(_rows: int) -> None:
    """Nobody watches."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "monday.jsonl.gz"


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


def test_a_row_that_is_missing_or_changed_is_caught_though_the_file_is_sound(whole: Path) -> None:
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
    token = a_result(patient)
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


def test_a_damaged_page_of_the_database_is_caught_before_it_gets_into_a_backup(tmp_path: Path, file) -> None:
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


def test_a_drill_while_people_answer_restores_one_consistent_moment(
    database_url: str, target_url: str, file: Path
) -> None:
    """Each person has two results, made in one transaction: never one of them alone is in the backup."""
    migrate(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    for _ in range(50):
        a_pair(engine)
    pairs, stop = [], threading.Event()

    def answer() -> None:
        while not stop.is_set():
            pairs.append(a_pair(engine))

    people = threading.Thread(target=answer)
    people.start()
    try:
        wait_for(pairs, 5)
        finished_before = list(pairs)
        made = create_backup(database_url, file, NOW, ignore)
        wait_for(pairs, len(pairs) + 5)
    finally:
        stop.set()
        people.join()
    restore_backup(target_url, made, ignore)
    assert contents_of_url(target_url) == made.contents
    restored = create_engine_for(target_url)
    with reading(restored) as connection:
        found = [[load_response_set(connection, token) is not None for token in pair] for pair in pairs]
    assert all(both == [both[0]] * 2 for both in found)
    assert all(all(both) for both in found[: len(finished_before)])
    assert not all(all(both) for both in found)
    assert made.contents["response_sets"].rows == 2 * (50 + sum(both[0] for both in found))
    restored.dispose()
    engine.dispose()


def a_pair(engine) -> tuple[str, str]:
    given = ResponseSet(INSTRUMENT.sha256, "full", responses_worth(75, "full", INSTRUMENT))
    with writing(engine) as connection:
        first, second = (issue_response_set(connection, INSTRUMENT.sha256, "full", TODAY) for _ in range(2))
        assert submit_response_set(connection, first, given, TODAY)
        assert submit_response_set(connection, second, given, TODAY)
    return first, second


def wait_for(things: list[tuple[str, str]], how_many: int) -> None:
    pause = threading.Event()
    for _ in range(3000):
        if len(things) >= how_many:
            return
        pause.wait(0.01)
    pytest.fail("nobody answers")
