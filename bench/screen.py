"""A screen in the room, as `static/js/live.js` keeps it: asks for the state, and turns the page when told."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass

from bench.client import Client, UnexpectedAnswerError

PROJECTOR, PHONE = 1.0, 4.0
"""Seconds between two questions; a phone's are a quarter shorter or longer."""


@dataclass(frozen=True)
class State:
    """What a screen was told."""

    version: int
    joined: int
    finished: int


class Screen:
    """On one connection; `told` is what it shows."""

    def __init__(self, client: Client, page: str, state: str, every: float) -> None:
        self._client, self._page, self._state, self._every = client, page, state, every
        self._etag = ""
        self.told = State(0, 0, 0)

    def open(self) -> None:
        """The page, and the state that it is in: a browser has the latter from the page."""
        _expect_page(self._client, self._page)
        self._look()

    def ask(self) -> bool:
        """Whether the room had moved on, and a new page came."""
        before = self.told.version
        if not self._look() or self.told.version == before:
            return False
        _expect_page(self._client, self._page)
        return True

    def wait(self) -> None:
        jitter = random.uniform(0.75, 1.25) if self._every > PROJECTOR else 1.0
        time.sleep(self._every * jitter)

    def _look(self) -> bool:
        """Whether there was anything new."""
        answer = self._client.get(self._state, self._etag)
        if answer.status == 304:
            return False
        if answer.status != 200:
            raise UnexpectedAnswerError(f"{answer.status} for a state")
        state = json.loads(answer.body)
        self.told = State(state["version"], state["joined"], state["finished"])
        self._etag = answer.header("etag")
        return True


def _expect_page(client: Client, path: str) -> None:
    if (answer := client.get(path)).status != 200:
        raise UnexpectedAnswerError(f"{answer.status} for {path}: {answer.body[-300:]!r}")
