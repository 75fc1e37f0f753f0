"""Deleting: one question, then nothing is left."""

from __future__ import annotations

import pytest

from tests.cast import Person


@pytest.mark.parametrize("is_finished", [True, False])
def test_it_asks_once_and_then_removes_everything(ada: Person, is_finished: bool) -> None:
    if is_finished:
        ada.finish()
    else:
        ada.start()
    ada.get(f"{ada.result_path}/deletion")
    assert "Delete" in ada.page
    response = ada.client.post(f"{ada.result_path}/deletion", data={"csrf_token": ada.hidden("csrf_token")})
    assert response.status_code == 303
    ada.get(response.location)
    assert "Deleted." in ada.page
    for path in (ada.result_path, f"/questionnaire/{ada.token}", f"{ada.result_path}/data.json"):
        assert ada.client.get(path).status_code == 404


def test_looking_at_the_question_deletes_nothing(ada: Person) -> None:
    ada.finish()
    ada.get(f"{ada.result_path}/deletion")
    assert ada.client.get(ada.result_path).status_code == 200


def test_it_is_not_done_for_a_press_on_another_site(ada: Person) -> None:
    ada.finish()
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert ada.client.post(f"{ada.result_path}/deletion", headers=headers).status_code == 400
    assert ada.client.post(f"{ada.result_path}/deletion").status_code == 400
    assert ada.client.get(ada.result_path).status_code == 200
