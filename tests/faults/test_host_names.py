"""What a request says about names and addresses is never believed: only the configured address is used."""

from __future__ import annotations

import pytest

from tests.faults.claims import STACK_TRACE
from tests.faults.conftest import BASE_URL
from tests.faults.http_client import encoded
from tests.faults.raw_http import ask, status
from tests.faults.server import Server

pytestmark = pytest.mark.faults

SPOOFED = """\
X-Forwarded-Host: evil.example
X-Forwarded-Proto: https
X-Forwarded-For: 10.9.8.7
X-Forwarded-Prefix: /evil
X-Original-URL: /evil
X-Real-IP: 10.9.8.7
Forwarded: for=10.9.8.7;host=evil.example;proto=https"""


@pytest.mark.parametrize(
    "request_head",
    [
        "GET {path} HTTP/1.1\nHost: evil.example",
        "GET {path} HTTP/1.1\nHost: limelight.example.evil.example",
        "GET {path} HTTP/1.1\nHost: limelight.example@evil.example",
        "GET {path} HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: limelight.example",
        "GET http://evil.example{path} HTTP/1.1\nHost: evil.example",
        "GET {path} HTTP/1.1\nHost: evil.example\nHost: evil.example",
    ],
)
def test_another_name_is_refused_and_not_repeated(lasting_server: Server, request_head: str) -> None:
    for path in ("/", "/help", "/nothing"):
        answer = ask(lasting_server, request_head.format(path=path) + "\nConnection: close")
        assert status(answer) == 400
        assert b"evil" not in answer


@pytest.mark.parametrize(
    "request_head",
    [
        "GET {path} HTTP/1.1\nHost: limelight.example",
        "GET {path} HTTP/1.1\nHost: limelight.example\nHost: evil.example",
        "GET http://evil.example{path} HTTP/1.1\nHost: limelight.example",
    ],
    ids=["forwarded", "two-hosts", "absolute"],
)
def test_spoofed_headers_change_no_link_and_no_redirect(lasting_server: Server, request_head: str) -> None:
    ada = lasting_server.person("Ada")
    ada.finish()
    for path in ("/", "/help", ada.result_path, f"/questionnaire/{ada.token}", "/nothing"):
        answer = ask(lasting_server, f"{request_head.format(path=path)}\n{SPOOFED}\nConnection: close")
        assert status(answer) in {200, 303, 400, 404}
        assert b"evil" not in answer
        assert b"10.9.8.7" not in answer
    result = ask(lasting_server, f"{request_head.format(path=ada.result_path)}\n{SPOOFED}\nConnection: close")
    if status(result) == 200:
        assert f"{BASE_URL}{ada.result_path}".encode() in result


def test_a_spoofed_submit_leads_to_our_own_result(lasting_server: Server) -> None:
    ada = lasting_server.person("Ada")
    ada.start()
    headers: dict[str, str] = {}
    body = encoded({**ada.form, **ada.answers()}, None, headers)
    head = f"""\
        POST /questionnaire/{ada.token} HTTP/1.1
        Host: limelight.example
        {SPOOFED}
        Sec-Fetch-Site: same-origin
        Content-Type: {headers["Content-Type"]}
        Content-Length: {len(body)}
        Connection: close"""
    answer = ask(lasting_server, head, [body])
    assert status(answer) == 303
    assert f"location: {ada.result_path}\r\n".encode() in answer
    assert b"evil" not in answer


@pytest.mark.parametrize("host", ["", "Host:", "Host: a b", "Host: \xff", "Host: ,", "Host: localhost/evil"])
def test_a_name_that_is_none_gets_a_plain_answer(lasting_server: Server, host: str) -> None:
    answer = ask(lasting_server, f"GET / HTTP/1.1\n{host}\nConnection: close")
    assert status(answer) in {200, 400}
    assert b"evil" not in answer
    assert STACK_TRACE.encode() not in answer
