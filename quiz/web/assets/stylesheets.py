"""Stylesheets as browsers get them: those that import others are joined, without comments, in older words.

Newer CSS is said in words that the oldest browsers we serve know: no nesting, no ranges in media queries.
Sources may use both; Safari knows them since 16.4 and 17.2, and Chrome since 104 and 120.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

_RANGE = re.compile(r"\((width|height)\s*([<>]=?)\s*([\d.]+)(\w+)\)")
_STEP = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^"'{};])*([{};]|$)""", re.DOTALL)
_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_AS_THEY_ARE = ("@keyframes", "@font-face", "@property", "@page")
_JUST_LESS = 0.01


def in_older_words(css: str) -> str:
    """The same sheet; it must have no comments."""
    return "".join(_rules(_RANGE.sub(_least_or_most, css), ()))


def _rules(css: str, parents: tuple[str, ...]) -> Iterator[str]:
    """The rules of a block whose declarations are about `parents`, one after the other, in their order."""
    declared: list[str] = []
    for head, body in _statements(css):
        if body is None and parents:
            declared.append(head)
        elif body is None:
            yield f"{head};"
        else:
            yield _rule(parents, declared)
            declared = []
            yield from _nested(head, body, parents)
    yield _rule(parents, declared)


def _nested(head: str, body: str, parents: tuple[str, ...]) -> Iterator[str]:
    if head.startswith(_AS_THEY_ARE):
        yield f"{head}{{{body}}}"
    elif head.startswith("@"):
        yield f"{head}{{{''.join(_rules(body, parents))}}}"
    else:
        yield from _rules(body, tuple(_selectors(head, parents)))


def _rule(selectors: tuple[str, ...], declared: list[str]) -> str:
    return f"{','.join(selectors)}{{{';'.join(declared)}}}" if declared else ""


def _selectors(head: str, parents: tuple[str, ...]) -> Iterator[str]:
    for selector in map(str.strip, _COMMA.split(head)):
        for parent in parents or ("",):
            yield selector.replace("&", parent) if "&" in selector else f"{parent} {selector}".strip()


def _statements(css: str) -> Iterator[tuple[str, str | None]]:
    """Each declaration with None, and each head of a block with what stands in it."""
    at = 0
    while at < len(css):
        found = _STEP.match(css, at)
        assert found is not None  # it matches the empty text as well
        head, at = css[at : found.start(1)].strip(), found.end()
        if found[1] == "{":
            end = _end_of_block(css, at)
            yield head, css[at : end - 1]
            at = end
        elif head:
            yield head, None


def _end_of_block(css: str, at: int) -> int:
    depth = 1
    while depth and at < len(css):
        found = _STEP.match(css, at)
        assert found is not None
        depth += {"{": 1, "}": -1}.get(found[1], 0)
        at = found.end()
    return at


def _least_or_most(found: re.Match[str]) -> str:
    side, sign, number, unit = found.groups()
    off = {">": _JUST_LESS, "<": -_JUST_LESS}.get(sign, 0)
    return f"({'min' if '>' in sign else 'max'}-{side}:{float(number) + off:g}{unit})"


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
