"""Copies: everything, compared row by row, or nothing at all."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext

import pytest
from sqlalchemy import text

from quiz.settings.environment import ROOT
from quiz.store.database.engine import create_engine_for, create_patient_engine_for, writing
from quiz.store.database.health import find_fault
from quiz.store.database.migrate import (
    SchemaTooNewError,
    changing_schema,
    create_sqlite_file,
    current_revision,
    migrate,
    upgrade_schema,
)
from quiz.store.database.tables import HEAD_REVISION
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import load_response_set
from quiz.store.share_links import load_shared
from quiz.store.transfer import copying
from quiz.store.transfer.copying import NotEmptyError, SourceChangedError, copy_database
from quiz.store.transfer.snapshot import MovingError
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result
from tests.store.transfer.databases import an_early_result, contents_of_url, fill

PATIENCE = 60

KILLED_AFTER_A_ROW = """
import os, signal, sys
from contextlib import nullcontext
from quiz.store.transfer import copying, snapshot
snapshot.BATCH = 1
total = 0

def advance(rows):
    global total
    total += rows
    if total == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

copying.copy_database(sys.argv[1], sys.argv[2], lambda _: nullcontext(advance))
"""


def execute(database_url: str, statement: str) -> None:
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_copy_holds_everything_and_its_links_work(database_url: str, target_url: str) -> None:
    filled = fill(database_url)
    before = contents_of_url(database_url)
    told: list[int] = []
    announced: list[int] = []

    def watch(rows: int):
        announced.append(rows)
        return nullcontext(told.append)

    copied = copy_database(database_url, target_url, watch)
    assert copied == before == contents_of_url(database_url) == contents_of_url(target_url)
    assert [sum(told)] == announced == [sum(content.rows for content in before.values())]
    engine = create_engine_for(target_url)
    with engine.connect() as connection:
        assert load_response_set(connection, filled.private).completed_on == TODAY
        assert load_shared(connection, filled.shared)[0].display_name == "Ada Ü"
    assert find_fault(engine) is None
    engine.dispose()


def test_there_and_back_again_is_the_same(database_url: str, target_url: str, tmp_path) -> None:
    fill(database_url)
    copy_database(database_url, target_url)
    back = f"sqlite:///{tmp_path / 'back.db'}"
    assert copy_database(target_url, back) == contents_of_url(database_url)


def test_a_target_with_answers_in_it_stays_as_it_is(database_url: str, target_url: str) -> None:
    fill(database_url)
    fill(target_url)
    before = contents_of_url(target_url)
    with pytest.raises(NotEmptyError, match="not empty"):
        copy_database(database_url, target_url)
    assert contents_of_url(target_url) == before


def test_a_target_that_was_only_started_counts_as_empty(database_url: str, target_url: str) -> None:
    fill(database_url)
    migrate(target_url)
    engine = create_engine_for(target_url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    engine.dispose()
    assert copy_database(database_url, target_url) == contents_of_url(target_url)


def test_a_target_that_is_somebody_elses_stays_as_it_is(database_url: str, target_url: str) -> None:
    fill(database_url)
    create_sqlite_file(target_url)
    execute(target_url, "CREATE TABLE invoices (number INTEGER)")
    with pytest.raises(NotEmptyError, match="not Limelight's, such as invoices"):
        copy_database(database_url, target_url)
    assert set(contents_of_url(target_url)) == {"invoices"}


@pytest.mark.parametrize("rows", [1, 8, 15])
def test_a_copy_killed_half_way_leaves_the_target_empty_and_is_made_again(
    database_url: str, target_url: str, rows: int
) -> None:
    fill(database_url)
    command = [sys.executable, "-c", KILLED_AFTER_A_ROW, database_url, target_url, str(rows)]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False)
    assert killed.returncode == -9, killed.stderr
    assert contents_of_url(target_url) == {}
    copy_database(database_url, target_url)
    assert contents_of_url(target_url) == contents_of_url(database_url)


def test_what_is_saved_meanwhile_is_noticed_and_nothing_is_kept(database_url: str, target_url: str) -> None:
    fill(database_url)
    engine = create_engine_for(database_url)

    def answer(_rows: int) -> None:
        a_result(engine)

    with pytest.raises(SourceChangedError, match="stop Limelight"):
        copy_database(database_url, target_url, lambda _: nullcontext(answer))
    assert contents_of_url(target_url) == {}
    engine.dispose()


def test_a_row_that_arrives_changed_is_noticed(monkeypatch, database_url: str, target_url: str) -> None:
    fill(database_url)
    insert_rows = copying._insert

    def changing(connection, table, batch):
        is_changed = table.name == "workshops"
        rows = [{**row, "title": "Tuesday"} if is_changed else row for row in batch]
        insert_rows(connection, table, rows)

    monkeypatch.setattr(copying, "_insert", changing)
    with pytest.raises(MovingError, match="not what was sent"):
        copy_database(database_url, target_url)
    assert contents_of_url(target_url) == {}


def test_a_copy_of_an_earlier_schema_is_upgraded_on_the_way(database_url: str, target_url: str) -> None:
    create_sqlite_file(database_url)
    patient = create_patient_engine_for(database_url)
    with changing_schema(patient) as connection:
        upgrade_schema(connection, "0001")
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    token = an_early_result(patient)
    patient.dispose()
    copy_database(database_url, target_url)
    engine = create_engine_for(target_url)
    assert current_revision(engine) == HEAD_REVISION
    with engine.connect() as connection:
        assert load_response_set(connection, token).completed_on == TODAY
    engine.dispose()


def test_a_source_of_a_newer_version_is_refused(database_url: str, target_url: str) -> None:
    fill(database_url)
    execute(database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNewError, match="9999"):
        copy_database(database_url, target_url)
    assert contents_of_url(target_url) == {}


def test_a_source_without_limelight_is_refused(database_url: str, target_url: str) -> None:
    create_sqlite_file(database_url)
    with pytest.raises(MovingError, match="no Limelight"):
        copy_database(database_url, target_url)
