"""Text that is no YAML: what the parser stumbled over, and what an author most likely meant."""

from __future__ import annotations

import re

import yaml

from quiz.measurement.instrument_file.report import Fault
from quiz.measurement.instrument_file.text.lookalikes import odd_signs, odd_spaces

_INDENTED_BY_TAB = re.compile(r" *\t")

_MEANT = {
    "mapping values are not allowed": "quotes around text that holds a colon and a space",
    "that cannot start any token": "quotes around text that begins with this character",
    "sequence entries are not allowed": 'quotes around a "-" that is no list',
    "could not find expected ':'": "a colon after the key, or this text further to the right",
    "did not find expected key": "a key at the column of the keys around it, or quotes around the whole text",
    "did not find expected '-' indicator": "a - at the column of the list around it",
    "found unexpected end of stream": "a closing quote",
}
"""By what libyaml and PyYAML's own parser, which stands in for it, have in common in their messages."""

_VALID = "valid YAML, indented by spaces"


def syntax_faults(error: yaml.YAMLError, text: str) -> list[Fault]:
    """The parser stops at its first fault; only tabs are then looked for in all lines."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return [Fault(1, 1, "the text cannot be read as YAML", _VALID)]
    at = error.problem_mark
    lines = text.splitlines()
    if at.line < len(lines) and lines[at.line][at.column : at.column + 1] == "\t":
        return _tab_faults(lines) or [Fault(at.line + 1, at.column + 1, "a tab stands here", "spaces")]
    if causes := [*odd_spaces(text), *odd_signs(text, at.line + 1)]:
        return causes
    if error.context == "while scanning a quoted scalar" and error.context_mark is not None:
        at = error.context_mark
    problem = error.problem or ""
    meant = next((meant for words, meant in _MEANT.items() if words in problem), _VALID)
    return [Fault(at.line + 1, at.column + 1, f"no valid YAML: {problem}", meant)]


def _tab_faults(lines: list[str]) -> list[Fault]:
    return [
        Fault(number, match.end(), "a tab indents this line", "spaces")
        for number, line in enumerate(lines, start=1)
        if (match := _INDENTED_BY_TAB.match(line))
    ]
