"""`python app.py`: what stands in the way is said in a sentence, with exit status 1, without a trace."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.settings.environment import ROOT, Settings
from quiz.web.serving.launch import PreflightError, in_words, require_free_port, require_writable


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(tmp_path: Path, **environment: str) -> str:
    """What it says when it does not start."""
    own = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    ended = subprocess.run(
        [sys.executable, str(ROOT / "app.py")],
        env={
            **own,
            "INSTANCE_DIR": str(tmp_path),
            "ASSETS_DIR": str(ROOT / "instance/assets"),
            **environment,
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    return ended.stderr.strip()


def test_it_says_that_the_port_is_busy(tmp_path):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # even one that would share it
        other.bind(("127.0.0.1", 0))
        other.listen()
        busy = str(other.getsockname()[1])
        said = start(tmp_path, PORT=busy)
    assert said.startswith(f"Port {busy} is busy")
    assert "\n" not in said
    assert not (tmp_path / "limelight.db").exists()  # no database was touched beside a running server


def test_it_says_that_the_instance_folder_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    folder = str(tmp_path / "file" / "instance")
    said = start(tmp_path, INSTANCE_DIR=folder, SECRET_KEY="k" * 32)
    assert said.startswith(f"Limelight cannot write to the folder {folder} (Not a directory)")
    assert "\n" not in said


def test_it_says_that_the_secret_key_cannot_be_kept(tmp_path):
    (tmp_path / "file").touch()
    said = start(tmp_path, INSTANCE_DIR=str(tmp_path / "file" / "instance"))
    assert "INSTANCE_DIR" in said
    assert "\n" not in said


def test_it_reports_settings_that_cannot_be_used(tmp_path):
    said = start(tmp_path, PORT="eighty", DATABASE_URL="mysql://ada:hunter2@db/x")
    assert said.splitlines()[0] == 'PORT is "eighty"; expected a whole number from 1 to 65535.'
    assert said.splitlines()[1].startswith("DATABASE_URL cannot be used")
    assert "hunter2" not in said


def test_it_reports_every_fault_of_a_broken_instrument(tmp_path, port):
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: limelight-instrument/1\nid: no\nversion: one\n")
    lines = start(tmp_path, INSTRUMENT=str(broken), PORT=str(port)).splitlines()
    assert len(lines) > 2
    assert all(line.startswith("broken.yaml:") for line in lines if "broken.yaml" in line)
    assert any(line.startswith("broken.yaml:2:") for line in lines)


def test_it_names_an_instrument_that_is_not_there(tmp_path, port):
    said = start(tmp_path, INSTRUMENT=str(tmp_path / "gone.yaml"), PORT=str(port))
    assert said == f"Limelight cannot start: No such file or directory: {tmp_path}/gone.yaml."


def test_it_says_that_the_database_does_not_answer_without_its_password(tmp_path, port):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"postgresql://ada:hunter2@127.0.0.1:{nobody.getsockname()[1]}/limelight"
        said = start(tmp_path, DATABASE_URL=url, PORT=str(port))
    assert said.startswith("The database cannot be used: ")
    assert "refused" in said
    assert "hunter2" not in said
    assert "\n" not in said


def test_it_names_a_missing_package(tmp_path):
    said = subprocess.run(
        [sys.executable, "-S", str(ROOT / "app.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert said.returncode == 1
    assert said.stderr.startswith("The package ")
    assert "make run" in said.stderr
    assert "Traceback" not in said.stderr


def test_an_old_python_is_told_what_is_needed(tmp_path):
    source = (ROOT / "app.py").read_text()
    compile(source, "app.py", "exec")
    old = tmp_path / "old.py"
    old.write_text("import sys; sys.version_info = (3, 8, 18)\n" + source.split('"""', 2)[2])
    ended = subprocess.run([sys.executable, str(old)], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "Limelight needs Python 3.11 or newer; this is Python 3.8.\n"


def test_a_free_port_and_a_new_folder_are_fine(tmp_path, port):
    require_free_port("127.0.0.1", port)
    require_free_port("::1", port)
    require_writable(tmp_path / "new" / "folder", "INSTANCE_DIR")
    assert list((tmp_path / "new" / "folder").iterdir()) == []


def test_an_address_of_another_machine_is_refused(port):
    with pytest.raises(PreflightError, match="choose others with HOST and PORT"):
        require_free_port("192.0.2.1", port)


def test_an_error_of_the_system_is_told_with_the_file_it_is_about():
    error = PermissionError(13, "Permission denied", "/some/file")
    assert in_words(error) == "Limelight cannot start: Permission denied: /some/file."
