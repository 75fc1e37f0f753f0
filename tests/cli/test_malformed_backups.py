"""Files that are no backup, or nearly one: each is refused in one sentence, soon, and nothing is changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import resource
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from quiz.cli import commands_only
from quiz.cli.installation import Installation
from quiz.store.database.tables import HEAD_REVISION
from tests.cli.conftest import PERIODS, Give
from tests.store.transfer.databases import fill

HEAD = {"format": "limelight-backup/1", "made_at": "2026-11-23T02:23:00Z", "revision": HEAD_REVISION}
INSTRUMENT = {"sha256": "0" * 64, "id": "x", "version": 1, "first_used_on": "2026-11-23", "text": "x"}
DEEP = "[" * 100_000 + "]" * 100_000


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)[:8] + b"\x00\xff" + gzip.compress(content, mtime=0)[10:]


def signed(*lines: Any, tables: Any = None, **end: Any) -> bytes:
    """Lines as anybody could write them, with the hash that belongs to them."""
    before = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines).encode()
    end = {"tables": {} if tables is None else tables, "sha256": hashlib.sha256(before).hexdigest(), **end}
    return packed(before + json.dumps(end).encode() + b"\n")


def row(table: str = "instruments", **changed: Any) -> list[Any]:
    return [table, {**INSTRUMENT, **changed}]


MALFORMED = {
    "nothing": b"",
    "one byte": b"\x1f",
    "text": b"this is no backup at all",
    "another gzip": gzip.compress(b"hello"),
    "a header alone": packed(b"")[:10],
    "cut off": signed(HEAD, row())[:-20],
    "more behind it": signed(HEAD) + b"more",
    "no lines": packed(b""),
    "one line, signed": packed(
        json.dumps({"tables": {}, "sha256": hashlib.sha256(b"").hexdigest()}).encode() + b"\n"
    ),
    "a head alone": packed(json.dumps(HEAD).encode()),
    "no JSON": signed(HEAD, "{"),
    "letters of another encoding": packed("ä".encode("latin-1") * 50 + b"\n{}\n"),
    "UTF-16": packed(json.dumps(HEAD).encode("utf-16")),
    "another format": signed({**HEAD, "format": "limelight-backup/9"}),
    "a head that is a list": signed([HEAD]),
    "no revision": signed({"format": HEAD["format"], "made_at": HEAD["made_at"]}),
    "a revision that is a command": signed({**HEAD, "revision": "base"}),
    "a revision that is a number": signed({**HEAD, "revision": 7}),
    "a revision nobody knows": signed({**HEAD, "revision": "0000"}),
    "a moment that rings": signed({**HEAD, "made_at": "\a\n\x1b[2J"}),
    "a row that is a number": signed(HEAD, 5),
    "a row too long": signed(HEAD, [*row(), 1]),
    "a row that is a list": signed(HEAD, ["instruments", []]),
    "a table nobody knows": signed(HEAD, row("no\nsuch\x1b table" * 50)),
    "tables that are a list": signed(HEAD, tables=[]),
    "tables that are a number": signed(HEAD, tables=5),
    "a table's content that is a list": signed(HEAD, tables={"instruments": [1, 2]}),
    "a number of rows that is text": signed(HEAD, tables={"instruments": {"rows": "1", "sha256": "0"}}),
    "fewer rows than none": signed(HEAD, tables={"instruments": {"rows": -1, "sha256": "0"}}),
    "other rows than are told": signed(HEAD, row(), tables={"instruments": {"rows": 9, "sha256": "0"}}),
    "a hash that is a number": signed(HEAD, sha256=5),
    "a number too large for a column": signed(HEAD, row(version=2**70)),
    "a number of five thousand digits": signed(HEAD, f'["instruments", {{"version": {"9" * 5000}}}]'),
    "a number beyond all numbers": signed(HEAD, row(version=float("inf"))),
    "a list for a number": signed(HEAD, row(version=[1])),
    "half a letter": signed(HEAD, row(text="\ud800")),
    "a day that is none": signed(HEAD, row(first_used_on="2026-13-45")),
    "a column nobody knows": signed(HEAD, row(colour="red")),
    "columns missing": signed(HEAD, ["instruments", {"id": "x"}], row()),
    "no columns": signed(HEAD, ["instruments", {}]),
    "the same row twice": signed(HEAD, row(), row()),
    "bytes that are none": signed(HEAD, ["response_sets", {"token_hash": "***"}]),
    "a row of nobody's": signed(HEAD, ["share_links", {"token_hash": "AAAA"}]),
    "too deep": signed(HEAD, DEEP),
    "a deep row": signed(HEAD, f'["response_sets", {{"responses": {DEEP}}}]'),
    "an endless line": packed(b" " * 40_000_000),
    "an earlier schema's, of another shape": signed(
        {**HEAD, "revision": "0007"},
        row(),
        ["counted_scores", {"token_hash": "AAAA", "scores": []}],
    ),
}


def test_a_file_signed_in_the_same_way_with_nothing_wrong_is_taken(give: Give, tmp_path: Path) -> None:
    """So that the others are refused for what their names say."""
    file = tmp_path / "backup.jsonl.gz"
    fill(f"sqlite:///{tmp_path / 'source.db'}")
    assert give("backup", "create", file).exit_code == 1  # the fixture's own database has nothing yet
    own = Installation(f"sqlite:///{tmp_path / 'source.db'}", tmp_path, PERIODS)
    runner = commands_only(lambda: own).test_cli_runner()
    assert runner.invoke(args=["backup", "create", str(file)]).exit_code == 0
    lines = gzip.decompress(file.read_bytes()).decode().splitlines()
    file.write_bytes(signed(*lines[:-1], tables=json.loads(lines[-1])["tables"]))
    assert give("backup", "verify", file).exit_code == 0


@pytest.mark.parametrize("kind", MALFORMED)
def test_each_is_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.jsonl.gz"
    file.write_bytes(MALFORMED[kind])
    for command in (("verify", file), ("restore", file)):
        require_one_sentence(given(tmp_path, *command))


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/full", "/dev/null", "/proc/self/mem", "/dev"])
def test_what_is_no_file_is_not_read(path: str, tmp_path: Path) -> None:
    require_one_sentence(given(tmp_path, "verify", path))


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = given(tmp_path, "verify", tmp_path / "pipe")
    assert said.output == f"Error: {tmp_path / 'pipe'} is no file.\n"


def test_a_gigabyte_of_zeros_takes_no_memory(tmp_path: Path) -> None:
    """Packed it is a megabyte; whoever reads it has 400 MB more than it had."""
    file = tmp_path / "backup.jsonl.gz"
    with file.open("wb") as out, gzip.GzipFile("", "wb", 6, out, mtime=0) as zeros:
        for _ in range(64):
            zeros.write(bytes(16_000_000))

    def verify() -> None:
        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + 400_000_000, used + 400_000_000))
        require_one_sentence(given(tmp_path, "verify", file))

    assert in_a_process_of_its_own(verify) == 0


def given(tmp_path: Path, *arguments: object) -> Result:
    installation = Installation(f"sqlite:///{tmp_path / 'limelight.db'}", tmp_path, PERIODS)
    runner = commands_only(lambda: installation).test_cli_runner()
    return runner.invoke(args=["backup", *map(str, arguments)])


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
