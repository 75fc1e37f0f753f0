"""Report: what is wrong with an instrument file and where, one line a fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MOST_LINES_SHOWN = 200
"""A file that is something else altogether has thousands of faults, which nobody reads to the end."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong; `line` and `column` count from 1, in characters."""

    line: int
    column: int
    problem: str
    expected: str


@dataclass(frozen=True)
class Report:
    """All that was found in one file. Faults make it unusable; warnings are advice about its quality."""

    source: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """`file:line:column: problem; expected …`, faults first, both in the order of the file."""
        faults = [self._line(fault) for fault in self.faults]
        warnings = [self._line(warning, "warning: ") for warning in self.warnings]
        return _shortened(faults, "faults") + _shortened(warnings, "warnings")

    def _line(self, fault: Fault, kind: str = "") -> str:
        place = f"{self.source}:{fault.line}:{fault.column}"
        return _printable(f"{place}: {kind}{fault.problem}; expected {fault.expected}")


class InstrumentFileError(ValueError):
    """The text is no instrument. `str()` of it is the whole report, and `faults` has each fault."""

    def __init__(self, source: str, faults: tuple[Fault, ...]) -> None:
        self.report = Report(source, faults, ())
        super().__init__(str(self.report))

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.report.faults


Path = tuple[str | int, ...]
"""From the top of the file to one value: keys by name, entries of a list by their index from 0."""


class Mark(NamedTuple):
    """A place in the text; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Marks:
    """Where things stand, by path."""

    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)

    def of_value(self, path: Path) -> Mark:
        """Of the value there, else of the nearest that holds it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Mark(1, 1))

    def of_key(self, path: Path) -> Mark:
        """Of the key there; an entry of a list has none, so its value's."""
        return self.keys.get(path) or self.of_value(path)


@dataclass(frozen=True)
class Finding:
    """A fault or a warning by its path; `at_key` points at the key instead of the value."""

    path: Path
    problem: str
    expected: str
    at_key: bool = False

    def located(self, marks: Marks) -> Fault:
        mark = marks.of_key(self.path) if self.at_key else marks.of_value(self.path)
        return Fault(mark.line, mark.column, self.problem, self.expected)


def quoted(text: str) -> str:
    """Text from the file as it may stand in a sentence: short, in quotes."""
    return repr(text if len(text) <= 40 else f"{text[:39]}…")


def _printable(line: str) -> str:
    """With escapes for what a terminal should not be sent."""
    if line.isprintable():
        return line
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in line)


def _shortened(lines: list[str], what: str) -> list[str]:
    left_out = len(lines) - MOST_LINES_SHOWN
    if left_out <= 0:
        return lines
    return [*lines[:MOST_LINES_SHOWN], f"and {left_out} more {what}"]
