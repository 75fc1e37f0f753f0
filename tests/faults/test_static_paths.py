"""Addresses that try to leave the folder of the static files lead nowhere."""

from __future__ import annotations

import re

import pytest

from tests.faults.claims import STACK_TRACE
from tests.faults.raw_http import ask, status
from tests.faults.server import Server

pytestmark = pytest.mark.faults

ATTEMPTS = (
    "/../app.py",
    "/../../app.py",
    "/../../../../../../../../etc/passwd",
    "/%2e%2e/%2e%2e/app.py",
    "/%2E%2E%2F%2E%2E%2Fapp.py",
    "/..%2f..%2fapp.py",
    "/..%5c..%5capp.py",
    "/..\\..\\app.py",
    "/%252e%252e/%252e%252e/app.py",
    "/%252e%252e%252fapp.py",
    "/..%c0%afapp.py",
    "/..;/app.py",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/./css/site.css",
    "/css/../css/site.css",
    "/css/%2e%2e/css/site.css",
    "/css//site.css",
    "/css/site.css/",
    "/css/site.css%00",
    "/css/site.css%00.png",
    "/%00",
    "/css/site.css.br",
    "/css/",
    "/",
    "",
)


def test_no_path_leads_out_of_the_static_files(lasting_server: Server) -> None:
    page = lasting_server.test_client().get("/").text
    stylesheet = re.search(r'href="(/static/[^"/]+)/css/site\.css"', page)
    assert stylesheet
    assert _get(lasting_server, f"{stylesheet[1]}/css/site.css")[0] == 200
    for folder in (stylesheet[1], "/static"):
        for attempt in ATTEMPTS:
            found, answer = _get(lasting_server, folder + attempt)
            assert found == 404, folder + attempt
            assert b"root:" not in answer
            assert STACK_TRACE.encode() not in answer


def _get(server: Server, target: str) -> tuple[int, bytes]:
    answer = ask(server, f"GET {target} HTTP/1.1\nHost: localhost\nConnection: close")
    return status(answer), answer
