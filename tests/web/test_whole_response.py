"""What is in memory goes out as a list, which the server sends at once; streams stay streams."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder

from quiz.web.factory import WholeResponse


def body_of(response: WholeResponse, method: str = "GET") -> object:
    return response.get_app_iter(EnvironBuilder(method=method).get_environ())


def test_a_page_is_a_list_and_what_waits_for_its_end_is_called() -> None:
    response, ended = WholeResponse("a page"), []
    response.call_on_close(lambda: ended.append(True))
    assert body_of(response) == [b"a page"]
    assert ended == [True]


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("GET", 204), ("GET", 304)])
def test_an_answer_without_a_body_has_none(method: str, status: int) -> None:
    assert body_of(WholeResponse("a page", status=status), method) == []


def test_a_stream_is_not_read_ahead() -> None:
    read = []

    def lines() -> Iterator[str]:
        read.append(True)
        yield "a line"

    response = WholeResponse(lines())
    parts = response.get_app_iter(EnvironBuilder().get_environ())
    assert not isinstance(parts, list)
    assert read == []
    assert b"".join(parts) == b"a line"


def test_the_application_answers_so(app: Flask) -> None:
    assert app.response_class is WholeResponse
    environ = EnvironBuilder("/help").get_environ()
    assert isinstance(app(environ, lambda *_: bytes), list)
