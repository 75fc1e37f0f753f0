"""Who was in a hurry is asked about it, alone, kindly, and without any consequence."""

from __future__ import annotations

import json
from html import unescape

import pytest
from flask import Flask

from quiz.measurement.quality import MOST_SECONDS
from tests.cast import Person
from tests.web.rooms import a_room

NOTE = "Were you in a hurry?"
AGREES = "4"
"""With everything, and so with both ends of every facet."""


def finish(person: Person, seconds: str | None, option: str = AGREES, edition: str = "quick") -> None:
    person.start(edition)
    measured = {} if seconds is None else {"median_seconds": seconds}
    sent = person.submit(person.answers(option), **measured)
    assert sent.status_code == 303, sent.text
    person.get(person.result_path)


@pytest.mark.parametrize("seconds", ["0", "1"])
def test_it_asks_who_was_fast_and_agreed_both_ways(ada: Person, seconds: str) -> None:
    finish(ada, seconds)
    assert NOTE in ada.page
    assert f'<a href="{ada.result_path}/retake">take it again</a>' in ada.page
    assert "Only you can see this note" in ada.page


@pytest.mark.parametrize(
    ("seconds", "option"),
    [("2", AGREES), (str(MOST_SECONDS), AGREES), ("1", "3"), ("", AGREES), (None, AGREES)],
)
def test_it_asks_nobody_else(ada: Person, seconds: str | None, option: str) -> None:
    finish(ada, seconds, option)
    assert "Print, download" in ada.page
    assert NOTE not in ada.page


def test_nothing_is_left_out_of_the_scores(ada: Person, ben: Person) -> None:
    finish(ada, "1")
    finish(ben, "9")
    hasty, calm = (
        json.loads(person.client.get(f"{person.result_path}/data.json").text) for person in (ada, ben)
    )
    assert hasty["quality"]["is_rushed"]
    assert not calm["quality"]["is_rushed"]
    assert {key: hasty[key] for key in hasty if key != "quality"} == {
        key: calm[key] for key in calm if key != "quality"
    }


def test_nobody_else_sees_it(ada: Person, cleo: Person) -> None:
    finish(ada, "1")
    assert NOTE in ada.page
    cleo.get(ada.share("facets"))
    assert cleo.page
    assert NOTE not in cleo.page
    assert "in a hurry" not in cleo.page


def test_of_a_workshop_no_time_is_kept_and_nobody_is_asked(app: Flask) -> None:
    _, (ada, *_others) = a_room(app, 3, minimum_group="3")
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.submit(ada.answers(AGREES), median_seconds="0").status_code == 303
    ada.get(ada.result_path)
    assert NOTE not in ada.page
    assert ada.client.get(f"{ada.result_path}/data.json").json["quality"]["median_seconds"] is None


@pytest.mark.parametrize("wrong", ["11", "-1", "01", "1.5", " 1", "1_0", "\u0663", "fast"])
def test_it_refuses_times_no_page_of_ours_sends(ada: Person, wrong: str) -> None:
    ada.start()
    assert ada.submit(ada.answers(AGREES), median_seconds=wrong).status_code == 400
    assert ada.client.get(ada.result_path).status_code == 303  # still unfinished


def test_it_refuses_two_times_at_once(ada: Person) -> None:
    ada.start()
    form = {**ada.form, **ada.answers(AGREES), "median_seconds": ["1", "2"]}
    assert ada.client.post(f"/questionnaire/{ada.token}", data=form).status_code == 400


def test_the_note_leads_to_what_explains_it(ada: Person) -> None:
    finish(ada, "1")
    assert '<a href="/help#hurry">' in ada.page
    ada.get("/help")
    assert '<h2 id="hurry">' in unescape(ada.page)
