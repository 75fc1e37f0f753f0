"""What one visitor sends, from the first page to the result: thirteen requests on one connection."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from html import unescape
from typing import Protocol
from urllib.parse import urlencode

from bench.client import FORM, JSON, Answer, UnexpectedAnswerError

EDITION = "quick"
"""What the start begins; whoever goes on is asked the rest later."""

AUTOSAVES = 8
STEPS = ("landing", "start", "questionnaire", *["autosave"] * AUTOSAVES, "submit", "result")
REQUESTS = len(STEPS)


class Browser(Protocol):
    """Whatever can carry a journey: a connection to a server, or an application in this process."""

    def get(self, path: str) -> Answer: ...

    def post(self, path: str, kind: str, body: bytes) -> Answer: ...


@dataclass(frozen=True)
class Questionnaire:
    """What a browser sends back: the hidden fields, and by item id the values of its radio buttons."""

    hidden: dict[str, str]
    options: dict[str, list[str]]


@dataclass(frozen=True)
class Visit:
    """The bodies of one journey's requests, made before the clock starts."""

    start: bytes
    autosaves: tuple[bytes, ...]
    submission: bytes


def read_questionnaire(browser: Browser) -> Questionnaire:
    """Read once, from an uncompressed page, and used by every visitor."""
    browser.get("/")
    started = browser.post("/questionnaire", FORM, urlencode({"edition": EDITION}).encode())
    html = _expect(200, browser.get(_expect(303, started).location)).body.decode()
    form = html[html.index("<form") :]
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    options: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="radio" name="item_([^"]+)"[^>]*? value="([1-9])"', form):
        options.setdefault(name, []).append(value)
    return Questionnaire({name: unescape(value) for name, value in hidden}, options)


def prepared_visit(page: Questionnaire, chance: random.Random) -> Visit:
    """Answers nobody gave before, so that no result comes out of a cache."""
    answers = {item: chance.choice(values) for item, values in page.options.items()}
    return Visit(
        urlencode({"csrf_token": page.hidden["csrf_token"], "edition": EDITION}).encode(),
        tuple(_autosave(page, answers, batch) for batch in _batches(list(answers))),
        urlencode({**page.hidden, **{f"item_{item}": answers[item] for item in answers}}).encode(),
    )


def take_the_quiz(browser: Browser, visit: Visit) -> str:
    """From the first page to the result; returns its path. Raises UnexpectedAnswerError when a step fails."""
    _expect(200, browser.get("/"))
    path = _expect(303, browser.post("/questionnaire", FORM, visit.start)).location
    _expect(200, browser.get(path))
    for body in visit.autosaves:
        _expect(204, browser.post(f"{path}/responses", JSON, body))
    result = _expect(303, browser.post(path, FORM, visit.submission)).location
    _expect(200, browser.get(result))
    return result


def _batches(items: list[str]) -> list[list[str]]:
    size = -(-len(items) // AUTOSAVES)
    return [items[start : start + size] for start in range(0, len(items), size)]


def _autosave(page: Questionnaire, answers: dict[str, str], batch: list[str]) -> bytes:
    named = {key: page.hidden[key] for key in ("instrument", "edition")}
    given = {item: int(answers[item]) for item in batch}
    return json.dumps({**named, "responses": given, "position": batch[-1]}).encode()


def _expect(status: int, answer: Answer) -> Answer:
    if answer.status != status:
        raise UnexpectedAnswerError(f"{answer.status} instead of {status}: {answer.body[:200]!r}")
    return answer
