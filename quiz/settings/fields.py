"""How a setting is declared: with what it means and what is expected, for errors and documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field


def setting(meaning: str, expected: str, **field: Any) -> Any:
    return Field(description=meaning, json_schema_extra={"expected": expected}, **field)


def number(meaning: str, default: int | None, least: int, most: int) -> Any:
    return setting(meaning, f"a whole number from {least} to {most}", default=default, ge=least, le=most)


def within(folder: str, name: str) -> Any:
    """A default that lies in another setting's folder."""
    return lambda given: given[folder] / name


def placed(path: Path, folder: Path, *, is_file: bool) -> Path:
    """The path from that folder. Raises ValueError for a home of nobody's, and for a file that is none.

    A device may never end, and a pipe never begin; what is not there is said when it is read.
    """
    try:
        found = folder / path.expanduser()
        is_something_else = is_file and found.exists() and not found.is_file()
    except RuntimeError as error:  # "~nobody": there is no such person
        raise ValueError from error
    except OSError:  # a name too long, a folder that is closed
        return found
    if is_something_else:
        raise ValueError
    return found
