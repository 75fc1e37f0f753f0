"""Starting: a press, never a look, begins a response set."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.store.database.engine import reading
from quiz.store.database.tables import response_sets
from quiz.web.services import Services
from tests.cast import Person
from tests.web.conftest import app_for, settings_for

VERSION_2 = Path(__file__).parent.parent / "instruments" / "limelight-2.yaml"


def count_response_sets(app: Flask) -> int:
    services: Services = app.extensions["limelight"]
    with reading(services.engine) as connection:
        return connection.execute(select(func.count()).select_from(response_sets)).scalar_one()


@pytest.mark.parametrize(("edition", "items"), [("full", 40), ("standard", 32), ("quick", 16)])
def test_it_starts_each_edition_with_all_its_items_and_no_default_answer(
    ada: Person, edition: str, items: int
) -> None:
    ada.start(edition)
    assert len(ada.items) == items
    assert ada.checked() == {}


def test_there_is_one_start_with_the_fewest_questions(ada: Person) -> None:
    ada.get("/")
    assert ada.page.count("Start – ") == 1
    assert "Start – 16 questions, about 2 minutes" in ada.page
    assert "2 minutes for a first picture; go on as long as you like." in ada.page
    assert 'name="edition"' not in ada.page
    begun = ada.post("/questionnaire")
    assert begun.status_code == 303
    ada.get(begun.location)
    assert len(ada.items) == 16


def test_where_editions_do_not_nest_one_is_chosen(tmp_path: Path) -> None:
    ada = Person("Ada", app_for(settings_for(tmp_path, instrument=VERSION_2)))
    ada.get("/")
    assert "Start – 40 questions, about 8 minutes" in ada.page
    assert "Start – 16 questions, about 3 minutes" in ada.page
    assert ada.post("/questionnaire").status_code == 400


def test_it_writes_nothing_when_pages_are_only_looked_at(app: Flask, ada: Person) -> None:
    ada.start()
    assert count_response_sets(app) == 1
    for path in ("/", "/help", f"/questionnaire/{ada.token}", ada.result_path, f"{ada.result_path}/deletion"):
        for _ in range(2):
            ada.get(path)
    assert count_response_sets(app) == 1


def test_it_refuses_an_edition_that_does_not_exist(app: Flask, ada: Person) -> None:
    ada.get("/")
    response = ada.client.post(
        "/questionnaire", data={"edition": "endless", "csrf_token": ada.hidden("csrf_token")}
    )
    assert response.status_code == 400
    assert count_response_sets(app) == 0


def test_it_shows_the_first_page_again_after_a_press_that_may_be_forged(app: Flask, ada: Person) -> None:
    response = ada.client.post("/questionnaire", data={"edition": "full"})
    assert response.status_code == 400
    assert "Please press start once more" in response.text
    assert "Start – 16 questions" in response.text
    assert count_response_sets(app) == 0


def test_it_believes_a_browser_that_says_the_press_was_on_our_own_page(app: Flask, ada: Person) -> None:
    """So somebody who blocks cookies can start as well."""
    response = ada.client.post(
        "/questionnaire", data={"edition": "full"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert response.status_code == 303
    assert count_response_sets(app) == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_it_refuses_a_press_on_another_site_even_with_a_token(app: Flask, ada: Person, site: str) -> None:
    ada.get("/")
    data = {"edition": "full", "csrf_token": ada.hidden("csrf_token")}
    assert ada.client.post("/questionnaire", data=data, headers={"Sec-Fetch-Site": site}).status_code == 400
    assert count_response_sets(app) == 0


def test_search_engines_are_told_to_stay_out_of_private_pages(ada: Person) -> None:
    assert "Disallow: /results/" in ada.client.get("/robots.txt").text
