"""`limelight database`: what is said, and the exit status."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from quiz.settings.environment import ROOT, Settings
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.database.migrate import create_sqlite_file
from quiz.store.database.tables import HEAD_REVISION
from tests.cli.conftest import Give
from tests.store.transfer.databases import contents_of_url, fill

PASSWORD = "hunter2-the-password"


def set_revision(database_url: str, revision: str) -> None:
    engine = create_engine_for(database_url)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    engine.dispose()


def test_it_upgrades_once_and_says_so(give: Give) -> None:
    assert give("database", "upgrade").output == f"The schema is now at revision {HEAD_REVISION}.\n"
    assert give("database", "upgrade").output == f"The schema was already at revision {HEAD_REVISION}.\n"


def test_status_says_which_command_helps(give: Give, database_url: str) -> None:
    create_sqlite_file(database_url)
    empty = give("database", "status")
    assert (empty.exit_code, "`limelight database upgrade`" in empty.output) == (1, True)
    give("database", "upgrade")
    assert give("database", "status").exit_code == 0
    set_revision(database_url, "9999")
    newer = give("database", "status")
    assert (newer.exit_code, "start the newer version" in newer.output) == (1, True)


def test_an_upgrade_of_a_newer_database_is_refused(give: Give, database_url: str) -> None:
    give("database", "upgrade")
    set_revision(database_url, "9999")
    refused = give("database", "upgrade")
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: The schema's revision 9999 is unknown")


def test_a_copy_says_what_was_copied_and_what_to_do_next(
    give: Give, database_url: str, tmp_path: Path
) -> None:
    fill(database_url)
    target = f"sqlite:///{tmp_path / 'target.db'}"
    copied = give("database", "copy", database_url, target)
    assert copied.exit_code == 0
    rows = [line.split() for line in copied.output.splitlines()]
    for table, content in contents_of_url(database_url).items():
        assert [table, str(content.rows)] in rows
    assert "Set DATABASE_URL" in copied.output
    again = give("database", "copy", database_url, target)
    assert again.exit_code == 1
    assert again.output.startswith("Error: The database is not empty")


def test_a_database_is_not_copied_into_itself(give: Give, database_url: str) -> None:
    fill(database_url)
    assert give("database", "copy", database_url, database_url).exit_code == 2


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ada:{PASSWORD}@127.0.0.1:1/limelight",
        f"postgresql://ada:{PASSWORD}@127.0.0.1:{PASSWORD}/limelight",
        f"postgresql://ada:a@{PASSWORD}@127.0.0.1/limelight",
        f"postgresql://ada:a/{PASSWORD}@127.0.0.1/limelight",
        f"mysql://ada:{PASSWORD}@127.0.0.1/limelight",
        PASSWORD,
    ],
)
@pytest.mark.parametrize("place", ["source", "target"])
def test_no_password_is_said_whatever_is_wrong(give: Give, tmp_path: Path, url: str, place: str) -> None:
    here = f"sqlite:///{tmp_path / 'here.db'}"
    fill(here)
    refused = give("database", "copy", *([url, here] if place == "source" else [here, url]))
    assert refused.exit_code in {1, 2}
    assert refused.output
    assert PASSWORD not in refused.output


def test_a_missing_source_is_no_new_database(give: Give, database_url: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    refused = give("database", "copy", f"sqlite:///{missing}", database_url)
    assert refused.exit_code == 1
    assert "unable to open database file" in refused.output
    assert not missing.exists()


def test_a_terminal_sees_a_bar_and_a_pipe_does_not(tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path / 'source.db'}"
    fill(source)
    command = [sys.executable, "-m", "quiz.cli", "database", "copy", source]
    own = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    environment = {**own, "INSTANCE_DIR": str(tmp_path), "TERM": "xterm"}
    piped = subprocess.run(
        [*command, f"sqlite:///{tmp_path / 'one.db'}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert piped.stderr == b""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*command, f"sqlite:///{tmp_path / 'two.db'}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    assert process.wait(60) == 0
    os.close(theirs)
    assert "100%" in os.read(ours, 100_000).decode()
    os.close(ours)
