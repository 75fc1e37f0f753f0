"""A file in the database's place that is none: said in a sentence, and left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli import limelight
from quiz.cli.installation import Installation
from quiz.store.database.sqlite import UnsoundDatabaseError
from quiz.web.startup import prepare
from tests.cli.conftest import PERIODS
from tests.web.conftest import settings_for


@pytest.mark.parametrize("content", [b"\n", b"x", b"PORT=8000\n" * 200, b"SQLite format 4\0" + bytes(4080)])
def test_a_file_that_is_no_database_stops_start_and_upgrade(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "limelight.db"
    file.write_bytes(content)
    with pytest.raises(UnsoundDatabaseError, match="it does not begin as SQLite's files do"):
        prepare(settings_for(tmp_path, database_url=f"sqlite:///{file}"))
    installation = Installation(f"sqlite:///{file}", tmp_path, PERIODS)
    told = CliRunner().invoke(limelight, ["database", "upgrade"], obj=installation)
    assert (told.exit_code, told.output.count("\n")) == (1, 1)
    assert str(file) in told.output
    assert file.read_bytes() == content
