"""Whoever runs a workshop: makes it, and presses what moves the room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from bench.client import FORM, PLAIN, Answer, Client, UnexpectedAnswerError

_CODE = re.compile(r'<span class="code">([^<]+)</span>')

WISHES = {"title": "Monday", "edition": "full", "minimum_group": 5, "keep_days": 7}
"""What is typed to make a workshop."""


class Facilitator:
    """With a new workshop whose questionnaire is open. Each press is a connection: they are far apart."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.cookies: dict[bytes, bytes] = {}
        self.workshop_id = self._post("/workshops", WISHES).location.split("/")[2]
        self.press("open")

    @property
    def console(self) -> str:
        return f"/workshops/{self.workshop_id}"

    @property
    def projector(self) -> str:
        return f"/projector/{self.workshop_id}"

    @property
    def state(self) -> str:
        return f"{self.projector}/state"

    def join_code(self) -> str:
        with Client(self._port, PLAIN) as client:
            client.cookies |= self.cookies
            found = _CODE.search(client.get(self.console).body.decode())
        assert found
        return re.sub(r"\W", "", found[1])

    def press(self, move: str) -> None:
        self._post(f"{self.console}/moves", {"move": move})

    def show(self, slide: str) -> None:
        self._post(f"{self.console}/slide", {"slide": slide})

    def _post(self, path: str, fields: Mapping[str, object]) -> Answer:
        with Client(self._port) as client:
            client.cookies |= self.cookies
            answer = client.post(path, FORM, urlencode(fields).encode())
            self.cookies |= client.cookies
        if answer.status != 303:
            raise UnexpectedAnswerError(f"{answer.status} instead of 303: {answer.body[:200]!r}")
        return answer
