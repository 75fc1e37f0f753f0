"""What our pages and documents promise, and the table of it: docs/promises.md."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from quiz.settings.environment import ROOT

TABLE = ROOT / "docs" / "promises.md"
PROMISING = re.compile(
    r"\b(never|nobody|no one|nothing|none|nowhere|neither|alone|only|always|cannot|at once|until|at most"
    r"|at least|gone|deleted|kept|forgotten|forgets?|for good|any time|stays?|without|whenever"
    r"|no (?:names?|accounts?|time|address(?:es)?|links?|later|more|other|day|answer)|not stored|not in)\b",
    re.IGNORECASE,
)
"""What most promises have in them, and few other sentences."""


CELLS_OF_KEPT = 5
"""Bars within a row of docs/privacy.md's table: it says what /privacy does (tests/web/test_privacy.py)."""


@dataclass(frozen=True)
class Promise:
    """A row: words as they are said, the files that say them, and the tests that try to break it."""

    quotes: tuple[str, ...]
    sources: tuple[str, ...]
    tests: tuple[tuple[str, str], ...]


def sources() -> dict[str, str]:
    """The table's short name of each file that it looks at, and the file."""
    found = re.findall(r"^\[([^\]]+)\]: (\S+)$", TABLE.read_text("utf-8"), re.MULTILINE)
    return {name: (TABLE.parent / link).resolve().relative_to(ROOT).as_posix() for name, link in found}


def promises() -> list[Promise]:
    rows = re.findall(r"^\| (“.+?) \| (\[.+?) \| (.+?) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    return [
        Promise(
            tuple(folded(quote) for quote in re.findall(r"“((?:[^“”]|“[^“”]*”)+)”", words)),
            tuple(sources()[name] for name in re.findall(r"\[([^\]]+)\]", said_in)),
            tuple(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", shown_by)),
        )
        for words, said_in, shown_by in rows
    ]


def words_of(source: str) -> str:
    """All that a file says to people, in one line; what is filled in at run time is “…”."""
    text = _with_its_parts(source)
    read = {".html": _of_a_template, ".py": _of_a_module, ".md": _of_a_document}[Path(source).suffix]
    return folded(read(text))


def _with_its_parts(source: str) -> str:
    """A template with what it includes of its own folder; any other file as it is."""
    own = rf"\{{%-?\s+include\s+\"({Path(source).parent.name}/[^\"]+)\"\s+-?%\}}"
    text = (ROOT / source).read_text("utf-8")
    return re.sub(own, lambda part: (ROOT / "templates" / part[1]).read_text("utf-8"), text)


def folded(text: str) -> str:
    """Without marks of Markdown, and white space as one space."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"\*\*|`|^- ", "", text).split())


def _of_a_template(text: str) -> str:
    """With what it hands to the components that say it."""
    text = re.sub(
        r"\{\{ choice\(.*?\}\}",
        lambda call: " ".join(re.findall(r"\"([^\"]+)\"", call[0])),
        text,
        flags=re.DOTALL,
    )
    text = re.sub(
        r"\{#.*?#\}|\{% (?:set|from|extends|include|block|endblock)[^%]*%\}", " ", text, flags=re.DOTALL
    )
    text = re.sub(r"\{% (?:if|elif|else|endif|for|endfor)[^%]*?-?%\}|\{%-.*?%\}", "", text, flags=re.DOTALL)
    text = re.sub(
        r"\{\{ (?:button|notice)\((.*?)\}\}",
        lambda call: _first_argument(call[1]) + ".",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "…", text, flags=re.DOTALL)
    text = re.sub(r"<(?:/?(?:p|h\d|li|span|br|summary|legend|label|ul|div))\b[^>]*>", " ", text)
    return unescape(re.sub(r"<[^>]+>", "", text))


def _first_argument(call: str) -> str:
    """The text that it begins with, in however many pieces."""
    pieces = re.match(r"(?:[\s~]*\"[^\"]*\")+", call)
    return "".join(re.findall(r"\"([^\"]*)\"", pieces[0])) if pieces else "…"


def _of_a_module(text: str) -> str:
    tree = ast.parse(text)
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    said = [
        _string(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in inner
    ]
    return " | ".join(re.sub(r"\{\w+\}", "…", each) for each in said if " " in each)


def _string(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_string(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "…"


def _of_a_document(text: str) -> str:
    text = re.sub(r"^```.*?^```|^ {4}python .*?\n\n", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = [
        line for line in text.splitlines() if "::test_" not in line and line.count(" | ") != CELLS_OF_KEPT
    ]
    return re.sub(r"^\s*(?:[-#]+|\d\.) ", " | ", "\n".join(lines), flags=re.MULTILINE)


def unlisted(source: str, listed: list[str]) -> list[str]:
    """Sentences of a file with a promising word outside of every text that is listed."""
    words = words_of(source)
    spans = [
        (start.start(), start.start() + len(each))
        for each in listed
        for start in re.finditer(re.escape(each), words)
    ]
    found = [
        _sentence_at(words, promising.start())
        for promising in PROMISING.finditer(words)
        if not any(start <= promising.start() < end for start, end in spans)
    ]
    return list(dict.fromkeys(found))


def _sentence_at(words: str, place: int) -> str:
    start = max(words.rfind(mark, 0, place) for mark in (". ", "| ", "? ", "! ", "; ")) + 1
    end = re.compile(r"[.?!](?= |$)| \||;").search(words, place)
    return words[max(start, 0) : end.end() if end else None].strip(" |")
