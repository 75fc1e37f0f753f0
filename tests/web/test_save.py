"""Saving along the way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cast import Person


def test_it_saves_answers_and_shows_them_again_on_another_device(ada: Person, ben: Person) -> None:
    ada.start()
    first, second = ada.items[:2]
    assert ada.save({first: 4, second: "pass"}, position=second).status_code == 204
    ben.get(f"/questionnaire/{ada.token}")  # Ben's browser plays Ada's second device
    assert ben.checked() == {first: "4", second: "pass"}
    assert f'data-position="item_{second}"' in ben.page


def test_it_goes_on_at_the_first_open_item_when_no_place_was_kept(ada: Person) -> None:
    ada.start()
    assert 'data-position=""' in ada.page
    first, second = ada.items[:2]
    ada.save({first: 3})
    ada.get(f"/questionnaire/{ada.token}")
    assert f'data-position="item_{second}"' in ada.page


def test_a_changed_answer_replaces_the_first_one(ada: Person) -> None:
    ada.start()
    item = ada.items[0]
    ada.save({item: 1})
    ada.save({item: 5})
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.checked() == {item: "5"}


@pytest.mark.parametrize(
    "option", [0, 6, -1, 3.5, 2.0, True, False, None, "3", "3 ", "٣", "1_0", [], {}, "PASS"]
)
def test_it_refuses_what_is_no_option(ada: Person, option: Any) -> None:
    ada.start()
    item = "remit-1"
    assert item in ada.items
    assert ada.save({item: option}).status_code == 400
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.checked() == {}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_it_refuses_numbers_that_are_none(ada: Person, number: str) -> None:
    ada.start()
    assert _post(ada, _body(ada).replace('"?"', number)).status_code == 400


def test_it_refuses_a_key_that_is_sent_twice(ada: Person) -> None:
    ada.start()
    assert _post(ada, _body(ada).replace('"remit-1": "?"', '"remit-1": 1, "remit-1": 5')).status_code == 400


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", "é", "0" * 64, ""])
@pytest.mark.parametrize("member", ["instrument", "edition", "position"])
def test_it_refuses_a_name_that_no_database_takes(ada: Person, member: str, text: str) -> None:
    ada.start()
    body = json.dumps({**json.loads(_body(ada).replace('"?"', "3")), member: "NAME"}).replace("NAME", text)
    assert _post(ada, body).status_code == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"3", b'"x"', b"null", b"\xff\xfe", b"[" * 30_000, b'{"responses": {}}', b"remit-1=3"],
    ids=["empty", "cut", "list", "number", "text", "null", "bytes", "deep", "incomplete", "form"],
)
def test_it_refuses_a_body_that_is_not_what_our_page_sends(ada: Person, body: bytes) -> None:
    ada.start()
    assert _post(ada, body).status_code == 400


def test_it_refuses_unknown_items_and_places(ada: Person) -> None:
    ada.start("quick")
    assert ada.save({"remit-99": 3}).status_code == 400
    assert ada.save({"remit-situation": 1}).status_code == 400  # an item of the full edition only
    assert ada.save({}, position="remit-99").status_code == 400


def test_it_refuses_answers_for_another_edition_than_was_started(ada: Person) -> None:
    ada.start("quick")
    ada.page = ada.page.replace('name="edition" value="quick"', 'name="edition" value="full"')
    assert ada.save({"remit-1": 3}).status_code == 400


def test_it_tells_a_late_save_that_the_answers_were_sent(ada: Person) -> None:
    ada.start()
    item = ada.items[0]
    ada.submit(ada.answers())
    response = ada.save({item: 1})
    assert response.status_code == 409
    assert response.json == {"problem": "submitted"}


def test_it_says_what_is_saved_to_a_page_that_may_be_older(ada: Person) -> None:
    ada.start()
    first, second = ada.items[:2]
    address = f"/questionnaire/{ada.token}/responses"
    assert ada.client.get(address).json["responses"] == {}
    ada.save({first: 4, second: "pass"})
    answer = ada.client.get(address)
    assert answer.json["responses"] == {first: 4, second: "pass"}
    assert answer.headers["Cache-Control"] == "no-store"
    ada.page = ada.page.replace(ada.hidden("csrf_token"), answer.json["csrf_token"])
    assert ada.save({first: 5}).status_code == 204


def test_it_says_that_answers_were_sent_or_are_gone(ada: Person) -> None:
    ada.finish()
    address = f"/questionnaire/{ada.token}/responses"
    answer = ada.client.get(address)
    assert (answer.status_code, answer.json) == (409, {"problem": "submitted"})
    assert ada.client.get(address.replace(ada.token, "A" * 32)).status_code == 404


def test_it_finds_nothing_under_a_wrong_link(ada: Person) -> None:
    ada.start()
    ada.token = "A" * 32
    assert ada.save({ada.items[0]: 3}).status_code == 404


def test_it_refuses_a_save_that_is_not_from_our_page(ada: Person) -> None:
    ada.start()
    response = ada.client.post(
        f"/questionnaire/{ada.token}/responses", data=_body(ada), content_type="application/json"
    )
    assert response.status_code == 400


def _body(person: Person) -> str:
    body = {key: person.hidden(key) for key in ("instrument", "edition")}
    return json.dumps({**body, "responses": {"remit-1": "?"}, "position": None})


def _post(person: Person, body: bytes | str) -> Any:
    return person.client.post(
        f"/questionnaire/{person.token}/responses",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": person.hidden("csrf_token")},
    )
