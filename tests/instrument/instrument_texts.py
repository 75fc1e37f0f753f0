"""Instrument files for the tests: the small valid one, and the same with one thing changed."""

from __future__ import annotations

from pathlib import Path

INSTRUMENTS = Path(__file__).parent.parent / "instruments"
SMALL = (INSTRUMENTS / "small.yaml").read_text(encoding="utf-8")


def small_with(old: str, new: str) -> str:
    """The small instrument with the first `old` replaced; `old` must be there."""
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def small_without(lines: str) -> str:
    return small_with(lines, "")


def place_of(marker: str, text: str) -> tuple[int, int]:
    """Line and column, both from 1, of a marker that stands in the text once."""
    assert text.count(marker) == 1, f"{marker!r} stands in the text {text.count(marker)} times"
    before = text[: text.index(marker)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
