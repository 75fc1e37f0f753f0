"""Limits count by link and never by address, and what counts never learns the link."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from quiz.web.guards.limit_store import LimitStore
from quiz.web.guards.limits import install, limit_store, limited

TOKENS = ("a-private-token", "another-private-token")


@pytest.fixture
def counted() -> Flask:
    app = Flask("counted")
    install(LimitStore(), app.extensions)

    @app.get("/made/<token>")
    @limited("3 per hour")
    def made(token: str) -> str:
        return "made"

    @app.get("/asked/<share_token>")
    @limited("3 per hour", of="share_token")
    def asked(share_token: str) -> str:
        return "asked"

    return app


def statuses(app: Flask, path: str, times: int, address: str = "192.0.2.1") -> list[int]:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return [client.get(path).status_code for _ in range(times)]


def test_so_many_and_no_more(counted):
    assert statuses(counted, f"/made/{TOKENS[0]}", 5) == [200, 200, 200, 429, 429]


def test_another_link_and_another_view_count_for_themselves(counted):
    assert statuses(counted, f"/made/{TOKENS[0]}", 4)[-1] == 429
    assert statuses(counted, f"/made/{TOKENS[1]}", 1) == [200]
    assert statuses(counted, f"/asked/{TOKENS[0]}", 1) == [200]


def test_it_does_not_matter_where_they_come_from(counted):
    assert statuses(counted, f"/made/{TOKENS[0]}", 3, "192.0.2.1") == [200] * 3
    assert statuses(counted, f"/made/{TOKENS[0]}", 1, "192.0.2.2") == [429]


def test_who_is_refused_is_told_when_to_come_again(counted):
    statuses(counted, f"/made/{TOKENS[0]}", 3)
    assert counted.test_client().get(f"/made/{TOKENS[0]}").headers["Retry-After"] == "3600"
    assert TooManyRequests.code == 429


def test_what_counts_does_not_learn_the_link(counted):
    statuses(counted, f"/made/{TOKENS[0]}", 3)
    with counted.app_context():
        kept = repr(vars(limit_store()._own.storage))
    assert "made" in kept
    assert TOKENS[0] not in kept
