"""The cookie holds the forms' token and nothing else, and is opened only by who asks."""

from __future__ import annotations

import pytest
from flask import Flask, session

from tests.cast import Person


def test_a_page_with_a_form_sets_a_cookie_no_script_can_read(ada: Person) -> None:
    cookie = ada.get("/").headers["Set-Cookie"]
    assert cookie.startswith("limelight=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_saving_an_answer_neither_opens_nor_sets_it(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    ada.start()
    monkeypatch.setattr(
        "flask.sessions.SecureCookieSessionInterface.open_session",
        lambda *_: pytest.fail("the cookie was opened"),
    )
    body = {key: ada.hidden(key) for key in ("instrument", "edition")}
    response = ada.client.post(
        f"/questionnaire/{ada.token}/responses",
        json={**body, "responses": {ada.items[0]: 3}, "position": None},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert response.status_code == 204
    assert "Set-Cookie" not in response.headers


def test_what_a_cookie_holds_comes_back_with_the_next_request(app: Flask) -> None:
    app.add_url_rule("/count", "count", lambda: str(session.setdefault("count", 0)))
    app.add_url_rule("/raise", "raise", lambda: str(session.update(count=session["count"] + 1)))
    client = app.test_client()
    assert client.get("/count").text == "0"
    client.get("/raise")
    assert client.get("/count").text == "1"
    assert "Set-Cookie" not in client.get("/count").headers


def test_a_cookie_that_was_tampered_with_is_an_empty_one(app: Flask) -> None:
    app.add_url_rule("/seen", "seen", lambda: str(dict(session)))
    client = app.test_client()
    client.set_cookie("limelight", "eyJjc3JmX3Rva2VuIjoieCJ9.forged.forged")
    assert client.get("/seen").text == "{}"
