"""YAML text → plain data with marks.

Built from parser events and not by a loader: nothing is constructed and nothing recurses, and anchors,
aliases, tags and further documents are refused where they stand, so no text is dangerous to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from quiz.instrument.file.report import Fault, quoted
from quiz.instrument.file.text.characters import forbidden_in, named
from quiz.instrument.file.text.marks import REFUSED, Data, Mark, Marks, Path, plain_value
from quiz.instrument.file.text.syntax import syntax_faults

DEEPEST = 32
"""An instrument nests seven deep. libyaml takes minutes over text of a hundred thousand brackets."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST_NUMBER = 12
_BEFORE_COMMA = re.compile(r"-?[0-9]+,$")
_HASHTAG_COMMENT = re.compile(r"[ \t]+#\w")


@dataclass
class MarkedData:
    """`data` is REFUSED when the text could not be read to its end, and None when there is nothing in it."""

    data: Data = None
    marks: Marks = field(default_factory=Marks)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def read_yaml(text: str, *, is_archived: bool = False) -> MarkedData:
    """Read text in which every character is allowed; never raises."""
    builder = _Builder(text.removeprefix("\ufeff"), is_archived)
    try:
        for event in yaml.parse(builder.text, Loader=_LOADER):
            if not builder.takes(event):
                builder.read.data = REFUSED
                break
    except yaml.YAMLError as error:
        builder.read.faults.extend(syntax_faults(error, builder.text))
        builder.read.data = REFUSED
    return builder.read


@dataclass
class _Open:
    """A mapping or list whose end was not yet reached; without a path, one that will be thrown away."""

    container: dict[str, Data] | list[Data]
    path: Path | None
    has_key: bool = False
    key: str | None = None

    @property
    def awaits_key(self) -> bool:
        return isinstance(self.container, dict) and not self.has_key

    def next_path(self) -> Path | None:
        if self.path is None:
            return None
        if isinstance(self.container, list):
            return (*self.path, len(self.container))
        return None if self.key is None else (*self.path, self.key)

    def attach(self, value: Data) -> None:
        if isinstance(self.container, list):
            self.container.append(value)
        elif self.key is not None:
            self.container[self.key] = value
        self.has_key, self.key = False, None


class _Builder:
    def __init__(self, text: str, is_archived: bool) -> None:
        self.text = text
        self._is_archived = is_archived
        self.read = MarkedData()
        self._open: list[_Open] = []
        self._documents = 0

    def takes(self, event: yaml.Event) -> bool:
        """Whether reading may go on after this event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._fault(event, "a second document begins here", "one instrument a file")
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_decorations(event)
            self._take_node(event)
        if len(self._open) > DEEPEST:
            self._fault(event, f"nested more than {DEEPEST} deep", "the nesting of an instrument")
            return False
        return True

    def _take_node(self, event: yaml.NodeEvent) -> None:
        container = _container_of(event)
        if self._open and self._open[-1].awaits_key:
            self._open[-1].key = self._key(event, self._open[-1])
            self._open[-1].has_key = True
            path = None
        else:
            path = self._open[-1].next_path() if self._open else ()
            value = self._scalar(event) if container is None else container
            self._place(value, path, _mark(event))
        if container is not None:
            self._open.append(_Open(container, path))

    def _place(self, value: Data, path: Path | None, mark: Mark) -> None:
        if path is not None:
            self.read.marks.values[path] = mark
        if self._open:
            self._open[-1].attach(value)
        else:
            self.read.data = value

    def _key(self, event: yaml.NodeEvent, holder: _Open) -> str | None:
        """The key, or None when it is refused, and then its value is thrown away."""
        if not isinstance(event, yaml.ScalarEvent):
            self._fault(event, "a key is a list, a mapping or an alias", "one word as a key")
            return None
        value = plain_value(event.value) if event.implicit[0] else event.value
        if not isinstance(value, str):
            self._refuse_key(event)
            return None
        if holder.path is None:
            return None
        path = (*holder.path, value)
        if value in holder.container:
            first = self.read.marks.of_key(path).line
            self._fault(event, f"the key {quoted(value)} stands in line {first} already", "it once")
            return None
        self.read.marks.keys[path] = _mark(event)
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

    def _scalar(self, event: yaml.NodeEvent) -> Data:
        if not isinstance(event, yaml.ScalarEvent) or event.tag is not None:
            return REFUSED
        if event.implicit[0]:
            self._warn_of_hashtag(event)
            return plain_value(event.value)
        if forbidden := forbidden_in(event.value, is_archived=self._is_archived):
            self._fault(event, f"the text holds {named(forbidden)}", "visible characters only")
            return REFUSED
        return event.value.strip()

    def _refuse_decorations(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, f"an alias, *{event.anchor}", "the text itself, in quotes if it begins with *")
            return
        if event.anchor is not None:
            self._fault(event, f"an anchor, &{event.anchor}", "no anchor; text that begins with & in quotes")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
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


def _container_of(event: yaml.NodeEvent) -> dict[str, Data] | list[Data] | None:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    return [] if isinstance(event, yaml.SequenceStartEvent) else None


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(1, 1) if start is None else Mark(start.line + 1, start.column + 1)
