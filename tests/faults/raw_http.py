"""Requests as no browser sends them, byte by byte."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress

from tests.faults.server import Server


def ask(server: Server, head: str, body: Iterable[bytes] = (), timeout: float = 10) -> bytes:
    """Everything the server answers until it closes; it may do so before the whole body was sent."""
    with server.raw(timeout) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(with_line_ends(head))
            for piece in body:
                connection.sendall(piece)
        return read_all(connection)


def with_line_ends(head: str) -> bytes:
    """The lines of a request's head, ended as HTTP wants it."""
    lines = [line.strip() for line in head.strip().splitlines()]
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1")


def read_all(connection: socket.socket) -> bytes:
    answer = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            answer += piece
    return answer


def status(answer: bytes) -> int:
    """0 when there was no answer."""
    return int(answer.split(b" ", 2)[1]) if answer else 0
