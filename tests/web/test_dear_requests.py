"""What would take much time to take apart is left out or refused before anybody does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.formparser import FormDataParser

from quiz.web.front.bodies import WholeBodies
from tests.cast import Person

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

FORM = "application/x-www-form-urlencoded"
OWN = {"Sec-Fetch-Site": "same-origin"}


def test_what_costs_most_to_read_is_refused_unread(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """62 KB of `%FF` took 24 ms of a processor, and no browser sends them."""
    monkeypatch.setattr(FormDataParser, "parse", lambda *_: pytest.fail("it was read"))
    for body in (
        b"%" * 60_000,
        b"%FF" * 20_000,
        b"%41" * 20_000,
        b"a&" * 30_000,
        b"&" * 60_000,
        b"%" * 2_001,
    ):
        for kind in (FORM, FORM.title()):
            sent = ada.client.post("/workshops", data=b"title=" + body, content_type=kind, headers=OWN)
            assert sent.status_code == 400
    for kind in ("multipart/form-data; boundary=x", "multipart/mixed", "Multipart/Form-Data; boundary=x"):
        assert (
            ada.client.post("/workshops", data=b"--x" * 9, content_type=kind, headers=OWN).status_code == 400
        )


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ({"PATH_INFO": "/join/" + "\xe2\x80\x93" * 9_000}, 404),
        ({"PATH_INFO": "/results/" + "\0" * 20_000}, 404),
        ({"QUERY_STRING": "sent=" + "%FF" * 20_000}, 200),
        ({"QUERY_STRING": "a=b&" * 15_000}, 200),
        ({"CONTENT_TYPE": FORM + ";" + "a=b;" * 15_000}, 200),
        ({"HTTP_COOKIE": "a=b;" * 15_000}, 200),
    ],
)
def test_of_a_head_that_is_too_long_nothing_is_taken_apart(
    app: Flask, monkeypatch: pytest.MonkeyPatch, head: dict[str, str], status: int
) -> None:
    """62 KB of `%FF` behind a question mark took a fifth of a second, and no browser sends them."""
    longest = 0

    def seen(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        nonlocal longest
        longest = max(len(environ.get(name, "")) for name in head)
        return to_flask(environ, start_response)

    bodies = app.wsgi_app
    while not isinstance(bodies, WholeBodies):
        bodies = bodies._app  # type: ignore[attr-defined]
    to_flask = bodies._app
    monkeypatch.setattr(bodies, "_app", seen)
    assert app.test_client(use_cookies=False).get("/", environ_overrides=head).status_code == status
    assert longest < 20


@pytest.mark.parametrize("text", ["🌞" * 900, "ü" * 1_500, "a b&c" * 300, "%" * 1_000, "ん" * 1_300])
def test_what_people_type_at_length_is_read_and_answered_in_a_sentence(ada: Person, text: str) -> None:
    form = {"title": text, "edition": "quick", "minimum_group": "5", "keep_days": "7"}
    sent = ada.client.post("/workshops", data=form, headers=OWN)
    assert sent.status_code == 422
    assert "too long" in sent.text.lower()
