"""An ordinary save is answered before Flask, exactly as Flask does it; whatever is unusual goes to Flask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import request_started
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from quiz.store.database.group_commit import GroupCommit
from quiz.store.database.tables import response_sets
from quiz.store.response_sets import hash_token
from quiz.web.front.log import REQUEST_ID_HEADER
from tests.cast import Person
from tests.web.conftest import app_for, settings_for

ORDINARY = {"Sec-Fetch-Site": "same-origin"}
JSON = "application/json"
BY_FLASK = f"{JSON}; charset=utf-8"  # as good a JSON to the view, but not what our script sends


def save(person: Person, body: bytes | None = None, kind: str = JSON, **more: Any) -> TestResponse:
    address = more.pop("path", f"/questionnaire/{person.token}/responses")
    headers = more.pop("headers", ORDINARY)
    data = a_body(person) if body is None else body
    return person.client.post(address, data=data, content_type=kind, headers=headers, **more)


def a_body(person: Person, **changes: Any) -> bytes:
    named = {key: person.hidden(key) for key in ("instrument", "edition")}
    answers = {person.items[0]: 4, person.items[1]: "pass"}
    return json.dumps({**named, "responses": answers, "position": person.items[1], **changes}).encode()


def kept(person: Person) -> Any:
    row = response_sets.select().where(response_sets.c.token_hash == hash_token(person.token))
    with person.app.extensions["limelight"].engine.connect() as connection:
        return connection.execute(row).mappings().one()


@contextmanager
def seen_by_flask(person: Person) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*_: Any, **__: Any) -> None:
        seen.append("request")

    with request_started.connected_to(note, person.app):
        yield seen


def test_an_ordinary_save_does_what_the_view_does(ada: Person, ben: Person) -> None:
    ada.start()
    ben.start()
    with seen_by_flask(ada) as seen:
        short = save(ada)
    assert seen == []
    with seen_by_flask(ben) as seen:
        long = save(ben, kind=BY_FLASK)
    assert seen == ["request"]
    assert (short.status, short.data) == (long.status, long.data) == ("204 NO CONTENT", b"")
    assert sorted(short.headers) == sorted(long.headers)
    assert short.headers["X-Content-Type-Options"] == "nosniff"
    assert short.headers["X-Limelight"] == "1"
    assert {**kept(ada), "token_hash": ""} == {**kept(ben), "token_hash": ""}
    assert kept(ada)["responses"] == {ada.items[0]: 4, ada.items[1]: 0}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"responses": {"remit-1": 6}}, 400),
        ({"responses": {"remit-99": 1}}, 400),
        ({"position": "remit-99"}, 400),
        ({"position": ["remit-1"]}, 400),
        ({"instrument": "0" * 64}, 400),
        ({"edition": "full"}, 400),
    ],
)
def test_what_cannot_be_saved_is_answered_by_flask(ada: Person, changes: Any, status: int) -> None:
    ada.start()
    before = kept(ada)
    body = a_body(ada, **changes)
    with seen_by_flask(ada) as seen:
        short, long = save(ada, body), save(ada, body, BY_FLASK)
    assert len(seen) == 2
    assert short.status_code == long.status_code == status
    references = {answer.headers.pop(REQUEST_ID_HEADER) for answer in (short, long)}
    assert len(references) == 2
    assert (short.data, sorted(short.headers)) == (long.data, sorted(long.headers))
    assert kept(ada) == before


def test_a_late_save_and_a_wrong_link_are_answered_by_flask(ada: Person) -> None:
    ada.start()
    body = a_body(ada)
    ada.submit(ada.answers("3"))
    assert save(ada, body).status_code == 409
    ada.token = "A" * 32
    assert save(ada, body).status_code == 404


@pytest.mark.parametrize(
    "unusual",
    [
        {"headers": {}},
        {"headers": {"Sec-Fetch-Site": "none"}},
        {"headers": {"Sec-Fetch-Site": "cross-site"}},
        {"headers": {"Sec-Fetch-Site": "Same-Origin"}},
        {"kind": "text/plain"},
        {"query_string": "x=1"},
        {"method": "PUT"},
        {"body": b""},
        {"environ_overrides": {"CONTENT_LENGTH": "40"}},
        {"environ_overrides": {"SCRIPT_NAME": "/under"}},
    ],
)
def test_whatever_is_unusual_goes_to_flask(ada: Person, unusual: dict[str, Any]) -> None:
    ada.start()
    with seen_by_flask(ada) as seen:
        answer = save(ada, **unusual) if "method" not in unusual else ada.client.put(ada.result_path)
    assert seen == ["request"]
    if unusual.get("headers") in ({}, {"Sec-Fetch-Site": "cross-site"}):
        assert answer.status_code == 400
        assert kept(ada)["responses"] == {}


def test_it_answers_under_the_allowed_names_alone(tmp_path: Any) -> None:
    ada = Person("Ada", app_for(settings_for(tmp_path, allowed_hosts=("localhost",))))
    ada.start()
    with seen_by_flask(ada) as seen:
        assert save(ada).status_code == 204
        assert seen == []
        for same in ("http://LOCALHOST", "http://localhost.", "http://localhost:81", "http://Localhost.:81"):
            assert save(ada, base_url=same).status_code == 204
        assert seen == []
        assert save(ada, base_url="http://elsewhere.example").status_code == 400
        assert seen == ["request"]


def test_a_database_that_failed_once_is_not_waited_for_again(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.start()
    tried: list[str] = []

    def fail(*_: Any) -> None:
        tried.append("write")
        raise OperationalError("no", None, Exception("locked"))

    with monkeypatch.context() as patch:
        patch.setattr(GroupCommit, "changed_rows", fail)
        answer = save(ada)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert tried == ["write"]
    assert kept(ada)["responses"] == {}
