"""The cookie holds the forms' token and nothing else, and is opened only by who asks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from flask import Flask, session

from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.rooms import Facilitator, Participant


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


def test_a_current_browser_gets_no_cookie_and_needs_none(app: Flask) -> None:
    client = app.test_client()
    seen = client.get("/", headers={"Sec-Fetch-Site": "none"})
    assert "Set-Cookie" not in seen.headers
    ours = {"Sec-Fetch-Site": "same-origin"}
    started = client.post("/questionnaire", data={"edition": "quick"}, headers=ours)
    page = client.get(started.location, headers=ours)
    assert "Set-Cookie" not in page.headers
    assert "Cookie" not in page.headers.get("Vary", "")


def test_the_cookie_of_who_says_where_it_comes_from_stays_unread(app: Flask) -> None:
    app.add_url_rule("/seen", "seen", lambda: str(dict(session)))
    client = app.test_client()
    client.get("/")  # leaves a cookie
    assert "csrf_token" in client.get("/seen").text
    assert client.get("/seen", headers={"Sec-Fetch-Site": "same-origin"}).text == "{}"


def test_an_old_browser_is_not_handed_the_page_of_a_new_one(app: Flask) -> None:
    client = app.test_client()
    new = client.get("/", headers={"Sec-Fetch-Site": "none", "Accept-Encoding": "br"})
    assert new.headers["Cache-Control"] in {"no-cache", "no-store"}
    old = client.get("/")
    assert 'name="csrf_token" value=""' not in old.text


HTTPS = "https://limelight.example"


def two_seats(app: Flask, base_url: str) -> tuple[Facilitator, Participant, Participant]:
    """A room, and two people in it, with browsers that open the site at this address."""
    people = (Facilitator("Erin", app), Participant("Ada", app), Participant("Cleo", app))
    for person in people:
        for method in ("get", "post"):
            ask = getattr(person.client, method)
            setattr(person.client, method, partial(ask, base_url=base_url))
    erin, ada, cleo = people
    erin.create()
    assert erin.press("open").status_code == 303
    assert (ada.join(erin.code).status_code, cleo.join(erin.code).status_code) == (303, 303)
    return erin, ada, cleo


def test_no_neighbour_can_put_a_victim_on_their_own_seat(tmp_path: Path) -> None:
    """A sibling with a name beneath the same domain may toss any cookie but one that says `__Host-`."""
    app = app_for(settings_for(tmp_path, base_url=HTTPS))
    erin, ada, cleo = two_seats(app, HTTPS)
    door = f"/join/{erin.code}"
    assert ada.get(door).location == ada.path
    victim = app.test_client(use_cookies=False)
    for name in ("limelight-participant", "__Secure-limelight-participant", "__Secure-limelight-facilitator"):
        for named in (name, f"{name}-{erin.workshop_id}"):
            tossed = {"Cookie": f"{named}={cleo.token}"}
            assert victim.get(door, base_url=HTTPS, headers=tossed).status_code == 200, named
            tossed = {"Cookie": f"{named}={erin.secret_link().rsplit('/', 1)[1]}"}
            assert victim.get(erin.path, base_url=HTTPS, headers=tossed).status_code == 404, named


def test_each_workshop_has_cookies_of_its_own(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, base_url=HTTPS))
    erin, ada, _ = two_seats(app, HTTPS)
    first, seat = (erin.path, erin.code), ada.path
    erin.create()
    assert ada.join(erin.code).status_code == 303
    assert erin.get(first[0]).status_code == erin.get(erin.path).status_code == 200
    assert ada.get(f"/join/{first[1]}").location == seat
    assert ada.get(f"/join/{erin.code}").location == ada.path != seat


@pytest.mark.parametrize("origin", [HTTPS, "http://localhost"])
def test_every_cookie_is_for_this_host_alone(tmp_path: Path, origin: str) -> None:
    """One with a domain would go to every name beneath it."""
    app = app_for(settings_for(tmp_path, base_url=origin if origin == HTTPS else None))
    people = two_seats(app, origin)
    kept = [cookie for person in people for cookie in person.client._cookies.values()]
    assert {name for cookie in kept for name in ("facilitator", "participant") if name in cookie.key} == {
        "facilitator",
        "participant",
    }
    assert [cookie.key for cookie in kept if not cookie.origin_only] == []
    assert {(cookie.http_only, cookie.same_site) for cookie in kept} == {(True, "Lax")}
    for_forms = {cookie.max_age is None for cookie in kept if cookie.key.endswith("limelight")}
    assert for_forms <= {True}, "kept longer than until the browser is closed"


def test_over_plain_http_the_cookie_that_was_kept_before_still_opens(app: Flask) -> None:
    erin, ada, _ = two_seats(app, "http://localhost")
    known = app.test_client(use_cookies=False)
    facilitator = {"Cookie": f"limelight-facilitator={erin.secret_link().rsplit('/', 1)[1]}"}
    assert known.get(erin.path, headers=facilitator).status_code == 200
    participant = {"Cookie": f"limelight-participant={ada.token}"}
    assert known.get(f"/join/{erin.code}", headers=participant).location == ada.path


@pytest.mark.sqlite_only("no database is asked for cookies")
def test_a_browser_keeps_twenty_workshops_and_lets_the_oldest_go(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, base_url=HTTPS))
    erin, *_ = two_seats(app, HTTPS)
    first = erin.path
    for _ in range(19):
        erin.create()
    assert erin.get(first).status_code == 200
    erin.create()
    kept = [cookie for cookie in erin.client._cookies.values() if "facilitator" in cookie.key]
    assert len(kept) == 20
    assert sum(len(f"{cookie.key}={cookie.value}; ") for cookie in kept) < 2000
    assert erin.get(first).status_code == 404
    assert erin.get(erin.path).status_code == 200
