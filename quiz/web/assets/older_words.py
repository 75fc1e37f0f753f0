"""Newer CSS said in words that the oldest browsers we serve know: no nesting, no ranges in media queries.

Sources may use both; Safari knows them since 16.4 and 17.2, and Chrome since 104 and 120.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
