"""The file `.env`, before it is read: what would be left out of it is said with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dotenv import find_dotenv
from dotenv.parser import parse_stream
from flask.cli import load_dotenv
from flask.helpers import get_load_dotenv

from quiz.settings.environment import ROOT, Settings, SettingsError, load_settings

_EXPECTED = "NAME=value, with quotes in pairs"


def settings_here() -> Settings:
    """With those of the nearest file `.env`, from this folder upwards; the environment goes before them.

    The project's own stands in where none is found. The server and the commands ask here alike: a backup
    shall be of the database that is served, wherever the command is given.
    Raises SettingsError with every line that cannot be used, and never with what stands in it.
    """
    if get_load_dotenv():
        nearest = Path(find_dotenv(usecwd=True) or ROOT / ".env")
        files = (nearest, Path(find_dotenv(".flaskenv", usecwd=True)))
        require_whole(*(path for path in files if path.is_file()))
        load_dotenv(nearest)
    return load_settings()


def require_whole(*files: Path) -> None:
    """Raises SettingsError as `settings_here`."""
    if faults := tuple(fault for path in files for fault in _faults_of(path)):
        raise SettingsError(faults)


def _faults_of(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as file:
            bindings = list(parse_stream(file))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield f"The file {path} is no text in UTF-8: {error.reason} in line {line}."
        return
    except OSError as error:
        yield f"The file {path} cannot be read: {error.strerror}."
        return
    for binding in bindings:
        if binding.error or (binding.key and binding.value is None):
            read = binding.original.string
            blank = read[: len(read) - len(read.lstrip())]
            line = binding.original.line + blank.count("\n")
            yield f"The file {path} cannot be used from line {line} on; expected {_EXPECTED}."
