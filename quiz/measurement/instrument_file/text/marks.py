"""An instrument file as plain data, and the line and column of its every key and value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from quiz.measurement.instrument_file.report import Fault
from quiz.measurement.instrument_file.text.scalars import Scalar

PathPart = str | int
Path = tuple[PathPart, ...]
"""From the top of the file to one value: keys by name, entries of a list by their index from 0."""


class Mark(NamedTuple):
    """A place in the text; both count from 1."""

    line: int
    column: int


class Refused:
    """Stands in the data where a fault was already reported, so that it is not reported again."""


REFUSED: Final = Refused()

Data = Scalar | Refused | dict[str, "Data"] | list["Data"]


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
