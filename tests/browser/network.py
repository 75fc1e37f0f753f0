"""What may stand between a browser and our server, played: each kind answers in our server's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

OURS = {"X-Limelight": "1"}
PORTAL = "<!doctype html><title>Hotel</title><h1>Welcome. Accept our terms to go online.</h1></html>"


def _answer(
    status: int, kind: str = "text/html", body: str = PORTAL, **headers: str
) -> Callable[[Route], None]:
    def play(route: Route) -> None:
        route.fulfill(status=status, headers={"Content-Type": kind, **headers}, body=body)

    return play


def _half(route: Route) -> None:
    """What our server says, but only half of it arrived."""
    answer = route.fetch()
    body = answer.body()
    route.fulfill(status=200, headers={**answer.headers, **OURS}, body=body[: len(body) // 2] + b'{"')


STRANGERS: dict[str, Callable[[Route], None]] = {
    "a portal": _answer(200),
    "a JSON of somebody else": _answer(200, "application/json", '{"responses": {}, "version": 999}'),
    "nothing at all, in our name": _answer(200, "application/json", "null", **OURS),
    "a list, in our name": _answer(200, "application/json", "[]", **OURS),
    "created": _answer(201),
    "no content, but not from us": _answer(204, body=""),
    "a part": _answer(206),
    "nothing new, but not from us": _answer(304, body=""),
    "a sign-in page after a redirect": _answer(302, Location="/help"),
    "unauthorised": _answer(401),
    "forbidden": _answer(403),
    "not found": _answer(404, "text/plain", "404 page not found"),
    "sent before, but not from us": _answer(409),
    "gone": _answer(410),
    "too large": _answer(413),
    "too many": _answer(429),
    "a bad gateway": _answer(502),
    "a restart": _answer(503),
    "a cut line": lambda route: route.abort("connectionreset"),
    "half an answer": _half,
}


@contextmanager
def between(page: Page, pattern: str, kind: str) -> Iterator[None]:
    """As long as this lasts, addresses like this are answered by this kind of stranger."""
    page.route(pattern, STRANGERS[kind])
    yield
    page.unroute(pattern)


def back_again(page: Page) -> None:
    """The network says that it is there again, so that nobody has to wait for the next try."""
    page.evaluate("dispatchEvent(new Event('online'))")
