"""The log: a line of JSON for each thing worth one, without secrets, and never waited for.

When nobody takes the lines, a thousand wait and the rest are dropped. Each names the request it is about by
an identifier that error pages show too, and its route, never its address: addresses hold private links.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import QueueHandler, QueueListener
from queue import Full, Queue
from typing import TYPE_CHECKING, Any, TextIO, cast

from flask import has_request_context, request
from flask.logging import wsgi_errors_stream

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from flask import Flask

MOST_LINES_WAITING = 1000
_LONG = 6  # characters of a join code, the shortest secret in an address
REQUEST_ID_HEADER = "X-Request-ID"
_ID_KEY = "limelight.request_id"
_BELIEVED = re.compile(r"[0-9a-f]{8,32}", re.ASCII)

_SECRET = re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?:[\w-]{32,}|(?=[\w-]*[0-9])[\w-]{22,})(?![\w-])", re.ASCII)
"""Text that may be a link's token (32 characters) or an identifier (22), and is no long name in a program."""


def log_without_waiting(app: Flask, *, is_text: bool = False) -> None:
    """Lines are written by a thread of their own, which alone waits for a full pipe or a slow disk."""
    lines: Queue[logging.LogRecord] = Queue(MOST_LINES_WAITING)
    handler = _DroppingHandler(lines)
    handler.setFormatter(TextLine() if is_text else JsonLine())
    app.logger.handlers = [handler]
    QueueListener(lines, logging.StreamHandler(cast("TextIO", wsgi_errors_stream))).start()


def log_libraries_too(app: Flask) -> None:
    """In a process that is the application's alone, what libraries have to say goes the same way."""
    logging.captureWarnings(capture=True)
    root, own = logging.getLogger(), app.logger
    root.handlers, own.handlers = own.handlers, []


def request_id(environ: WSGIEnvironment) -> str:
    """Names this request on its error page and in the log; made when somebody first asks for it."""
    known: str = environ.get(_ID_KEY) or environ.setdefault(_ID_KEY, secrets.token_hex(6))
    return known


def believe_request_id(environ: WSGIEnvironment) -> None:
    """Take over the name that a trusted proxy gave the request, so that its log and ours fit together."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    if _BELIEVED.fullmatch(given):
        environ |= {_ID_KEY: given}


class JsonLine(logging.Formatter):
    """One record as one line. Line breaks and control characters cannot leave JSON's strings."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_told(record, self.formatException))


class TextLine(logging.Formatter):
    """The same for somebody who sits in front of it, while developing."""

    def format(self, record: logging.LogRecord) -> str:
        told = _told(record, self.formatException)
        shown = ("level", "message", "method", "route", "status", "ms", "request")
        line = " ".join(str(told[name]) for name in shown if name in told)
        return f"{line}\n{told['trace']}" if "trace" in told else line


FOR_GRANIAN = {"formatters": {kind: {"()": JsonLine} for kind in ("generic", "access")}}
"""The part of its logging configuration that says what a line looks like."""


def without_secrets(text: str, environ: WSGIEnvironment | None = None) -> str:
    """The text with what may be a secret link blotted out: errors of libraries quote what they were given."""
    asked = environ.get("werkzeug.request") if environ else None
    for part in (getattr(asked, "view_args", None) or {}).values():
        if len(str(part)) >= _LONG:
            text = text.replace(str(part), "…")
    return _SECRET.sub("…", text)


class _DroppingHandler(QueueHandler):
    def enqueue(self, record: logging.LogRecord) -> None:
        with suppress(Full):
            self.queue.put_nowait(record)


def _told(record: logging.LogRecord, traced: Callable[[Any], str]) -> dict[str, Any]:
    environ = _environ(record)
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": without_secrets(record.getMessage(), environ),
    }
    if environ is not None:
        told |= {"request": request_id(environ), "method": environ.get("REQUEST_METHOD", "")}
        told |= {"route": _route(environ)}
    told |= {name: getattr(record, name) for name in ("status", "ms") if hasattr(record, name)}
    if record.exc_info:
        told["trace"] = without_secrets(traced(record.exc_info), environ)
    return told


def _environ(record: logging.LogRecord) -> WSGIEnvironment | None:
    """Of the request that the record is about: told with it, or the one at hand."""
    told: WSGIEnvironment | None = getattr(record, "environ", None)
    return told or (request.environ if has_request_context() else None)


def _route(environ: WSGIEnvironment) -> str:
    rule = getattr(environ.get("werkzeug.request"), "url_rule", None)
    return rule.rule if rule is not None else "unknown"
