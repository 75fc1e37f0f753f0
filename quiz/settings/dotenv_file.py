"""The file `.env`, before it is read: what would be left out of it is said with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dotenv import find_dotenv
from dotenv.parser import parse_stream

from quiz.settings.environment import SettingsError

_EXPECTED = "NAME=value, with quotes in pairs"


def require_whole_dotenv() -> None:
    """Raises SettingsError with every line that cannot be used, and never with what stands in it."""
    found = (find_dotenv(name, usecwd=True) for name in (".flaskenv", ".env"))
    if faults := tuple(fault for path in found if path for fault in _faults_of(Path(path))):
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
