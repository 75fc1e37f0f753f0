"""A browser's side of HTTP/1.1 in few instructions: the servers' time is to be measured, not ours.

One connection, kept alive; answers must say their length, as all of ours do.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from types import TracebackType
from typing import Self

COMPRESSED = "br, gzip"
PLAIN = "identity"

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]+)", re.IGNORECASE)
_TIMEOUT = 20.0  # seconds


class UnexpectedAnswerError(Exception):
    """The server answered something that a journey does not meet."""


@dataclass(frozen=True)
class Answer:
    """`head` is everything that is sent before the body: the status line, the headers and the empty line."""

    status: int
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        return self.header("location")

    def header(self, name: str) -> str:
        """The header's value, or nothing."""
        found = re.search(rb"\r\n%s: *([^\r]*)" % re.escape(name.encode()), self.head, re.IGNORECASE)
        return found[1].decode() if found else ""


class Client:
    """A visitor's one connection, with what Chromium sends along, and the cookies it was given."""

    def __init__(self, port: int, accept_encoding: str = COMPRESSED) -> None:
        self.port = port
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._always = chromium_headers(port, accept_encoding)
        self.cookies: dict[bytes, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def get(self, path: str, etag: str = "") -> Answer:
        return self._ask("GET", path, b"", f"If-None-Match: {etag}\r\n" if etag else "")

    def post(self, path: str, kind: str, body: bytes) -> Answer:
        return self._ask("POST", path, body, f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n")

    def _ask(self, method: str, path: str, body: bytes, headers: str) -> Answer:
        opening = f"{method} {path} HTTP/1.1\r\n{headers}".encode()
        self._socket.sendall(b"".join((opening, self._always, self._cookie(), b"\r\n", body)))
        answer = self._read()
        if b"\r\nset-cookie:" in answer.head.lower():
            self.cookies |= _COOKIE.findall(answer.head)
        return answer

    def _cookie(self) -> bytes:
        pairs = b"; ".join(b"%s=%s" % pair for pair in self.cookies.items())
        return b"Cookie: %s\r\n" % pairs if pairs else b""

    def _read(self) -> Answer:
        received = self._more()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head, body = received[: end + 4], received[end + 4 :]
        status = int(head[9:12])
        length = _LENGTH.search(head)
        if length is None and status not in {204, 304}:
            raise UnexpectedAnswerError(f"an answer of unknown length: {head!r}")
        missing = (int(length[1]) if length else 0) - len(body)
        while missing > 0:
            body += (more := self._more())
            missing -= len(more)
        return Answer(status, head, body)

    def _more(self) -> bytes:
        received = self._socket.recv(65536)
        if not received:
            raise UnexpectedAnswerError("the server closed the connection")
        return received


def chromium_headers(port: int, accept_encoding: str) -> bytes:
    """Including where the request comes from, which spares the server its own token against forgeries."""
    return (
        f"Host: 127.0.0.1:{port}\r\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 Safari/537.36\r\n"
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
        "Accept-Language: en-GB,en;q=0.9\r\n"
        f"Accept-Encoding: {accept_encoding}\r\n"
        f"Origin: http://127.0.0.1:{port}\r\n"
        "Sec-Fetch-Site: same-origin\r\n"
    ).encode()
