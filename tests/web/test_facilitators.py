"""Who runs a workshop: secret links, co-facilitators, the form, and what may still be changed."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import Person
from tests.web.rooms import Facilitator, a_revealed_room, a_room, facilitator_of


def test_a_secret_link_becomes_a_cookie_and_a_clean_address(app: Flask) -> None:
    erin = facilitator_of(app)
    phone = Facilitator("Erin's phone", app, workshop_id=erin.workshop_id)
    assert phone.get(phone.path).status_code == 404
    entered = phone.get(erin.secret_link())
    assert entered.location == erin.path
    cookie = entered.headers["Set-Cookie"]
    assert cookie.startswith(f"limelight-facilitator-{erin.workshop_id}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert phone.get(phone.path).status_code == 200


def test_a_co_facilitator_can_run_but_not_invite_or_delete(app: Flask) -> None:
    erin = facilitator_of(app)
    erin.get(f"{erin.path}/links")
    erin.post(f"{erin.path}/co-facilitators")
    erin.get(f"{erin.path}/links")
    (co_link,) = set(re.findall(r"/facilitators/[A-Za-z0-9_-]+", erin.page)) - {erin.secret_link()}
    finn = Facilitator("Finn", app, workshop_id=erin.workshop_id)
    finn.get(co_link)
    finn.get(finn.path)
    assert finn.press("open").status_code == 303
    assert finn.get(f"{finn.path}/deletion").status_code == 403
    finn.get(finn.path)
    assert finn.post(f"{finn.path}/co-facilitators").status_code == 403
    erin.get(f"{erin.path}/links")
    (revocation,) = re.findall(r'action="([^"]+/revocation)"', erin.page)
    assert erin.post(revocation).status_code == 303
    assert finn.get(finn.path).status_code == 404
    assert finn.get(co_link).status_code == 404


def test_deleting_a_workshop_leaves_the_results(app: Flask) -> None:
    erin, (ada, *_) = a_revealed_room(app)
    erin.get(f"{erin.path}/deletion")
    assert erin.post(f"{erin.path}/deletion").status_code == 303
    for path in (erin.path, erin.screen, f"{erin.screen}/state"):
        assert erin.get(path).status_code == 404
    assert ada.get(ada.path).status_code == 404
    assert ada.get(ada.result_path).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", " ", "Give the workshop a title"),
        ("title", "x" * 61, "too long"),
        ("minimum_group", "2", "from 3 to 100"),
        ("minimum_group", "many", "from 3 to 100"),
        ("keep_days", "1000", "Choose how long"),
        ("keep_days", "91", "Choose how long"),
        ("edition", "none", "Choose an edition"),
    ],
)
def test_a_form_that_cannot_be_taken_says_why(
    app: Flask, ada: Person, field: str, value: str, words: str
) -> None:
    ada.get("/workshops")
    form = {"title": "Monday", "edition": "quick", "minimum_group": "3", "keep_days": "7"} | {field: value}
    refused = ada.post("/workshops", **form)
    assert refused.status_code == 422
    assert words in refused.text


def test_the_minimum_can_be_raised_and_not_lowered_once_somebody_is_there(app: Flask) -> None:
    erin, _ = a_room(app, 1, minimum_group="4")
    assert erin.post(f"{erin.path}/minimum", minimum_group="6").status_code == 200
    lowered = erin.post(f"{erin.path}/minimum", minimum_group="5")
    assert lowered.status_code == 409
    assert "promised a minimum of 6" in lowered.text
