"""A request's body is taken in whole before the application works on it, by threads that only wait for that.

The server hands a request over as soon as its head is there. Without this layer, a few slow senders would
keep all the threads that work; and a form that was cut on its way would be taken for a shorter one.

A body in chunks is refused before any of it is read. Nothing is known of its length before its end, and
granian tells an end from a cut only where it reads without a limit: half a form would pass for a whole one.
No browser sends forms so; a proxy that does can take them in whole.
"""

from __future__ import annotations

import re
from io import BytesIO
from queue import SimpleQueue
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

IN_CHUNKS = "limelight.in_chunks"
"""In the environ: its body came in chunks, and nobody has read it."""

MOST_FIELDS, MOST_ESCAPES = 2_000, 12_000
"""Of a form that is taken apart at all. More are sent by no form of ours, and cost most in Werkzeug's
hands."""

MOST_OF_A_HEAD = (
    ("PATH_INFO", 2_000, "/nothing/here"),  # no address of ours has so much, whatever is pasted behind it
    ("QUERY_STRING", 2_000, ""),
    ("CONTENT_TYPE", 200, ""),
    ("HTTP_COOKIE", 16_000, ""),
)
"""Name, length, and what a longer one counts as: 60 KB took up to a fifth of a second to take apart."""

WAITING_THREADS = 64
"""Of each process, besides those that work. A proxy that takes in whole requests protects against more."""


class WholeBodies:
    """Lets as many requests through at once as threads shall work, each with its body in memory."""

    def __init__(self, app: WSGIApplication, *, threads: int, most_bytes: int) -> None:
        self._app = app
        self._turns: SimpleQueue[int] = SimpleQueue()  # as a semaphore, it is the quickest there is
        for turn in range(threads):
            self._turns.put(turn)
        self._most = most_bytes

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        for name, most, instead in MOST_OF_A_HEAD:
            if len(environ.get(name, "")) > most:
                environ[name] = instead
        length = environ.get("CONTENT_LENGTH", "")
        if "HTTP_TRANSFER_ENCODING" in environ:
            environ |= {IN_CHUNKS: True, "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
        elif length.isascii() and length.isdecimal():
            # Without this word of granian's, Werkzeug counts the bytes and refuses a body that was cut.
            environ.pop("wsgi.input_terminated", None)
            if 0 < int(length[:20]) <= self._most:
                body = environ.pop("wsgi.input").read(int(length))
                environ |= {"wsgi.input": BytesIO(body)}
        turn = self._turns.get()
        try:
            return self._app(environ, start_response)
        finally:
            self._turns.put(turn)


def is_beyond_reading(environ: WSGIEnvironment) -> bool:
    """Whether a form is one that no browser makes of ours, and that would take tens of milliseconds to
    read."""
    kept, kind = environ.get("wsgi.input"), environ.get("CONTENT_TYPE", "").lower()
    if kind.startswith("multipart/"):
        return True
    if not isinstance(kept, BytesIO) or not kind.startswith("application/x-www-form-urlencoded"):
        return False
    body = kept.getvalue()
    escapes = body.count(b"%")
    if escapes > MOST_ESCAPES or body.count(b"&") > MOST_FIELDS:
        return True
    return escapes > _FEW_ESCAPES and not _is_utf8(body)


_FEW_ESCAPES = 2_000


def _is_utf8(body: bytes) -> bool:
    if _BARE_ESCAPE.search(body):
        return False
    try:
        unquote_to_bytes(body).decode()
    except UnicodeDecodeError:
        return False
    return True


_BARE_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
