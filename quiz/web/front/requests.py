"""Every answer is counted, by the route it came from; errors are logged, and can be found again.

Outermost of the layers, since static files, saves on their short way and some refusals never get to Flask.
"""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING, Any

from quiz.web.front.log import REQUEST_ID_HEADER, believe_request_id, request_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from quiz.web.front.tallies import Tallies

SLOW = 1.0
"""Seconds after which an answer gets a line in the log."""

ENDPOINT = "limelight.endpoint"
"""In the environ: which view's answer it is, said by a layer that gave it before Flask was asked."""

FILE, UNKNOWN = "static", "unknown"

_log = logging.getLogger("quiz.requests")


class CountedRequests:
    """Counts an answer when it begins; pages are whole by then, so that is how long they took.

    That includes the time that a slow sender took for the body, unless a proxy takes it in first.
    """

    def __init__(self, app: WSGIApplication, tallies: Tallies, *, believes_ids: bool) -> None:
        self._app = app
        self._believes_ids = believes_ids
        self._tallies = tallies

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = perf_counter()
        if self._believes_ids:
            believe_request_id(environ)

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            seconds = perf_counter() - began
            self._tallies.count_request(endpoint_of(environ), status, seconds)
            if status >= "400" or seconds > SLOW:
                headers.append((REQUEST_ID_HEADER, request_id(environ)))
                _note(environ, status, seconds)
            return start_response(status, headers, exc_info)

        return self._app(environ, start)


def endpoint_of(environ: WSGIEnvironment) -> str:
    """Name of the view that answered; FILE for what is beneath /static/, UNKNOWN for no address of ours."""
    if known := environ.get(ENDPOINT):
        return str(known)
    request = environ.get("werkzeug.request")  # Flask's, with its route; not there if Flask was not asked
    endpoint: str | None = getattr(request, "endpoint", None)
    return endpoint or (FILE if environ.get("PATH_INFO", "").startswith("/static/") else UNKNOWN)


def _note(environ: WSGIEnvironment, status: str, seconds: float) -> None:
    level = logging.WARNING if status >= "500" or seconds > SLOW else logging.INFO
    told = {"environ": environ, "status": int(status[:3]), "ms": round(seconds * 1000)}
    _log.log(level, "slow" if seconds > SLOW else "answered", extra=told)
