"""Bodies that are too long, never end, hardly arrive, or are cut: refused in time, and nobody else waits."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import repeat
from pathlib import Path

import pytest

from tests.cast import Person
from tests.faults.http_client import HttpClient, encoded
from tests.faults.raw_http import ask, read_all, status, with_line_ends
from tests.faults.server import Server

pytestmark = pytest.mark.faults

MEGABYTE = 1_000_000
CHUNKED = "Transfer-Encoding: chunked"
MOST_MEMORY_GAINED = 32 * 1024
# Kilobytes; far less than what is sent, and enough for what a first request loads.
SLOW_SENDERS = 32
# Four times as many as there are threads that work.


@pytest.mark.parametrize(
    "path", ["/questionnaire/{token}", "/questionnaire/{token}/responses", "/questionnaire"]
)
def test_a_body_of_a_megabyte_is_refused_with_413(lasting_server: Server, path: str) -> None:
    ada = lasting_server.person("Ada")
    ada.start()
    answer = ask(
        lasting_server, _head(path.format(token=ada.token), f"Content-Length: {MEGABYTE}"), [bytes(MEGABYTE)]
    )
    assert status(answer) == 413
    assert b"too much at once" in answer
    assert ada.submit(ada.answers()).status_code == 303


def test_a_length_that_is_only_promised_is_refused_before_it_arrives(lasting_server: Server) -> None:
    ada = lasting_server.person("Ada")
    ada.start()
    started = time.monotonic()
    answer = ask(lasting_server, _head(f"/questionnaire/{ada.token}", f"Content-Length: {1000 * MEGABYTE}"))
    assert status(answer) == 413
    assert time.monotonic() - started < 2


def test_a_body_without_end_is_not_read(lasting_server: Server) -> None:
    ada = lasting_server.person("Ada")
    ada.start()
    before = _memory(lasting_server)
    sent = _Counted(repeat(b"2000\r\n" + b"a" * 0x2000 + b"\r\n"), limit=100 * MEGABYTE)
    answer = ask(lasting_server, _head(f"/questionnaire/{ada.token}", CHUNKED), sent)
    assert status(answer) == 400
    assert sent.bytes < 100 * MEGABYTE
    assert _memory(lasting_server) - before < MOST_MEMORY_GAINED
    assert ada.submit(ada.answers()).status_code == 303


@pytest.mark.parametrize(
    "path", ["/questionnaire/{token}", "/questionnaire/{token}/responses", "/questionnaire"]
)
def test_a_body_in_chunks_is_none_whether_whole_or_half(lasting_server: Server, path: str) -> None:
    """Half of it could not be told from a whole one, and an older answer would fill the gap for good."""
    ada = lasting_server.person("Ada")
    ada.start()
    older, newer = ada.answers("1"), ada.answers("5")
    assert ada.save(dict.fromkeys(older, 1)).status_code == 204
    body = encoded({**ada.form, **{f"item_{item}": option for item, option in newer.items()}}, None, {})
    half = body[: len(body) // 2]
    for end, sent in ((b"0\r\n\r\n", body), (b"", half), (b"5\r\nab", half)):
        with lasting_server.raw() as connection:
            chunk = f"{len(sent):x}\r\n".encode() + sent + b"\r\n" + end
            connection.sendall(with_line_ends(_head(path.format(token=ada.token), CHUNKED)) + chunk)
            connection.shutdown(socket.SHUT_WR)
            answer = read_all(connection)
        assert status(answer) in {0, 400}
        assert not answer or b"without its length" in answer
    assert ada.client.get(ada.result_path).location == f"/questionnaire/{ada.token}"  # still unfinished
    assert ada.submit(newer).status_code == 303


def test_a_form_that_was_cut_on_its_way_is_not_taken_for_a_whole_one(lasting_server: Server) -> None:
    """Else what was saved earlier would fill the gap, and an older answer would count for good."""
    ada = lasting_server.person("Ada")
    ada.start()
    older, newer = ada.answers("1"), ada.answers("5")
    assert ada.save(dict.fromkeys(older, 1)).status_code == 204
    body = encoded({**ada.form, **newer}, None, {})
    cut = body[: body.index(f"&{ada.items[8]}=".encode())]
    with lasting_server.raw() as connection:
        head = _head(f"/questionnaire/{ada.token}", f"Content-Length: {len(body)}")
        connection.sendall(with_line_ends(head) + cut)
        connection.shutdown(socket.SHUT_WR)
        assert status(read_all(connection)) in {0, 400}
    assert ada.client.get(ada.result_path).location == f"/questionnaire/{ada.token}"  # still unfinished
    assert ada.submit(newer).status_code == 303


@pytest.mark.parametrize("length", ["Content-Length: 1000", "Transfer-Encoding: chunked"])
def test_bodies_that_hardly_arrive_stop_nobody_else(server: Server, length: str) -> None:
    ada = server.person("Ada")
    ada.start()
    with ExitStack() as slow:
        for _ in range(SLOW_SENDERS):
            slow.enter_context(_slow_sender(server, ada, length))
        for _ in range(5):
            assert HttpClient(server.port, timeout=5).get("/healthz").status_code == 200
        assert ada.submit(ada.answers()).status_code == 303
        assert ada.get(ada.result_path).status_code == 200
    assert server.is_answering()


def _slow_sender(server: Server, person: Person, length: str) -> socket.socket:
    connection = server.raw()
    head = _head(f"/questionnaire/{person.token}", length)
    connection.sendall(with_line_ends(head) + (b"i" if "Content" in length else b"1\r\ni\r\n"))
    return connection


def _head(path: str, length: str) -> str:
    return f"""\
        POST {path} HTTP/1.1
        Host: localhost
        Sec-Fetch-Site: same-origin
        Content-Type: application/x-www-form-urlencoded
        {length}
        Connection: close"""


def _memory(server: Server) -> int:
    """Kilobytes of the worker that has most."""
    statuses = [Path(f"/proc/{worker}/status").read_text("utf-8") for worker in server.workers]
    return max(int(text.split("VmRSS:")[1].split()[0]) for text in statuses)


class _Counted:
    """Pieces of a body, and how much of it was taken."""

    def __init__(self, pieces: Iterator[bytes], limit: int) -> None:
        self._pieces, self._limit = pieces, limit
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if self.bytes >= self._limit:
                return
            yield piece
            self.bytes += len(piece)
