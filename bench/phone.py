"""A participant's phone: in at the door, answers saved along the way, submitted, and then it watches."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from bench.client import COMPRESSED, FORM, JSON, Answer, Client, UnexpectedAnswerError
from bench.screen import PHONE, Screen
from bench.visitor import Questionnaire, Visit, prepared_visit

THINKING = 1.5, 4.0
"""Seconds between two saves of five answers each: five times as fast as people answer."""

LOOKS_BEFORE = 2
"""At the state, before a participant begins to answer."""


SAY_HELLO = "hello"

Request = tuple[str, float]
"""What was asked for, and seconds until it was there."""


@dataclass
class Diary:
    """What happened in the room, each entry at its time; written by all phones at once."""

    requests: list[Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent: dict[str, list[float]] = field(default_factory=lambda: {"join": [], "submit": []})
    acknowledged: dict[str, list[float]] = field(default_factory=lambda: {"join": [], "submit": []})


class TimedClient(Client):
    """Enters each request in the diary, under what the path is about."""

    def __init__(self, port: int, diary: Diary) -> None:
        super().__init__(port, COMPRESSED)
        self._diary = diary

    def _ask(self, method: str, path: str, body: bytes, headers: str) -> Answer:
        start = time.perf_counter()
        answer = super()._ask(method, path, body, headers)
        self._diary.requests.append((_kind(method, path), time.perf_counter() - start))
        return answer


class Phone:
    """`token` and `answers` are what the server acknowledged; None until it did."""

    def __init__(self, page: Questionnaire, seed: int) -> None:
        self._chance = random.Random(seed)
        self._visit: Visit = prepared_visit(page, self._chance)
        self._items = page.options.keys()
        self.token = ""
        self.answers: dict[str, int] | None = None

    def take_part(self, client: Client, code: str, state: str, diary: Diary) -> Screen:
        """From the door to the end; the screen that is then watched."""
        _expect(200, client.get(f"/join/{code}"))
        time.sleep(self._chance.uniform(*THINKING))
        diary.sent["join"].append(time.monotonic())
        own = _expect(303, client.post(f"/join/{code}", FORM, b"csrf_token=")).location
        diary.acknowledged["join"].append(time.monotonic())
        self.token = own.rpartition("/")[2]
        screen = Screen(client, own, state, PHONE)
        screen.open()
        for _ in range(LOOKS_BEFORE):
            screen.wait()
            screen.ask()
        self._answer(client, f"/questionnaire/{self.token}", diary)
        screen.open()
        return screen

    def _answer(self, client: Client, path: str, diary: Diary) -> None:
        _expect(200, client.get(path))
        for body in self._visit.autosaves:
            time.sleep(self._chance.uniform(*THINKING))
            _expect(204, client.post(f"{path}/responses", JSON, body))
        diary.sent["submit"].append(time.monotonic())
        _expect(303, client.post(path, FORM, self._visit.submission))
        diary.acknowledged["submit"].append(time.monotonic())
        sent = dict(parse_qsl(self._visit.submission.decode()))
        self.answers = {item: int(sent[f"item_{item}"]) for item in self._items}


def _kind(method: str, path: str) -> str:
    room, *rest = path.strip("/").split("/")
    if not room:
        return SAY_HELLO
    if rest and rest[-1] in {"state", "responses"}:
        return rest[-1]
    return f"{method} {room}"


def _expect(status: int, answer: Answer) -> Answer:
    if answer.status != status:
        raise UnexpectedAnswerError(f"{answer.status} instead of {status}: {answer.body[:200]!r}")
    return answer
