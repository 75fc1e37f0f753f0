"""How a setting is declared: with what it means and what is expected, for errors and documentation."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def setting(meaning: str, expected: str, **field: Any) -> Any:
    return Field(description=meaning, json_schema_extra={"expected": expected}, **field)


def number(meaning: str, default: int | None, least: int, most: int) -> Any:
    return setting(meaning, f"a whole number from {least} to {most}", default=default, ge=least, le=most)


def within(folder: str, name: str) -> Any:
    """A default that lies in another setting's folder."""
    return lambda given: given[folder] / name
