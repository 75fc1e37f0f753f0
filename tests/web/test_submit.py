"""Submitting: once, complete, and never at the cost of an answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from tests.cast import Person


@pytest.mark.parametrize("edition", ["full", "quick"])
def test_it_leads_to_a_result(ada: Person, edition: str) -> None:
    assert ada.get(ada.finish(edition)).status_code == 200
    assert "<h1" in ada.page


def test_it_asks_for_what_is_missing_and_keeps_what_is_there(ada: Person) -> None:
    ada.start()
    answers = ada.answers()
    missing = ada.items[6]
    del answers[missing]
    response = ada.submit(answers)
    assert response.status_code == 422
    assert "<title>Error: " in ada.page
    assert "There is a problem" in ada.page
    asked = "Question 7: choose an answer, or “does not fit my work”"
    assert f'<a href="#first_{missing}">{asked}</a>' in ada.page
    assert f'id="first_{missing}"' in ada.page
    assert ada.page.count("Question 7: choose an answer") == 2  # in the summary and at the item
    assert ada.checked() == answers


def test_an_incomplete_form_is_saved_for_another_day(ada: Person) -> None:
    ada.start()
    answers = dict.fromkeys(ada.items[:5], "2")
    ada.submit(answers)
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.checked() == answers


def test_answers_saved_before_count_although_the_form_lacks_them(ada: Person) -> None:
    ada.start()
    first, *others = ada.items
    ada.save({first: 5})
    assert ada.submit(dict.fromkeys(others, "3")).status_code == 303


def test_it_tells_once_what_cannot_be_scored_and_then_takes_it(ada: Person) -> None:
    ada.start("quick")
    answers = ada.answers() | {"remit-1": "pass", "remit-2": "pass"}
    assert ada.submit(answers).status_code == 422
    assert "Some of it cannot be scored yet" in ada.page
    assert "Remit needs 1 more answer, out of questions " in ada.page
    assert ada.checked() == answers
    assert ada.submit(answers, as_it_is="yes").status_code == 303
    assert ada.get(ada.result_path).status_code == 200
    assert "not scored: 1 more answer needed" in ada.page


@pytest.mark.parametrize("option", ["1", "3", "5", "pass"])
def test_the_same_answer_to_everything_is_a_result_too(ada: Person, option: str) -> None:
    ada.start("quick")
    assert ada.submit(ada.answers(option), as_it_is="yes").status_code == 303
    assert ada.get(ada.result_path).status_code == 200


def test_sending_again_changes_nothing_and_says_so(ada: Person) -> None:
    ada.start()
    answers = ada.answers("4")
    ada.submit(answers)
    again = ada.submit(answers)
    assert again.status_code == 303
    ada.get(again.location)
    assert "They were counted once" in ada.page


def test_going_back_and_sending_other_answers_keeps_the_first(ada: Person) -> None:
    ada.start()
    first, second = ada.answers("4"), ada.answers("1")
    ada.submit(first)
    before = ada.client.get(f"{ada.result_path}/data.json").json
    again = ada.submit(second)
    ada.get(again.location)
    assert "The first answers stay" in ada.page
    assert ada.client.get(f"{ada.result_path}/data.json").json == before


@pytest.mark.parametrize("round_", range(5))
def test_two_presses_at_once_make_one_result(ada: Person, app: Flask, round_: int) -> None:
    ada.start()
    data = ada.form | ada.answers()
    clients = [app.test_client() for _ in range(2)]
    headers = {"Sec-Fetch-Site": "same-origin"}
    with ThreadPoolExecutor(2) as tabs:
        posts = tabs.map(
            lambda tab: tab.post(f"/questionnaire/{ada.token}", data=data, headers=headers), clients
        )
        assert {post.status_code for post in posts} == {303}
    assert ada.get(ada.result_path).status_code == 200


def test_the_result_is_not_to_be_had_before_the_answers(ada: Person) -> None:
    ada.start()
    for path in (ada.result_path, f"{ada.result_path}/data.json", f"{ada.result_path}/data.csv"):
        response = ada.client.get(path)
        assert response.status_code == 303
        assert response.location == f"/questionnaire/{ada.token}"


def test_the_questionnaire_leads_to_the_result_once_it_is_sent(ada: Person) -> None:
    ada.finish()
    assert ada.client.get(f"/questionnaire/{ada.token}").location == ada.result_path


@pytest.mark.parametrize("token", ["", "expired", "from.another.session"])
def test_a_form_that_may_be_forged_comes_back_with_its_answers(ada: Person, token: str) -> None:
    ada.start()
    answers = ada.answers("2")
    response = ada.submit(answers, csrf_token=token)
    assert response.status_code == 400
    assert "Please send it once more" in ada.page
    assert ada.checked() == answers
    assert ada.submit(answers).status_code == 303


def test_blocked_cookies_lose_nothing_and_are_explained(ada: Person, app: Flask) -> None:
    ada.start()
    answers = ada.answers("2")
    ada.client = app.test_client(use_cookies=False)
    response = ada.submit(answers)
    assert response.status_code == 400
    assert "allow this site" in ada.page
    assert ada.checked() == answers


@pytest.mark.parametrize("value", ["0", "6", "-1", "3.5", "3 ", "٣", "1_0", "", "9", "\x00", "\udcff"])
def test_it_refuses_values_no_page_of_ours_sends(ada: Person, value: str) -> None:
    ada.start()
    answers = ada.answers() | {ada.items[0]: value}
    body = ada.form | answers
    response = ada.client.post(
        f"/questionnaire/{ada.token}",
        data="&".join(f"{name}={_quoted(text)}" for name, text in body.items()),
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 400
    assert ada.client.get(ada.result_path).status_code == 303  # still unfinished


def test_it_refuses_a_field_that_is_sent_twice(ada: Person) -> None:
    ada.start()
    data = {**ada.form, **ada.answers(), ada.items[0]: ["1", "5"]}
    assert ada.client.post(f"/questionnaire/{ada.token}", data=data).status_code == 400


@pytest.mark.parametrize("extra", ["remit-99", "remit-situation", "is_admin", "completed_on"])
def test_it_refuses_fields_that_are_no_item_of_the_edition(ada: Person, extra: str) -> None:
    ada.start("quick")
    assert ada.submit(ada.answers() | {extra: "3"}).status_code == 400


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text.encode("utf-8", "surrogateescape"))
