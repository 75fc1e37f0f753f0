"""`limelight` itself: where it stands, where it may be given, and from where it has its settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.settings.environment import ROOT, Settings

COMMAND = Path(sys.executable).with_name("limelight")


def given(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import quiz.cli.__main__",
    ]
    return subprocess.run(
        [*command, *map(str, arguments)], cwd=folder, env=bare, capture_output=True, text=True, check=False
    )


def test_it_may_be_given_in_any_folder_with_settings_from_a_file(tmp_path: Path) -> None:
    settings = tmp_path / "limelight.env"
    settings.write_text(f"INSTANCE_DIR={tmp_path / 'kept'}\n")
    done = given(tmp_path, "--env-file", settings, "database", "upgrade")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "kept" / "limelight.db").exists()


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"PORT=0x\n", 'PORT is "0x"'), (b"PORT=\xff", "is no text")]
)
def test_what_is_wrong_with_the_file_is_said(tmp_path: Path, content: bytes, sentence: str) -> None:
    settings = tmp_path / "limelight.env"
    settings.write_bytes(content)
    done = given(tmp_path, "--env-file", settings, "database", "status")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_server_and_commands_load_nothing_of_each_other() -> None:
    for loaded, unwanted in (("quiz.cli", "quiz.web"), ("quiz.web.serving.launch", "quiz.cli")):
        told = f"import sys, {loaded}; print([name for name in sys.modules if name.startswith({unwanted!r})])"
        done = subprocess.run(
            [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout == "[]\n"


def test_make_puts_it_into_the_environment_where_it_may_be_moved(tmp_path: Path) -> None:
    if not COMMAND.exists():
        pytest.skip("this Python is not one that make has made")
    assert str(ROOT) not in COMMAND.read_text("utf-8")
    done = subprocess.run([COMMAND, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "backup" in done.stdout
