"""Syntax of text that is no YAML: what the parser stumbled over, and what an author most likely meant.

A no-break space indents nothing, and ： or “ come from programs that set type. In prose all of these are
right, so they are told of only where YAML has a meaning for what they look like.
"""

from __future__ import annotations

import re

import yaml

from quiz.instrument.file.characters import named
from quiz.instrument.file.report import Fault

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
    if causes := [*odd_spaces(text), *_odd_signs(text, at.line + 1)]:
        return causes
    if error.context == "while scanning a quoted scalar" and error.context_mark is not None:
        at = error.context_mark
    problem = error.problem or ""
    meant = next((meant for words, meant in _MEANT.items() if words in problem), _VALID)
    return [Fault(at.line + 1, at.column + 1, f"no valid YAML: {problem}", meant)]


def odd_spaces(text: str) -> list[Fault]:
    """Spaces that are none to YAML, where YAML wants one."""
    return [
        _fault(number, match, "an ordinary space")
        for number, line in enumerate(text.split("\n"), start=1)
        for pattern in (_INDENT, _AFTER_DASH, _KEY_WITH_SPACE)
        if (match := pattern.match(line))
    ]


_INDENTED_BY_TAB = re.compile(r" *\t")


def _tab_faults(lines: list[str]) -> list[Fault]:
    return [
        Fault(number, match.end(), "a tab indents this line", "spaces")
        for number, line in enumerate(lines, start=1)
        if (match := _INDENTED_BY_TAB.match(line))
    ]


def _odd_signs(text: str, line: int) -> list[Fault]:
    """What stands for a sign of YAML in the line where reading stopped, or in the one before it."""
    lines = text.split("\n")
    return [
        _fault(number, match, expected)
        for number in (line - 1, line)
        if 0 < number <= len(lines)
        for pattern, expected in _ODD_SIGNS
        if (match := pattern.search(lines[number - 1]))
    ]


def _fault(line: int, match: re.Match[str], expected: str) -> Fault:
    group = match.lastindex or 1
    return Fault(line, match.start(group) + 1, f"{named(match[group])} stands here", expected)


_SPACES = r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_INDENT = re.compile(rf"[ \t]*({_SPACES})(?=\s*\S)")
_AFTER_DASH = re.compile(rf" *-({_SPACES})")
_KEY_WITH_SPACE = re.compile(rf" *(?:- +)?[a-z_]+(?::({_SPACES})|({_SPACES})\s*:)")
_ODD_SIGNS = (
    (re.compile(r"^ *(?:- +)?[a-z_]+ *([\uff1a\ufe55])"), "a colon, and a space after it"),
    (re.compile(r"[{,] *[a-z_]+ *([\uff1a\ufe55])"), "a colon, and a space after it"),
    (re.compile(r"^ *([\u2010-\u2015\u2212\uff0d]) "), "a hyphen"),
    (re.compile(r"[:,{\[-] +([\u2018-\u201f\u00ab\u00bb\uff02\uff07])"), "a straight quote"),
    (re.compile(r"([\uff0c\u3001])(?= *[a-z_]+: )"), "a comma, and a space after it"),
    (re.compile(r"([\uff5d\uff3d])(?= *$)|: *([\uff5b\uff3b])"), "the same bracket in ASCII"),
)
