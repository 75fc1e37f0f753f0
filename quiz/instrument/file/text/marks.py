"""An instrument file as plain data, and the line and column of its every key and value.

What a value without quotes means, read so that no two YAML tools could disagree about it.

`no` is false to one YAML version and text to another, `012` is ten or twelve, `1e3` text or a thousand.
Only what all of them read alike is taken as it stands; the rest is handed on as Unclear, and wherever
it stands the author is asked to put it in quotes or to write a plain number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import yaml

from quiz.instrument.file.report import Fault


@dataclass(frozen=True)
class Unclear:
    """A value that YAML takes for something other than text or a plain number."""

    raw: str
    reading: str


Scalar = str | int | float | Unclear | None

_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?")
_SINGLE_LETTER_BOOLEANS = frozenset("yYnN")
_NUMBER_IN_YAML_1_2 = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|[-+]?[0-9]+")
_READINGS = {
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
}
_NULL = "tag:yaml.org,2002:null"


def plain_value(raw: str) -> Scalar:
    """The value of a scalar that stands without quotes."""
    if _PLAIN_NUMBER.fullmatch(raw):
        return float(raw) if "." in raw else int(raw)
    tag = _implicit_tag(raw)
    if tag == _NULL:
        return None
    if raw in _SINGLE_LETTER_BOOLEANS:
        return Unclear(raw, "true or false")
    if tag in _READINGS:
        return Unclear(raw, _READINGS[tag])
    return Unclear(raw, "a number") if _NUMBER_IN_YAML_1_2.fullmatch(raw) else raw


def _implicit_tag(raw: str) -> str | None:
    """PyYAML's own reading, which is that of YAML 1.1."""
    candidates = yaml.SafeLoader.yaml_implicit_resolvers.get(raw[:1], [])
    return next((tag for tag, pattern in candidates if pattern.match(raw)), None)


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
