"""The schema: created once, the same as the code says, and never guessed at."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import quiz.store
from quiz.store.engine import create_engine_for, writing
from quiz.store.instruments import save_instrument
from quiz.store.migrate import SchemaTooNewError, current_revision, migrate
from quiz.store.readiness import find_fault
from quiz.store.response_sets import load_response_set
from quiz.store.tables import HEAD_REVISION, metadata
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result


def test_the_migrations_end_where_the_code_expects() -> None:
    migrations = Path(quiz.store.__file__).parent / "migrations"
    assert ScriptDirectory(str(migrations)).get_current_head() == HEAD_REVISION


def test_a_migrated_database_is_what_the_tables_say(database_url: str) -> None:
    migrate(database_url)
    engine = create_engine_for(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrate(database_url)
    migrate(database_url)
    engine = create_engine_for(database_url)
    assert current_revision(engine) == HEAD_REVISION
    assert find_fault(engine) is None
    engine.dispose()


def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    with ThreadPoolExecutor(4) as processes:
        list(processes.map(migrate, [database_url] * 4))
    engine = create_engine_for(database_url)
    with engine.connect() as connection:
        revisions = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    assert revisions == [HEAD_REVISION]
    engine.dispose()


def test_a_newer_database_is_refused_in_words(database_url: str) -> None:
    migrate(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNewError, match="start the newer version"):
        migrate(database_url)
    fault = find_fault(engine)
    assert fault is not None
    assert "9999" in fault
    engine.dispose()


def test_a_sqlite_file_that_vanished_is_an_error_and_not_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "limelight.db"
    engine = create_engine_for(f"sqlite:///{path}")
    with pytest.raises(OperationalError):
        engine.connect()
    assert not path.exists()


def test_an_upgrade_keeps_the_answers_that_are_there(database_url: str) -> None:
    migrate(database_url)
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        for table in (
            *("commitments", "pictures", "participants", "facilitators", "workshops"),
            *("retakes", "comparisons", "share_links"),
        ):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    token = a_result(engine)
    migrate(database_url)
    with engine.connect() as connection:
        assert load_response_set(connection, token).completed_on == TODAY
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
