"""The schema: created once, the same as the code says, and never guessed at."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, insert, inspect, text
from sqlalchemy.exc import OperationalError

import quiz.store
from quiz.store.database.engine import create_engine_for, create_patient_engine_for, writing
from quiz.store.database.health import find_fault
from quiz.store.database.migrate import (
    BrokenReferenceError,
    SchemaTooNewError,
    changing_schema,
    create_sqlite_file,
    current_revision,
    migrate,
    upgrade_schema,
)
from quiz.store.database.tables import HEAD_REVISION, metadata, response_sets
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import hash_token, load_response_set
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result, a_share_link

SCRIPTS = ScriptDirectory(str(Path(quiz.store.__file__).parent / "database" / "migrations"))
REVISIONS = sorted(script.revision for script in SCRIPTS.walk_revisions())
EARLIER = REVISIONS[:-1]


def test_the_migrations_end_where_the_code_expects() -> None:
    assert SCRIPTS.get_current_head() == HEAD_REVISION == REVISIONS[-1]
    assert len(EARLIER) >= 3
    assert all(len(revision) == 4 and revision.isdigit() for revision in REVISIONS)


def test_a_migrated_database_is_what_the_tables_say(database_url: str) -> None:
    migrate(database_url)
    engine = create_engine_for(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    assert migrate(database_url)
    assert not migrate(database_url)
    engine = create_engine_for(database_url)
    assert current_revision(engine) == HEAD_REVISION
    assert find_fault(engine) is None
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


@pytest.mark.parametrize("revision", EARLIER)
def test_an_upgrade_from_any_revision_ends_in_the_schema_of_a_fresh_start(
    database_url: str, revision: str
) -> None:
    create_sqlite_file(database_url)
    engine = create_patient_engine_for(database_url)
    with engine.begin() as connection:
        metadata.create_all(connection)
        fresh = schema_of(connection)
        metadata.drop_all(connection)
        assert schema_of(connection) == {}
    with changing_schema(engine) as connection:
        upgrade_schema(connection, revision)
        assert schema_of(connection) != fresh
    assert migrate(database_url)
    with engine.connect() as connection:
        assert schema_of(connection) == fresh
    engine.dispose()


def test_an_upgrade_keeps_the_answers_that_are_there(database_url: str) -> None:
    create_sqlite_file(database_url)
    patient = create_patient_engine_for(database_url)
    with changing_schema(patient) as connection:
        upgrade_schema(connection, EARLIER[0])
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
        given = {"token_hash": hash_token("a token"), "responses": {}, "edition": "full"}
        days = {"started_on": TODAY, "completed_on": TODAY, "instrument_sha256": INSTRUMENT.sha256}
        connection.execute(insert(response_sets), given | days)
    patient.dispose()
    migrate(database_url)
    engine = create_engine_for(database_url)
    with engine.connect() as connection:
        saved = load_response_set(connection, "a token")
        assert saved is not None
        assert (saved.completed_on, saved.median_seconds) == (TODAY, None)
    engine.dispose()


def test_a_migration_that_makes_a_table_anew_deletes_nothing_else(engine: Engine) -> None:
    a_share_link(engine, a_result(engine))
    patient = create_patient_engine_for(engine_url(engine))
    with changing_schema(patient) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("response_sets", recreate="auto") as batch:
            batch.alter_column("position", new_column_name="last_item")
    patient.dispose()
    with engine.connect() as connection:
        assert "last_item" in {column["name"] for column in inspect(connection).get_columns("response_sets")}
        assert connection.execute(text("SELECT count(*) FROM share_links")).scalar_one() == 1


def test_a_migration_that_leaves_loose_ends_is_taken_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'limelight.db'}"
    migrate(url)
    engine = create_engine_for(url)
    with writing(engine) as connection:
        save_instrument(connection, INSTRUMENT, "the text", TODAY)
    a_result(engine)
    patient = create_patient_engine_for(url)
    with (
        pytest.raises(BrokenReferenceError, match="Rows of response_sets"),
        changing_schema(patient) as connection,
    ):
        connection.execute(text("DELETE FROM instruments"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM instruments")).scalar_one() == 1
    patient.dispose()
    engine.dispose()


def engine_url(engine: Engine) -> str:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            return f"sqlite:///{connection.exec_driver_sql('PRAGMA database_list').one()[2]}"
    return engine.url.render_as_string(hide_password=False)


def schema_of(connection: Connection) -> dict[str, object]:
    """All that the database itself tells of its tables, but the order of columns."""
    database = inspect(connection)
    return {
        table: {
            "columns": sorted(
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in database.get_columns(table)
            ),
            "primary key": database.get_pk_constraint(table),
            "foreign keys": sorted(map(repr, database.get_foreign_keys(table))),
            "unique": sorted(map(repr, database.get_unique_constraints(table))),
            "indexes": sorted(map(repr, database.get_indexes(table))),
        }
        for table in database.get_table_names()
        if table != "alembic_version"
    }
