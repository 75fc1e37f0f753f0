"""A PostgreSQL database that cannot hold every letter is refused in one sentence, whatever is asked of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from quiz.cli import limelight
from quiz.cli.installation import Installation
from quiz.store.database.engine import create_engine_for, reading
from tests.cli.conftest import PERIODS
from tests.faults.server import Server
from tests.store.transfer.databases import contents_of_url, fill


@pytest.fixture(params=["LATIN1", "SQL_ASCII"])
def other(request: pytest.FixtureRequest, postgres: Engine) -> Iterator[tuple[str, str]]:
    """The address of an empty database of another encoding, and what is to be said of it."""
    name = f"limelight_test_{secrets.token_hex(6)}"
    wanted = f"ENCODING '{request.param}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
    with postgres.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} {wanted}"))
    url = postgres.url.set(database=name).render_as_string(hide_password=False)
    sentence = (
        f"The database {name} has the encoding {request.param}; expected UTF8. Make another one with "
        "`createdb -E UTF8 -T template0 NAME`, and name it in DATABASE_URL.\n"
    )
    yield url, sentence
    with postgres.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))


def test_every_command_that_opens_it_says_so(other: tuple[str, str], tmp_path: Path) -> None:
    url, sentence = other
    here = f"sqlite:///{tmp_path / 'here.db'}"
    fill(here)

    def said(database_url: str, *arguments: object) -> str:
        installation = Installation(database_url, tmp_path, PERIODS)
        result = CliRunner().invoke(limelight, [str(argument) for argument in arguments], obj=installation)
        assert result.exit_code == 1 or database_url == here, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    said(here, "backup", "create", tmp_path / "backup")
    for command in (
        *(("database", "status"), ("database", "upgrade"), ("database", "copy", here, url)),
        *(("database", "copy", url, here), ("backup", "create"), ("retention", "run")),
        *(("backup", "restore", tmp_path / "backup"), ("research", "export", tmp_path / "export")),
        ("instrument", "statistics"),
    ):
        assert said(url, *command) == f"Error: {sentence}", command


@pytest.mark.faults
def test_the_start_says_so(other: tuple[str, str], tmp_path: Path) -> None:
    url, sentence = other
    refused = Server(tmp_path, tmp_path / "assets", {"DATABASE_URL": url}).refusal()
    assert refused == sentence


def test_what_the_environment_says_of_encodings_changes_nothing(
    postgres: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    fill(database_url)  # with letters that LATIN1 has not
    assert contents_of_url(database_url)
    if database_url.startswith("postgresql"):
        engine = create_engine_for(database_url)
        with reading(engine) as connection:
            assert connection.execute(text("SELECT '“🌞”'")).scalar_one() == "“🌞”"
        engine.dispose()
