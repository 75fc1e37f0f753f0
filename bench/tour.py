"""Once through all that people see: a questionnaire, a shared result, and a workshop from every side."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from urllib.parse import urlencode

from bench.client import COMPRESSED, FORM, PLAIN, Answer, Client, UnexpectedAnswerError
from bench.facilitator import Facilitator
from bench.sharing import share_result
from bench.visitor import STEPS, prepared_visit, read_questionnaire, take_the_quiz

Times = Sequence[tuple[str, float]]
"""What was asked for, and milliseconds until it was there."""

TICK = "tick"


class TimingClient(Client):
    """Keeps how long each answer took, in milliseconds."""

    def __init__(self, port: int) -> None:
        super().__init__(port, COMPRESSED)
        self.took: list[float] = []

    def _ask(self, method: str, path: str, body: bytes, headers: str) -> Answer:
        start = time.perf_counter()
        answer = super()._ask(method, path, body, headers)
        self.took.append(1000 * (time.perf_counter() - start))
        return answer


class Tour:
    """Of one server, with a shared result and a workshop of its own that one participant is in."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._shared, _ = share_result(port, "facets")
        self._room = Facilitator(port)
        self._code = self._room.join_code()
        with Client(port, PLAIN) as client:
            self._page = read_questionnaire(client)
        with Client(port) as client:
            joined = client.post(f"/join/{self._code}", FORM, b"csrf_token=")
        self._participant = joined.location

    def take(self, chance: random.Random) -> Times:
        """Raises UnexpectedAnswerError when anything is not as it should be."""
        with TimingClient(self._port) as client:
            visit, another = (prepared_visit(self._page, chance) for _ in range(2))
            result = take_the_quiz(client, visit)
            steps = list(zip(STEPS, client.took, strict=True))
            for kind, path in self._paths().items():
                steps.append((kind, _timed(client, 200, path)))
            client.cookies |= self._room.cookies
            steps.append(("console", _timed(client, 200, self._room.console)))
            tick = urlencode({"counts": "yes", "csrf_token": ""}).encode()
            steps.append((TICK, _timed(client, 303, f"{result}/standing", tick)))
            self._go_on_after(client, another.start)
        return steps

    @staticmethod
    def _go_on_after(client: Client, start: bytes) -> None:
        """The tick leaves SQLite two megabytes to forget when it next reads after a write: no page's cost."""
        client.get(client.post("/questionnaire", FORM, start).location)

    def _paths(self) -> dict[str, str]:
        return {
            "shared page": self._shared,
            "door": f"/join/{self._code}",
            "participant's page": self._participant,
            "projector": self._room.projector,
            "state": self._room.state,
        }


def _timed(client: TimingClient, status: int, path: str, body: bytes | None = None) -> float:
    answer = client.get(path) if body is None else client.post(path, FORM, body)
    if answer.status != status:
        raise UnexpectedAnswerError(f"{answer.status} for {path}: {answer.body[:200]!r}")
    return client.took[-1]
