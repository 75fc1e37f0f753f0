"""Security headers on every kind of answer over https, by the table of MDN's Observatory."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask, abort
from werkzeug.test import TestResponse

from quiz.settings.environment import ROOT
from quiz.web.assets import build_assets
from quiz.web.factory import create_app
from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.observatory import score
from tests.web.rooms import Facilitator, Participant

HTTPS = "https://limelight.example"
AnyPerson = TypeVar("AnyPerson", bound=Person)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = app_for(settings_for(tmp_path, base_url=HTTPS, development=False))
    app.add_url_rule("/broken/<int:code>", "broken", abort)
    app.add_url_rule("/fault", "fault", lambda: str(1 // 0))
    return app


def over_https(person: AnyPerson) -> AnyPerson:
    """The person, with a browser that speaks https."""
    get, post = person.client.get, person.client.post
    person.client.get = partial(get, base_url=HTTPS)  # type: ignore[method-assign]
    person.client.post = partial(post, base_url=HTTPS)  # type: ignore[method-assign]
    return person


def points(response: TestResponse) -> int:
    headers = {name.lower(): value for name, value in response.headers}
    page = response.text if response.mimetype == "text/html" else ""
    return score(headers, response.headers.getlist("Set-Cookie"), page)


def answers(app: Flask) -> dict[str, TestResponse]:
    """One of every kind: public, private, of a workshop, downloads, errors, and those that are no pages."""
    ada = over_https(Person("Ada", app))
    ada.finish()
    shared = ada.share()
    erin = over_https(Facilitator("Erin", app))
    erin.create()
    ben = over_https(Participant("Ben", app))
    joined = ben.join(erin.code)
    assert joined.status_code == 303
    fresh = over_https(Person("Cleo", app)).client
    paths = {
        *(
            "/",
            "/sample",
            "/help",
            "/privacy",
            "/robots.txt",
            "/healthz",
            "/readyz",
            "/workshops",
            "/join",
            "/nothing",
        ),
        *(ada.result_path, f"{ada.result_path}/data.json", f"{ada.result_path}/data.csv"),
        *(f"{ada.result_path}/{room}" for room in ("deletion", "share-links", "phone", "retake")),
        *(shared, f"{shared}/comparison", f"/join/{erin.code}", f"/join/{'X' * 6}", "/metrics"),
        *(erin.screen, f"{erin.screen}/state", ben.path, f"/questionnaire/{ben.token}"),
        *(f"/broken/{status}" for status in (400, 403, 404, 405, 410, 413, 429, 503)),
        "/fault",
    }
    found = {path: fresh.get(path) for path in paths}
    found |= {path: erin.client.get(path) for path in (erin.path, f"{erin.path}/links")}
    return found | {"joined": joined, "refused": fresh.post("/questionnaire")}


def test_every_kind_of_answer_is_worth_130_points(app: Flask) -> None:
    found = answers(app)
    assert len(found) > 35
    assert {found[path].status_code for path in ("/", "/nothing", "/fault", "joined")} == {200, 404, 500, 303}
    assert {path: points(response) for path, response in found.items() if points(response) < 130} == {}
    assert max(points(response) for response in found.values()) == 135  # with a cookie


def test_static_files_and_what_is_none_of_them_too(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, base_url=HTTPS, assets_dir=ROOT / "build" / "assets-for-tests")
    client = create_app(settings, build_assets(settings)).test_client()
    page = client.get("/", base_url=HTTPS).text
    files = re.findall(r"(?:href|src)=\"(/static/[^\"]+)\"", page)
    assert len(files) == 3
    for path in (*files, "/static/nothing.js", "/static/../app.py"):
        response = client.get(path, base_url=HTTPS)
        assert points(response) >= 130, path
        response.close()


def test_a_card_may_be_shown_elsewhere_and_has_ten_points_less_for_it(app: Flask) -> None:
    ada = over_https(Person("Ada", app))
    ada.finish()
    ada.get(ada.share())
    card = re.search(r"/shared/[^\"]+\.png", ada.page)
    assert card
    response = ada.client.get(card[0])
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert points(response) == 120


def test_another_name_is_refused_with_all_of_them(tmp_path: Path) -> None:
    app = app_for(settings_for(tmp_path, base_url=HTTPS, allowed_hosts=("limelight.example",)))
    response = app.test_client().get("/", base_url="https://evil.example")
    assert response.status_code == 400
    assert points(response) >= 130


def test_the_scorer_finds_what_is_missing(app: Flask) -> None:
    response = over_https(Person("Ada", app)).client.get("/")
    headers = {name.lower(): value for name, value in response.headers}
    whole = score(headers, [])
    assert whole == 130
    costs = {
        name: whole - score({key: value for key, value in headers.items() if key != name}, [])
        for name in ("content-security-policy", "strict-transport-security", "referrer-policy")
    }
    assert list(costs.values()) == [55, 50, 5]
    assert score(headers, ["a=b"]) == 60
    assert score(headers, [], '<script src="https://evil.example/x.js">') == 50


def test_cookies_over_https_say_in_their_names_what_they_are(app: Flask) -> None:
    found = answers(app)
    cookies = [cookie for response in found.values() for cookie in response.headers.getlist("Set-Cookie")]
    kinds = {cookie.split("=")[0][: len("__Host-limelight-participant")] for cookie in cookies}
    assert kinds == {"__Host-limelight", "__Host-limelight-participant"}
    for cookie in cookies:
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "Path=/;" in f"{cookie};"
        assert "Domain" not in cookie


def test_over_plain_http_the_names_promise_nothing(tmp_path: Path) -> None:
    ben = Participant("Ben", app_for(settings_for(tmp_path)))
    erin = Facilitator("Erin", ben.app)
    erin.create()
    joined = ben.join(erin.code).headers["Set-Cookie"]
    assert joined.startswith(f"limelight-participant-{erin.workshop_id}={ben.token};")


def test_a_facilitator_and_a_participant_find_back_by_their_cookies(app: Flask) -> None:
    erin = over_https(Facilitator("Erin", app))
    erin.create()
    assert erin.press("open").status_code == 303
    ben = over_https(Participant("Ben", app))
    first = ben.join(erin.code).location
    assert ben.get(f"/join/{erin.code}").location == first
