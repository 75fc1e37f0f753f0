"""`limelight instrument check FILE` tells what is wrong, and its exit status whether anything is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.cli import limelight
from quiz.instrument.file import schema_text
from tests.instrument.instrument_texts import INSTRUMENTS, SMALL, small_with


def run(*arguments: str, typed: bytes | None = None) -> Result:
    return CliRunner().invoke(limelight, ["instrument", *arguments], input=typed)


def test_it_passes_a_good_file() -> None:
    path = str(INSTRUMENTS / "small.yaml")
    result = run("check", path)
    assert (result.exit_code, result.output) == (0, f"{path}: no faults, no warnings\n")


def test_it_reports_every_fault_of_a_bad_file() -> None:
    path = str(INSTRUMENTS / "many-faults.yaml")
    result = run("check", path)
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[2].startswith(f"{path}:2:5: id: got 'Many'; expected ")
    assert lines[-1] == f"{path}: 24 faults, 1 warning"
    assert len(lines) == 26


def test_it_passes_a_file_with_warnings_alone(tmp_path: Path) -> None:
    file = tmp_path / "poor.yaml"
    file.write_text(small_with("How you meet", "How you #meet"), encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 0
    assert ":4:16: warning: what follows the # is left out" in result.output
    assert result.output.endswith("no faults, 1 warning\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", ":1:1: the file is empty; expected an instrument"),
        (SMALL.encode("utf-16"), ":1:1: the file is in UTF-16 or UTF-32; expected UTF-8"),
        (b"x" * 10_000_000, ":1:1: the file is too large; expected at most 500,000 bytes"),
        (b"a: \xff", ":1:4: the byte 0xFF is not UTF-8; expected a file saved as UTF-8"),
    ],
    ids=["empty", "utf-16", "ten-megabytes", "not-utf-8"],
)
def test_it_tells_what_cannot_be_read(data: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(data)
    result = run("check", str(file))
    assert result.exit_code == 1
    assert result.output.startswith(f"{file}{told}")
    assert result.output.endswith("1 fault, no warnings\n")


def test_it_reads_standard_input() -> None:
    result = run("check", "-", typed=SMALL.encode())
    assert (result.exit_code, result.output) == (0, "<stdin>: no faults, no warnings\n")


def test_it_tells_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "nowhere.yaml"))
    assert result.exit_code == 2
    assert "nowhere.yaml': No such file or directory" in result.output


def test_it_prints_the_schema() -> None:
    assert run("schema").output == schema_text()


def test_it_warns_of_letters_that_no_card_can_show(tmp_path: Path) -> None:
    file = tmp_path / "letters.yaml"
    text = small_with("low_pole: Host", "low_pole: 主人").replace("name: Spark", "name: Spark ⚡")
    file.write_text(text, encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 0
    shown = "so no result has a card of its own; expected letters of Latin, Greek or Cyrillic"
    assert f"{file}:6:13: warning: the cards’ font has no '主人', {shown}" in result.output
    assert f"{file}:80:11: warning: the cards’ font has no '⚡', {shown}" in result.output
    assert "no faults, 2 warnings" in result.output
