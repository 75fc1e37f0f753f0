"""Settings in a file `.env`: the server and the commands read the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.settings.dotenv_file import settings_here
from quiz.settings.environment import ROOT, Settings

APP = str(ROOT / "app.py")
SERVER = [sys.executable, APP]
GIVEN = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from quiz.cli import limelight; limelight()"
START = "from quiz.web.serving.launch import main; sys.exit(main())"
COMMAND = [sys.executable, "-c", GIVEN, "database", "upgrade"]


@pytest.fixture
def bare() -> dict[str, str]:
    """The environment without any setting of ours."""
    ours = {*map(str.upper, Settings.model_fields), "FLASK_SKIP_DOTENV"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def said(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1, done.stdout
    return done.stderr.removeprefix("Error: ")


def test_what_is_wrong_in_it_stops_both_with_the_same_sentence(tmp_path: Path, bare: dict[str, str]) -> None:
    (tmp_path / ".env").write_text(f"INSTANCE_DIR={tmp_path}\nPORT=99999\n")
    sentence = 'PORT is "99999"; expected a whole number from 1 to 65535.\n'
    assert said(SERVER, tmp_path, bare) == said(COMMAND, tmp_path, bare) == sentence
    # What the environment says goes before it.
    assert said(SERVER, tmp_path, bare | {"PORT": "eighty"}).startswith('PORT is "eighty"')


def test_both_have_the_same_database(
    tmp_path: Path, bare: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        f"INSTANCE_DIR={tmp_path / 'kept'}\nDATABASE_URL=sqlite:///{tmp_path}/one.db\n"
    )
    subprocess.run(COMMAND, cwd=tmp_path, env=bare, check=True, capture_output=True, timeout=60)
    assert (tmp_path / "one.db").exists()
    for name in set(os.environ) - set(bare):
        monkeypatch.delenv(name)
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path / "mine"))
    # So that it is taken back after the test, though it is read from the file.
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.chdir(tmp_path)
    settings = settings_here()
    assert settings.database_url == f"sqlite:///{tmp_path}/one.db"
    assert settings.instance_dir == tmp_path / "mine"


def test_from_any_other_folder_both_read_the_projects(tmp_path: Path, bare: dict[str, str]) -> None:
    project, empty = tmp_path / "project", tmp_path / "elsewhere" / "empty"
    project.mkdir()
    empty.mkdir(parents=True)
    (project / ".env").write_text(f"INSTANCE_DIR={project}\nDATABASE_URL=sqlite:///{project}/served.db\n")
    moved = (
        "from pathlib import Path; from quiz.settings import dotenv_file; "
        f"dotenv_file.ROOT = Path({str(project)!r})"
    )
    command = [*COMMAND[:2], GIVEN.replace("; limelight()", f"; {moved}; limelight()"), *COMMAND[3:]]
    subprocess.run(command, cwd=empty, env=bare, check=True, capture_output=True, timeout=60)
    assert (project / "served.db").exists()
    (project / ".env").write_text("PORT=99999\n")
    server = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {moved}; {START}"]
    sentence = 'PORT is "99999"; expected a whole number from 1 to 65535.\n'
    assert said(server, empty, bare) == said(command, empty, bare) == sentence
    # One that is nearer goes before the project's, and takes nothing from it.
    (empty.parent / ".env").write_text("PORT=0x\n")
    assert said(server, empty, bare).startswith('PORT is "0x"')


def test_a_file_that_is_no_text_is_said(tmp_path: Path, bare: dict[str, str]) -> None:
    (tmp_path / ".env").write_bytes(b"PORT=8000\nHOST=\xff\n")
    sentence = f"The file {tmp_path}/.env is no text in UTF-8: invalid start byte in line 2.\n"
    assert said(SERVER, tmp_path, bare) == sentence


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("PORT=8000\n\n# what follows has no second quote\nSECRET_KEY='hunter2\n", 4),
        ('\nSECRET_KEY="hunter2" and more\n', 2),
        ("PORT=8000\nSECRET_KEY: hunter2\n", 2),
        ("PORT=8000\nSECRET_KEY hunter2\n", 2),
        ("PORT=8000\n\n\nSECRET_KEY\nTHREADS=2\n", 4),
    ],
)
def test_a_line_that_would_be_left_out_stops_both(
    tmp_path: Path, bare: dict[str, str], written: str, line: int
) -> None:
    """Flask warns of some of them in words of its own before it asks us."""
    (tmp_path / ".env").write_text(written)
    sentence = (
        f"The file {tmp_path}/.env cannot be used from line {line} on; "
        "expected NAME=value, with quotes in pairs.\n"
    )
    assert said(SERVER, tmp_path, bare) == sentence
    told = said(COMMAND, tmp_path, bare)
    assert told.endswith(sentence)
    assert "Traceback" not in told
    assert "hunter2" not in told
