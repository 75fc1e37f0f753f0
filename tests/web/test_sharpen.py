"""Sharpening a result: the next edition's further questions, and nothing that was given or shown changes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quiz.web.page.words import share_in_words
from tests.cast import Person
from tests.web.conftest import app_for, settings_for
from tests.web.test_short_way_to_save import kept, save, seen_by_flask

VERSION_2 = Path(__file__).parent.parent / "instruments" / "limelight-2.yaml"


def data_of(person: Person) -> dict[str, Any]:
    found = person.client.get(f"{person.result_path}/data.json")
    assert found.status_code == 200
    return dict(found.json or {})


def test_it_offers_what_is_left_and_what_that_wins(ada: Person) -> None:
    ada.get(ada.finish("quick"))
    assert "Sharpen it: 16 more, about 2 minutes" in ada.page
    assert "expected to get about a third narrower" in ada.page
    ada.get(ada.finish("standard"))
    assert "Sharpen it: 8 more, about " in ada.page
    assert "expected to get about a tenth narrower" in ada.page
    ada.get(ada.finish("full"))
    assert "Sharpen" not in ada.page


def test_it_goes_all_the_way_under_the_same_private_link(ada: Person) -> None:
    ada.finish("quick", "4")
    first, token = ada.items, ada.token
    assert ada.sharpen().location == f"/questionnaire/{token}"
    second = ada.items
    assert (len(second), set(first) & set(second)) == (16, set())
    assert ">17.<" in ada.page.replace(" How often, in the past three months?", "")
    sent = ada.submit(ada.answers("2"))
    assert (sent.status_code, sent.location) == (303, f"{ada.result_path}?sent=sharpened")
    ada.get(sent.location)
    assert "This is your result from all of your answers now." in ada.page
    ada.sharpen()
    assert len(ada.items) == 8
    assert ada.submit(ada.answers("1")).status_code == 303
    data = data_of(ada)
    assert data["instrument"]["edition"] == "full"
    options = {each["item"]: each["option"] for each in data["responses"]}
    assert {options[item] for item in first} == {4}
    assert {options[item] for item in second} == {2}
    assert len(options) == 40


def test_it_is_the_result_of_whoever_answered_all_of_it_at_once(ada: Person, ben: Person) -> None:
    ada.finish("quick", "4")
    ada.sharpen()
    ada.submit(ada.answers("4"))
    ben.finish("standard", "4")
    mine, theirs = data_of(ada), data_of(ben)
    assert mine == theirs


def test_it_says_how_much_more_and_that_nothing_is_changed(ada: Person) -> None:
    ada.finish("quick")
    ada.sharpen()
    assert "16 more questions about how you work" in ada.page
    assert "about 2 minutes; the 16 answers you gave stay as they are" in ada.page
    assert "your result stays as it was until you send these, too" in ada.page
    assert "When you have been through these\n16, send them." in ada.page


def test_it_can_be_left_and_gone_on_with_elsewhere(ada: Person, ben: Person) -> None:
    ada.finish("quick", "4")
    before = ada.get(ada.result_path).text
    ada.sharpen()
    answers = dict.fromkeys(ada.items[:5], "2")
    for item, option in answers.items():
        assert ada.save({item: int(option)}, position=item).status_code == 204
    assert ada.get(f"/questionnaire/{ada.token}?result").location == ada.result_path
    after = ada.get(ada.result_path).text
    assert "Go on sharpening (5 of 16 answered)" in after
    assert before.split("</h1>")[0] == after.split("</h1>")[0]
    shown = [page.split('id="charts"')[1].split('id="among-others"')[0] for page in (before, after)]
    assert shown[0] == shown[1]
    ben.get(f"/questionnaire/{ada.token}")  # Ben's browser plays Ada's second device
    assert ben.checked() == answers


def test_pressing_twice_and_pressing_late_changes_nothing(ada: Person) -> None:
    ada.finish("quick")
    old = ada.get(ada.result_path).text
    ada.sharpen()
    item = ada.items[0]
    ada.save({item: 2})
    ada.page = old
    again = ada.post(f"{ada.result_path}/sharpening", edition=ada.hidden("edition"))
    assert ada.get(again.location).status_code == 200
    assert ada.checked() == {item: "2"}
    ada.submit(ada.answers())
    ada.page = old
    late = ada.post(f"{ada.result_path}/sharpening", edition=ada.hidden("edition"))
    assert late.location == ada.result_path  # nobody is taken on to the full edition unasked
    assert kept(ada)["goes_on_to"] is None


@pytest.mark.parametrize(("edition", "status"), [("", 400), ("none", 400), ("full", 303), ("quick", 303)])
def test_it_goes_on_to_the_next_edition_and_to_no_other(ada: Person, edition: str, status: int) -> None:
    ada.get(ada.finish("quick"))
    sent = ada.post(f"{ada.result_path}/sharpening", edition=edition)
    assert sent.status_code == status
    assert kept(ada)["goes_on_to"] is None


def test_only_whoever_has_the_link_of_a_finished_result_goes_on(ada: Person, cleo: Person) -> None:
    ada.start("quick")
    early = ada.post(f"{ada.result_path}/sharpening", edition="standard")
    assert early.location == f"/questionnaire/{ada.token}"
    assert kept(ada)["goes_on_to"] is None
    ada.submit(ada.answers())
    forged = ada.client.post(f"{ada.result_path}/sharpening", data={"edition": "standard"})
    assert forged.status_code == 400
    cleo.get("/")
    assert cleo.post(f"/results/{'A' * 32}/sharpening", edition="standard").status_code == 404


def test_a_missing_answer_is_asked_for_by_its_number(ada: Person) -> None:
    ada.finish("quick")
    ada.sharpen()
    answers = ada.answers()
    del answers[ada.items[6]]
    assert ada.submit(answers).status_code == 422
    assert "Question 23: choose an answer" in ada.page
    assert ada.checked() == answers
    ada.get(ada.result_path)
    assert "Go on sharpening (15 of 16 answered)" in ada.page


def test_of_what_is_unscored_only_what_can_be_answered_now_is_told(ada: Person) -> None:
    ada.start("quick")
    passed = {item: "pass" for item in ada.items if item.startswith("remit-")}
    assert ada.submit(ada.answers() | passed, as_it_is="yes").status_code == 303
    ada.sharpen()
    passed = {item: "pass" for item in ada.items if item.startswith("remit-")}
    assert ada.submit(ada.answers() | passed).status_code == 422
    assert "Remit needs 2 more answers, out of questions 19, 25" in ada.page
    assert ada.submit(ada.answers(), as_it_is="").status_code == 303
    assert data_of(ada)["facets"]["remit"] is not None


def test_a_page_of_the_first_time_changes_nothing_any_more(ada: Person) -> None:
    ada.start("quick")
    old, items = ada.page, ada.items
    ada.submit(ada.answers("4"))
    ada.sharpen()
    ada.page = old
    before = kept(ada)
    assert ada.save({items[0]: 1}).status_code == 409
    again = ada.submit(dict.fromkeys(items, "1"))
    assert again.location == f"{ada.result_path}?sent=first"
    assert ada.submit(dict.fromkeys(items, "4")).location == f"{ada.result_path}?sent=kept"
    assert ada.client.get(f"/questionnaire/{ada.token}/responses").status_code == 409
    assert kept(ada) == before


def test_an_old_page_is_told_what_is_saved_of_its_own_questions(ada: Person) -> None:
    ada.finish("quick")
    ada.sharpen()
    item, address = ada.items[0], f"/questionnaire/{ada.token}/responses"
    ada.save({item: 2})
    found = ada.client.get(f"{address}?after=quick")
    assert found.json["responses"] == {item: 2}
    assert ada.client.get(f"{address}?after=standard").status_code == 409
    ada.submit(ada.answers())
    assert ada.client.get(f"{address}?after=quick").status_code == 409


def test_answers_once_given_cannot_be_sent_again_by_any_request(ada: Person) -> None:
    ada.finish("quick", "4")
    given = ada.items
    ada.sharpen()
    page, before = ada.page, kept(ada)
    assert ada.save({given[0]: 1}).status_code == 400
    assert ada.save({}, position=given[0]).status_code == 400
    assert ada.submit(ada.answers() | {given[0]: "1"}).status_code == 400
    ada.page = page.replace('name="after" value="quick"', 'name="after" value=""')
    assert ada.save({given[0]: 1}).status_code == 409
    assert ada.submit(ada.answers() | {given[0]: "1"}).status_code == 303
    assert kept(ada) == before


@pytest.mark.parametrize("after", ["standard", "full", "none", "\x00", 3, None, ["quick"]])
def test_it_refuses_an_edition_that_does_not_go_on_from_that(ada: Person, after: object) -> None:
    ada.finish("quick")
    ada.sharpen()
    body = {key: ada.hidden(key) for key in ("instrument", "edition")} | {"after": after}
    sent = ada.client.post(
        f"/questionnaire/{ada.token}/responses",
        json={**body, "responses": {ada.items[0]: 1}, "position": None},
        headers={"X-CSRFToken": ada.hidden("csrf_token")},
    )
    assert sent.status_code == 400
    assert kept(ada)["further_responses"] == {}


def test_an_ordinary_save_takes_the_short_way_here_too(ada: Person) -> None:
    ada.finish("quick")
    ada.sharpen()
    body = {key: ada.hidden(key) for key in ("instrument", "edition", "after")}
    sent = json.dumps({**body, "responses": {ada.items[0]: 4}, "position": ada.items[0]})
    with seen_by_flask(ada) as seen:
        assert save(ada, sent.encode()).status_code == 204
    assert seen == []
    assert kept(ada)["further_responses"] == {ada.items[0]: 4}


@pytest.mark.parametrize("round_", range(3))
def test_two_presses_at_once_make_one_sharper_result(ada: Person, app: Flask, round_: int) -> None:
    ada.finish("quick")
    ada.sharpen()
    data = ada.form | {f"item_{item}": option for item, option in ada.answers().items()}
    clients = [app.test_client() for _ in range(2)]
    headers = {"Sec-Fetch-Site": "same-origin"}
    with ThreadPoolExecutor(2) as tabs:
        posts = list(
            tabs.map(lambda tab: tab.post(f"/questionnaire/{ada.token}", data=data, headers=headers), clients)
        )
    assert sorted(post.location.partition("=")[2] for post in posts) == ["kept", "sharpened"]
    assert kept(ada)["edition"] == "standard"


def test_the_download_has_the_finished_answers_alone(ada: Person) -> None:
    ada.finish("quick")
    before = data_of(ada)
    ada.sharpen()
    ada.save({ada.items[0]: 2})
    after = data_of(ada)
    assert after["responses"] == before["responses"]
    assert after["sharpening"] == {"edition": "standard", "responses": [{"item": ada.items[0], "option": 2}]}


def test_where_editions_do_not_nest_nothing_is_offered(tmp_path: Path) -> None:
    ada = Person("Ada", app_for(settings_for(tmp_path, instrument=VERSION_2)))
    ada.get(ada.finish("express"))
    assert "Sharpen" not in ada.page
    ada.get(f"{ada.result_path}/share-links")
    sent = ada.post(f"{ada.result_path}/sharpening", edition="full")
    assert sent.location == ada.result_path
    assert kept(ada)["goes_on_to"] is None


@pytest.mark.parametrize(
    ("share", "words"), [(0.293, "a third"), (0.106, "a tenth"), (0.25, "a quarter"), (0.46, "half")]
)
def test_the_gain_is_said_in_plain_words(share: float, words: str) -> None:
    assert share_in_words(share) == words
