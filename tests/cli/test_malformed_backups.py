"""Files that are no backup, or nearly one: each is refused in one sentence, soon, and nothing is changed."""

from __future__ import annotations

import gzip
import os
import resource
import sqlite3
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quiz.cli import limelight
from quiz.cli.installation import Installation
from quiz.store.transfer.json_lines import FIRST_LETTERS
from tests.cli.conftest import PERIODS
from tests.store.transfer.databases import fill
from tests.store.transfer.json_lines import HEAD, signed

INSTRUMENT = {"sha256": "0" * 64, "id": "x", "version": 1, "first_used_on": "2026-11-23", "text": "x"}
DEEP = "[" * 100_000 + "]" * 100_000
RESPONSE_SET = (
    "INSERT INTO response_sets VALUES (x'00', '', 'full', ?, NULL, '2026-11-23', NULL, NULL, NULL, NULL)"
)

Change = Callable[[sqlite3.Connection], object]


def row(table: str = "instruments", **changed: Any) -> list[Any]:
    return [table, {**INSTRUMENT, **changed}]


def said(*statements: str, values: tuple[Any, ...] = ()) -> Change:
    """A database of ours with nothing wrong in it but these statements; `values` are the last one's."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema=ON")
        for statement in statements[:-1]:
            connection.execute(statement)
        connection.execute(statements[-1], values)

    return change


NO_DATABASE = {
    "nothing": b"",
    "one byte": b"\x1f",
    "text": b"this is no backup at all",
    "another gzip": gzip.compress(b"hello"),
    "nothing, packed": gzip.compress(b""),
    "a header alone": gzip.compress(b"")[:10],
    "SQLite's first letters": b"SQLite format 3\x00",
    "SQLite's first letters, packed": gzip.compress(b"SQLite format 3\x00"),
    "zeros behind SQLite's first letters": gzip.compress(b"SQLite format 3\x00" + bytes(100_000)),
    "SQLite's first letters in UTF-16": gzip.compress("SQLite format 3\x00".encode("utf-16")),
}
DATABASES = {
    "an empty database": said("DROP TABLE alembic_version"),
    "no revision": said("DELETE FROM alembic_version"),
    "two revisions": said("INSERT INTO alembic_version VALUES ('0009')"),
    "a revision that is a command": said("UPDATE alembic_version SET version_num = 'base'"),
    "a revision of somebody else's": said("UPDATE alembic_version SET version_num = 'ae1027a6acf5'"),
    "a revision nobody knows": said("UPDATE alembic_version SET version_num = '0000'"),
    "a revision that rings": said("UPDATE alembic_version SET version_num = ?", values=("\a\n\x1b[2J",)),
    "a revision of another column": said("ALTER TABLE alembic_version RENAME version_num TO number"),
    "a table nobody knows": said('CREATE TABLE "no\nsuch\x1b table" (number INTEGER)'),
    "a table missing": said("DROP TABLE commitments"),
    "a column nobody knows": said("ALTER TABLE instruments ADD COLUMN colour TEXT"),
    "a column missing": said("ALTER TABLE instruments DROP COLUMN version"),
    "a view for a table": said("ALTER TABLE chores RENAME TO c", "CREATE VIEW chores AS SELECT * FROM c"),
    "an earlier schema's, of another shape": said("UPDATE alembic_version SET version_num = '0007'"),
    "a schema that is no SQL": said("UPDATE sqlite_master SET sql = 'nonsense' WHERE name = 'chores'"),
    "a day that is none": said("INSERT INTO chores VALUES ('a', '2026-13-45')"),
    "a day that is a number": said("INSERT INTO chores VALUES ('a', 5)"),
    "no JSON": said(RESPONSE_SET, values=("{",)),
    "too deep": said(RESPONSE_SET, values=(DEEP,)),
    "a number of five thousand digits": said(RESPONSE_SET, values=("9" * 5000,)),
    "text for bytes": said("INSERT INTO retakes VALUES ('a', 'b')"),
    "a value that fills the memory": said("UPDATE instruments SET text = ?", values=("x" * 17_000_000,)),
    "letters of another encoding": said("INSERT INTO chores VALUES (CAST(x'e4' AS TEXT), '2026-11-23')"),
    "a row of nobody's": said("INSERT INTO retakes VALUES (x'00', x'01')"),
}
EARLIER = {
    "cut off": signed(HEAD, row())[:-20],
    "more behind it": signed(HEAD) + b"more",
    "a head alone": gzip.compress(FIRST_LETTERS),
    "no JSON in a line": signed(HEAD, "{"),
    "another hash": signed(HEAD, row(), sha256="0" * 64),
    "another format": signed({**HEAD, "format": "limelight-backup/9"}),
    "no revision in the head": signed({"format": HEAD["format"], "made_at": HEAD["made_at"]}),
    "a command for a revision": signed({**HEAD, "revision": "base"}),
    "a number for a revision": signed({**HEAD, "revision": 7}),
    "an unknown revision": signed({**HEAD, "revision": "0000"}),
    "a moment that rings": signed({**HEAD, "made_at": "\a\n\x1b[2J"}),
    "a row that is a number": signed(HEAD, 5),
    "a row too long": signed(HEAD, [*row(), 1]),
    "a row that is a list": signed(HEAD, ["instruments", []]),
    "an unknown table": signed(HEAD, row("no\nsuch\x1b table" * 50)),
    "an unknown column": signed(HEAD, row(colour="red")),
    "columns missing": signed(HEAD, ["instruments", {"id": "x"}], row()),
    "a number too large for a column": signed(HEAD, row(version=2**70)),
    "a list for a number": signed(HEAD, row(version=[1])),
    "half a letter": signed(HEAD, row(text="\ud800")),
    "no day": signed(HEAD, row(first_used_on="2026-13-45")),
    "the same row twice": signed(HEAD, row(), row()),
    "bytes that are none": signed(HEAD, ["response_sets", {"token_hash": "***"}]),
    "a deep line": signed(HEAD, DEEP),
    "an endless line": gzip.compress(FIRST_LETTERS + b" " * 40_000_000),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with something of everything in it."""
    path = tmp_path_factory.mktemp("sound") / "limelight.db"
    fill(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        return connection.serialize()


def test_what_is_made_in_the_same_way_with_nothing_wrong_is_taken(sound: bytes, tmp_path: Path) -> None:
    """So that the others are refused for what their names say."""
    file = tmp_path / "backup.gz"
    for nothing_wrong in (
        gzip.compress(changed(sound, said("SELECT 1"), tmp_path)),
        signed(HEAD, row()),
    ):
        file.write_bytes(nothing_wrong)
        assert given(tmp_path, "verify", file).exit_code == 0


@pytest.mark.parametrize("kind", [*NO_DATABASE, *EARLIER])
def test_each_is_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    require_refused(tmp_path, {**NO_DATABASE, **EARLIER}[kind])


@pytest.mark.parametrize("kind", DATABASES)
def test_a_database_that_is_not_ours_is_refused_in_one_sentence(
    kind: str, sound: bytes, tmp_path: Path
) -> None:
    unpacked = changed(sound, DATABASES[kind], tmp_path)
    require_refused(tmp_path, gzip.compress(unpacked, 1))
    require_refused(tmp_path, unpacked)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/full", "/dev/null", "/proc/self/mem", "/dev"])
def test_what_is_no_file_is_not_read(path: str, tmp_path: Path) -> None:
    require_one_sentence(given(tmp_path, "verify", path))


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = given(tmp_path, "verify", tmp_path / "pipe")
    assert said.output == f"Error: {tmp_path / 'pipe'} is no file.\n"


def test_a_gigabyte_of_zeros_takes_no_memory(tmp_path: Path) -> None:
    """Packed it is a megabyte; whoever reads it has 400 MB more than it had."""
    file = tmp_path / "backup.gz"
    with file.open("wb") as out, gzip.GzipFile("", "wb", 6, out, mtime=0) as zeros:
        for _ in range(64):
            zeros.write(bytes(16_000_000))

    def verify() -> None:
        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + 400_000_000, used + 400_000_000))
        require_one_sentence(given(tmp_path, "verify", file))

    assert in_a_process_of_its_own(verify) == 0


def changed(database: bytes, change: Change, tmp_path: Path) -> bytes:
    path = tmp_path / "changed.db"
    path.write_bytes(database)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        change(connection)
    return path.read_bytes()


def require_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "backup.gz"
    file.write_bytes(content)
    for command in (("verify", file), ("restore", file)):
        require_one_sentence(given(tmp_path, *command))


def given(tmp_path: Path, *arguments: object) -> Result:
    installation = Installation(f"sqlite:///{tmp_path / 'limelight.db'}", tmp_path, PERIODS)
    return CliRunner().invoke(limelight, ["backup", *map(str, arguments)], obj=installation)


def require_one_sentence(said: Result) -> None:
    assert said.exception is None or isinstance(said.exception, SystemExit), repr(said.exception)
    assert said.exit_code == 1, said.output
    assert said.output.startswith("Error: ")
    assert said.output.endswith(".\n")
    assert said.output.count("\n") == 1
    assert said.output.removesuffix("\n").isprintable()
    assert len(said.output) < 500


def in_a_process_of_its_own(act: Callable[[], None]) -> int | None:
    process = get_context("fork").Process(target=act)
    process.start()
    process.join(60)
    return process.exitcode
