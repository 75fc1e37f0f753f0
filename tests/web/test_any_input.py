"""Anything at all, in every field of every form and in what scripts send: taken, or refused in words.

Values are bytes, as a form may hold any; databases differ in what they take for text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from quiz.store import paper_codes
from quiz.web.guards.limit_store import LimitStore
from quiz.web.guards.limits import install
from tests.cast import Person
from tests.web.rooms import Facilitator, Participant, a_revealed_room

anything = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

ODD = (
    b"\x00",
    b"a\x00b",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "٣".encode(),
    b"1_0",
    b" 3",
    b"9" * 4000,
    b"\r\nx: y",
)
texts = st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace"))
values = st.one_of(st.binary(max_size=40), texts, st.sampled_from(ODD))
REFUSED = {400, 404, 409, 410, 413, 422, 429}


def without_limits(app: Flask) -> None:
    """Nobody has asked for anything so far."""
    install(LimitStore(), app.extensions)


def posted(person: Person, path: str, fields: Iterable[tuple[str, bytes]]) -> TestResponse:
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in fields)
    return person.client.post(
        path,
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
    )


@pytest.fixture
def room(app: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[Facilitator, Participant]:
    monkeypatch.setattr(paper_codes, "_COST", 2)
    without_limits(app)
    erin, (ada, *_) = a_revealed_room(app)
    return erin, ada


@anything
@given(
    given_fields=st.fixed_dictionaries(
        {"edition": st.sampled_from([b"full", b"quick"]) | values},
        optional={"csrf_token": values, "x": values},
    )
)
def test_a_start_takes_an_edition_and_nothing_else(app: Flask, given_fields: dict[str, bytes]) -> None:
    without_limits(app)
    answer = posted(Person("Ben", app), "/questionnaire", given_fields.items())
    is_right = given_fields.get("edition") in {b"full", b"quick"}
    assert answer.status_code in ({303} if is_right else REFUSED)


@anything
@given(data=st.data())
def test_a_submit_takes_whole_answers_or_keeps_the_page(ada: Person, data: st.DataObject) -> None:
    if not ada.token:
        ada.start()
    odd = st.dictionaries(st.sampled_from([*ada.items, "edition", "instrument", "more"]), values, min_size=1)
    fields = {name: value.encode() for name, value in {**ada.form, **ada.answers()}.items()} | data.draw(odd)
    valid = {b"1", b"2", b"3", b"4", b"5", b"pass"}
    answer = posted(ada, f"/questionnaire/{ada.token}", fields.items())
    if answer.status_code == 303:
        assert "more" not in fields
        assert {fields[item] for item in ada.items} <= valid
        ada.token = ""
    else:
        assert answer.status_code in REFUSED
        assert ada.client.get(f"/questionnaire/{ada.token}").status_code == 200


JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(["pass"])
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@anything
@given(responses=JSON, position=JSON, item_option=JSON)
def test_a_save_takes_options_of_items_and_nothing_else(
    ada: Person, responses: object, position: object, item_option: object
) -> None:
    if not ada.token:
        ada.start()
    body = {key: ada.hidden(key) for key in ("instrument", "edition")}
    for asked in (responses, {ada.items[0]: item_option}):
        sent = json.dumps({**body, "responses": asked, "position": position})
        answer = ada.client.post(
            f"/questionnaire/{ada.token}/responses",
            data=sent,
            content_type="application/json",
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        is_right = asked in ({}, {ada.items[0]: "pass"}) or (
            asked == {ada.items[0]: item_option} and type(item_option) is int and 1 <= item_option <= 5
        )
        if answer.status_code == 204:
            assert is_right
            assert position is None or position in ada.items
        else:
            assert answer.status_code in REFUSED
    ada.get(f"/questionnaire/{ada.token}")
    assert set(ada.checked().values()) <= {"1", "2", "3", "4", "5", "pass"}


@anything
@given(body=st.one_of(st.binary(max_size=200), JSON.map(lambda value: json.dumps(value).encode())))
def test_a_save_of_anything_else_is_refused(ada: Person, body: bytes) -> None:
    if not ada.token:
        ada.start()
    answer = ada.client.post(
        f"/questionnaire/{ada.token}/responses",
        data=body,
        content_type="application/json",
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 400


FORMS = {
    "/workshops": ("title", "edition", "minimum_group", "keep_days", "may_bring"),
    "/join": ("code",),
    "/join/{code}": ("private_link", "minimum_group"),
    "/join/{code}/return": ("paper_code",),
    "{room}/moves": ("move",),
    "{room}/slide": ("slide",),
    "{room}/minimum": ("minimum_group",),
    "{room}/next-round": ("next_round_on",),
    "{room}/commitments/removal": ("commitment",),
    "{participant}/commitment": ("commitment",),
    "{result}/share-links": ("link_id", "extent", "display_name", "expiry", "is_findable"),
    "{result}/share-links/preview": ("link_id", "extent", "display_name", "expiry", "is_findable"),
    "{result}/retake": ("edition",),
    "{shared}/comparison": ("private_link", "display_name", "extent"),
}


@pytest.mark.parametrize("form", FORMS)
def test_no_form_fails_whatever_stands_in_its_fields(
    app: Flask, room: tuple[Facilitator, Participant], form: str
) -> None:
    erin, ada = room
    places = {
        "code": erin.code,
        "room": erin.path,
        "participant": ada.path,
        "result": ada.result_path,
        "shared": ada.share("facets"),
    }
    path = form.format(**places)

    @anything
    @given(st.lists(st.tuples(st.sampled_from(FORMS[form]), values), max_size=6))
    def send(fields: list[tuple[str, bytes]]) -> None:
        without_limits(app)
        asker = ada if form.startswith(("{result}", "{participant}")) else erin
        answer = posted(asker, path, fields)
        assert answer.status_code in REFUSED | {200, 303}, (path, fields)
        assert b"Traceback" not in answer.data

    send()
    assert erin.get(erin.path).status_code == 200
    assert ada.get(ada.path).status_code == 200
