"""Consent to research: a tick that is off until its owner sets it, and taken back in the same place."""

from __future__ import annotations

import json

from flask import Flask

from quiz.store.consents import load_consented
from quiz.store.database.engine import reading
from tests.cast import Person
from tests.web.rooms import a_revealed_room

TICKED = 'name="consent" id="consent" value="y" checked'


def consented(app: Flask) -> int:
    with reading(app.extensions["limelight"].engine) as connection:
        return len(list(load_consented(connection)))


def tick(person: Person, **form: str) -> None:
    person.get(f"{person.result_path}/research")
    sent = person.post(f"{person.result_path}/research", **form)
    assert sent.status_code == 303
    person.get(sent.location)


def test_it_is_off_until_the_owner_ticks_it(ada: Person) -> None:
    ada.get(ada.finish())
    assert f'href="{ada.result_path}/research"' in ada.page
    ada.get(f"{ada.result_path}/research")
    assert 'type="checkbox" name="consent"' in ada.page
    assert TICKED not in ada.page
    assert consented(ada.app) == 0
    tick(ada, consent="y")
    assert TICKED in ada.page
    assert "may be used for research from now on" in ada.page
    assert consented(ada.app) == 1


def test_it_is_taken_back_where_it_was_given(ada: Person) -> None:
    ada.finish()
    tick(ada, consent="y")
    tick(ada)
    assert "Taken back." in ada.page
    assert TICKED not in ada.page
    assert consented(ada.app) == 0


def test_looking_saves_nothing(ada: Person) -> None:
    ada.finish()
    ada.get(f"{ada.result_path}/research?consent=y&sent=given")
    assert consented(ada.app) == 0


def test_it_is_one_result_and_not_another(ada: Person, ben: Person) -> None:
    ada.finish()
    ben.finish()
    tick(ada, consent="y")
    ben.get(f"{ben.result_path}/research")
    assert TICKED not in ben.page
    tick(ben)
    assert consented(ada.app) == 1


def test_unfinished_answers_have_nothing_to_consent_to(ada: Person) -> None:
    ada.start()
    assert ada.get(f"{ada.result_path}/research").status_code == 404
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.post(f"{ada.result_path}/research", consent="y").status_code == 404


def test_a_workshops_result_is_not_offered_while_the_workshop_keeps_it(app: Flask) -> None:
    _, (person, *_) = a_revealed_room(app)
    person.get(f"{person.result_path}/research")
    assert "part of a workshop" in person.page
    assert 'name="consent"' not in person.page
    person.get("/")
    sent = person.post(f"{person.result_path}/research", consent="y")
    assert sent.status_code == 303
    assert consented(app) == 0


def test_the_download_says_since_when(ada: Person) -> None:
    path = f"{ada.finish()}/data.json"
    assert json.loads(ada.get(path).text)["research_consent_on"] is None
    tick(ada, consent="y")
    assert len(json.loads(ada.get(path).text)["research_consent_on"]) == 10


def test_deleting_the_result_deletes_the_consent(ada: Person) -> None:
    ada.finish()
    tick(ada, consent="y")
    ada.get(f"{ada.result_path}/deletion")
    assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    assert consented(ada.app) == 0
    assert ada.get(f"{ada.result_path}/research").status_code == 404
