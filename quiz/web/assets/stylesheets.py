"""Stylesheets as browsers get them: those that import others are joined, without comments, in older words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from quiz.web.assets.older_words import in_older_words

_IMPORT = re.compile(r"""^@import\s+(?:url\()?["']([^"']+)["']\)?\s*(?:layer\(([\w.-]+)\))?\s*;\s*$""")
_TOKENS = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')  # kept as it is
      | (?P<comment>/\*.*?\*/)                           # dropped
      | \s*(?P<mark>[{};,])\s*                           # stands without space around it
      | (?P<space>\s+)                                   # becomes one space""",
    re.VERBOSE | re.DOTALL,
)


class StylesheetError(Exception):
    """An @import names a stylesheet that is not there."""


def joined(sheets: Mapping[str, str]) -> dict[str, str]:
    """The sheets by path, each @import replaced by what it names; sheets imported by others are left out."""
    parts = {part for path, text in sheets.items() for part in _imported(path, text)}
    return {path: in_older_words(minified(_join(path, sheets))) for path in sheets if path not in parts}


def minified(css: str) -> str:
    """Without comments and needless space. Space before a colon stays: `.a :hover` is not `.a:hover`."""
    without_comments = _TOKENS.sub(lambda found: " " if found["comment"] else found[0], css)
    return _TOKENS.sub(_shortened, without_comments).replace(";}", "}").strip()


def _shortened(found: re.Match[str]) -> str:
    return found["string"] or found["mark"] or " "


def _join(path: str, sheets: Mapping[str, str]) -> str:
    return "".join(_line_or_sheet(path, line, sheets) for line in sheets[path].splitlines(keepends=True))


def _line_or_sheet(path: str, line: str, sheets: Mapping[str, str]) -> str:
    found = _IMPORT.match(line)
    if found is None:
        return line
    part = _beside(path, found[1])
    if part not in sheets:
        raise StylesheetError(f"static/{path} imports {found[1]}, but there is no static/{part}")
    text = _join(part, sheets)
    return f"@layer {found[2]} {{{text}}}" if found[2] else text


def _imported(path: str, text: str) -> list[str]:
    return [_beside(path, found[1]) for line in text.splitlines() if (found := _IMPORT.match(line))]


def _beside(path: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
