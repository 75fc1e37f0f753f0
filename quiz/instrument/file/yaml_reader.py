"""YAML text → plain data, and the line and column of its every key and value.

Read from parser events and not by a loader: nothing is constructed, and anchors, aliases, tags and further
documents are refused where they stand, so no text is dangerous to read.

A value without quotes is read so that no two YAML tools could disagree about it. `no` is false to one YAML
version and text to another, `012` is ten or twelve, `1e3` text or a thousand. Only what all of them read
alike is taken as it stands; the rest is handed on as Unclear, and wherever it stands the author is asked to
put it in quotes or to write a plain number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

import yaml

from quiz.instrument.file.characters import forbidden_in, named
from quiz.instrument.file.report import Fault, Mark, Marks, Path, quoted
from quiz.instrument.file.syntax import syntax_faults

DEEPEST = 32
"""An instrument nests seven deep. libyaml takes minutes over text of a hundred thousand brackets."""


@dataclass(frozen=True)
class Unclear:
    """A value that YAML takes for something other than text or a plain number."""

    raw: str
    reading: str


Scalar = str | int | float | Unclear | None


class Refused:
    """Stands in the data where a fault was already reported, so that it is not reported again."""


REFUSED: Final = Refused()

Data = Scalar | Refused | dict[str, "Data"] | list["Data"]


@dataclass
class MarkedData:
    """`data` is REFUSED when the text could not be read to its end, and None when there is nothing in it."""

    data: Data = None
    marks: Marks = field(default_factory=Marks)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def read_yaml(text: str, *, is_archived: bool = False) -> MarkedData:
    """Read text in which every character is allowed; never raises."""
    reader = _Reader(text.removeprefix("\ufeff"), is_archived)
    read = reader.read
    try:
        read.data = reader.document()
    except _GivenUpError:
        read.data = REFUSED
    except yaml.YAMLError as error:
        read.faults.extend(syntax_faults(error, reader.text))
        read.data = REFUSED
    return read


class _GivenUpError(Exception):
    """Reading cannot go on; why is among the faults."""


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_NUMBER = 12
_BEFORE_COMMA = re.compile(r"-?[0-9]+,$")
_HASHTAG_COMMENT = re.compile(r"[ \t]+#\w")


class _Reader:
    """A value's path is None when it will be thrown away."""

    def __init__(self, text: str, is_archived: bool) -> None:
        self.text = text
        self.read = MarkedData()
        self._is_archived = is_archived
        self._events = yaml.parse(text, Loader=_LOADER)

    def document(self) -> Data:
        """The first document, or None where there is none; what comes after it is refused."""
        data: Data = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                data = self._value(event, ())
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(event, "a second document begins here", "one instrument a file")
                    raise _GivenUpError
        return data

    def _value(self, event: yaml.Event, path: Path | None, depth: int = 1) -> Data:
        self._refuse_decorations(event)
        if path is not None:
            self.read.marks.values[path] = _mark(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if not isinstance(event, yaml.CollectionStartEvent):
            return REFUSED
        if depth > DEEPEST:
            self._fault(event, f"nested more than {DEEPEST} deep", "the nesting of an instrument")
            raise _GivenUpError
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        return self._mapping(path, depth) if is_mapping else self._list(path, depth)

    def _list(self, path: Path | None, depth: int) -> Data:
        entries: list[Data] = []
        while not isinstance(event := next(self._events), yaml.CollectionEndEvent):
            at = None if path is None else (*path, len(entries))
            entries.append(self._value(event, at, depth + 1))
        return entries

    def _mapping(self, path: Path | None, depth: int) -> Data:
        found: dict[str, Data] = {}
        while not isinstance(event := next(self._events), yaml.CollectionEndEvent):
            key = self._key(event, path, found, depth)
            at = None if key is None or path is None else (*path, key)
            value = self._value(next(self._events), at, depth + 1)
            if key is not None:
                found[key] = value
        return found

    def _key(self, event: yaml.Event, path: Path | None, before: dict[str, Data], depth: int) -> str | None:
        """The key, or None when it is refused, and then its value is thrown away."""
        if not isinstance(event, yaml.ScalarEvent):
            self._fault(event, "a key is a list, a mapping or an alias", "one word as a key")
            self._value(event, None, depth + 1)
            return None
        self._refuse_decorations(event)
        value = _plain_value(event.value) if event.implicit[0] else event.value
        if not isinstance(value, str):
            self._refuse_key(event)
            return None
        if path is None:
            return None
        at = (*path, value)
        if value in before:
            first = self.read.marks.of_key(at).line
            self._fault(event, f"the key {quoted(value)} stands in line {first} already", "it once")
            return None
        self.read.marks.keys[at] = _mark(event)
        return value

    def _refuse_key(self, event: yaml.ScalarEvent) -> None:
        """Between braces the comma of 66,7 ends the value, and 7 is taken for a key."""
        line, column = _mark(event)
        end = event.start_mark.index if event.start_mark else 0
        whole = _BEFORE_COMMA.search(self.text[max(0, end - _LONGEST_NUMBER) : end])
        if whole is None:
            self._fault(event, f"YAML may read the key {quoted(event.value)} otherwise", "it in quotes")
            return
        number = f"{whole[0]}{event.value}"
        problem, expected = f"the number {number} has a comma", f"a point: {number.replace(',', '.')}"
        self.read.faults.append(Fault(line, column - len(whole[0]), problem, expected))

    def _scalar(self, event: yaml.ScalarEvent) -> Data:
        if event.tag is not None:
            return REFUSED
        if event.implicit[0]:
            self._warn_of_hashtag(event)
            return _plain_value(event.value)
        if forbidden := forbidden_in(event.value, is_archived=self._is_archived):
            self._fault(event, f"the text holds {named(forbidden)}", "visible characters only")
            return REFUSED
        return event.value.strip()

    def _refuse_decorations(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, f"an alias, *{event.anchor}", "the text itself, in quotes if it begins with *")
            return
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            return
        if event.anchor is not None:
            self._fault(event, f"an anchor, &{event.anchor}", "no anchor; text that begins with & in quotes")
        if event.tag is not None:
            self._fault(event, f"a tag, {quoted(event.tag)}", "no tag; text that begins with ! in quotes")

    def _warn_of_hashtag(self, event: yaml.ScalarEvent) -> None:
        """`I posted #launch` without quotes is "I posted" to YAML."""
        end = event.end_mark
        if end is not None and _HASHTAG_COMMENT.match(self.text, end.index):
            mark = Mark(end.line + 1, end.column + 2)
            expected = "quotes around text with a #, or a space after the # of a comment"
            self.read.warnings.append(Fault(*mark, "what follows the # is left out as a comment", expected))

    def _fault(self, event: yaml.Event, problem: str, expected: str) -> None:
        self.read.faults.append(Fault(*_mark(event), problem, expected))


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(1, 1) if start is None else Mark(start.line + 1, start.column + 1)


def _plain_value(raw: str) -> Scalar:
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
