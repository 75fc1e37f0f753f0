"""How many bytes a first visit takes: the page, its stylesheets, scripts and icons."""

from __future__ import annotations

import posixpath
import random
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import brotli

from bench.client import FORM, PLAIN, Client
from bench.server import LIMELIGHT, running
from bench.table import Row, note
from bench.visitor import EDITION, prepared_visit, read_questionnaire, take_the_quiz

FIRST_WINDOW = 14_600
"""Bytes: what a server may send before it hears from the browser, ten segments of 1,460."""

RESULT_LIMIT = 25_000

_LINKED = re.compile(
    r'<link rel="(?:icon|stylesheet)"[^>]*? href="(/[^"]+)"|<script type="module" src="([^"]+)"'
)
_IMPORTED = re.compile(r"""(?:import|from)\s*["'](\.[^"']+)["']""")
_CHART_LIBRARY = re.compile(r'data-plotly-src="([^"]+)"')
_RESULTS = 5


@dataclass(frozen=True)
class File:
    """What came over the wire for one address, in bytes; `text` is what it says."""

    name: str
    headers: int
    body: int
    text: str

    @property
    def size(self) -> int:
        return self.headers + self.body


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, running(LIMELIGHT, Path(folder)) as port:
        visits = first_visits(port)
        library = _CHART_LIBRARY.search(visits.result[0].text)
        plotly = fetch(port, library[1]).size if library else 0
    return [
        *_rows("landing page, first visit", FIRST_WINDOW, visits.landing),
        *_rows(f"questionnaire page ({EDITION} edition), first visit", FIRST_WINDOW, visits.questionnaire),
        *_rows("result page without plotly.js, first visit", RESULT_LIMIT, visits.result),
        note("plotly.js, once a browser", f"{plotly:,} bytes"),
    ]


class Visits(NamedTuple):
    landing: list[File]
    questionnaire: list[File]
    result: list[File]


def first_visits(port: int) -> Visits:
    """What three pages take; of some results the longest."""
    with Client(port) as client:
        started = client.post("/questionnaire", FORM, urlencode({"edition": EDITION}).encode())
    return Visits(
        landing=first_visit(port, "/"),
        questionnaire=first_visit(port, started.location),
        result=max((first_visit(port, path) for path in _results(port)), key=total),
    )


def first_visit(port: int, path: str) -> list[File]:
    """The page and all that belongs to it, each once, for a browser that has nothing yet."""
    page = fetch(port, path, "the page")
    files, open_paths = [page], [icon or script for icon, script in _LINKED.findall(page.text)]
    seen: set[str] = set()
    while open_paths:
        if (each := open_paths.pop(0)) in seen:
            continue
        seen.add(each)
        files.append(file := fetch(port, each))
        if each.endswith(".js"):
            open_paths += _imports(each, file.text)
    return files


def fetch(port: int, path: str, name: str = "") -> File:
    with Client(port) as client:
        answer = client.get(path)
    body = brotli.decompress(answer.body) if answer.header("content-encoding") == "br" else answer.body
    return File(name or path.split("/", 3)[-1], len(answer.head), len(answer.body), body.decode())


def _imports(path: str, script: str) -> Iterable[str]:
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        for name in _IMPORTED.findall(script)
    )


def _results(port: int) -> list[str]:
    """The private links of a few results."""
    chance = random.Random(1)
    with Client(port, PLAIN) as client:
        page = read_questionnaire(client)
        return [take_the_quiz(client, prepared_visit(page, chance)) for _ in range(_RESULTS)]


def _rows(what: str, limit: int, files: list[File]) -> Iterable[Row]:
    bodies = sum(file.body for file in files)
    size = total(files)
    yield Row(what, f"≤ {limit:,} bytes", f"{size:,} bytes; without headers {bodies:,}", size <= limit)
    for file in files:
        yield note(f"· {file.name}", f"{file.size:,} bytes; without headers {file.body:,}")


def total(files: list[File]) -> int:
    return sum(file.size for file in files)
