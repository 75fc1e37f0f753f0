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


def test_a_browser_that_says_where_it_sends_from_gets_no_cookie_and_needs_none(app: Flask) -> None:
    client = app.test_client()
    seen = client.get("/", headers={"Sec-Fetch-Site": "none"})
    assert "Set-Cookie" not in seen.headers
    ours = {"Sec-Fetch-Site": "same-origin"}
    started = client.post("/questionnaire", data={"edition": "express"}, headers=ours)
    page = client.get(started.location, headers=ours)
    assert "Set-Cookie" not in page.headers
    assert "Cookie" not in page.headers.get("Vary", "")


def test_an_old_browser_is_not_handed_the_page_of_a_new_one(app: Flask) -> None:
    client = app.test_client()
    new = client.get("/", headers={"Sec-Fetch-Site": "none", "Accept-Encoding": "br"})
    assert new.headers["Cache-Control"] in {"no-cache", "no-store"}
    old = client.get("/")
    assert 'name="csrf_token" value=""' not in old.text
