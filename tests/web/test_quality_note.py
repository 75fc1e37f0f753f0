"""Who was in a hurry is asked about it, alone, kindly, and without any consequence."""

from __future__ import annotations

import json
from html import unescape
from itertools import cycle

import pytest
from flask import Flask

from quiz.measurement.quality import MOST_SECONDS
from tests.builders import option_worth
from tests.cast import Person
from tests.web.rooms import a_room

NOTE = "Were you in a hurry?"
AGREES = "4"
"""With everything, and so with both ends of every facet."""

MIDDLE = "3"


def finish(person: Person, seconds: str | None, option: str = AGREES, edition: str = "quick") -> None:
    person.start(edition)
    measured = {} if seconds is None else {"median_seconds": seconds}
    sent = person.submit(person.answers(option), **measured)
    assert sent.status_code == 303, sent.text
    person.get(person.result_path)


@pytest.mark.parametrize("seconds", ["0", "1"])
@pytest.mark.parametrize("option", [AGREES, MIDDLE])
@pytest.mark.parametrize("edition", ["quick", "standard", "full"])
def test_it_asks_who_was_fast_and_chose_one_answer(
    ada: Person, seconds: str, option: str, edition: str
) -> None:
    finish(ada, seconds, option, edition)
    assert NOTE in ada.page
    assert "you chose the same answer for every statement." in ada.page
    assert "contradict" not in ada.page
    assert f'<a href="{ada.result_path}/retake">take it again</a>' in ada.page
    assert "Only you can see this note" in ada.page


@pytest.mark.parametrize(
    ("seconds", "option"),
    [("2", AGREES), (str(MOST_SECONDS), AGREES), ("2", MIDDLE), ("", AGREES), (None, AGREES)],
)
def test_it_asks_nobody_else(ada: Person, seconds: str | None, option: str) -> None:
    finish(ada, seconds, option)
    assert "Download it as" in ada.page
    assert NOTE not in ada.page


def finish_worth(person: Person, edition: str, *worth: float) -> None:
    """In a second an item; a facet's items are worth these points in turn."""
    person.start(edition)
    instrument = person.app.extensions["limelight"].instrument
    answers = {
        item.id: str(option_worth(points, item, instrument))
        for facet in instrument.facets
        for item, points in zip(instrument.editions[edition].items_of(facet.id), cycle(worth), strict=False)
    }
    assert person.submit(answers, median_seconds="1").status_code == 303
    person.get(person.result_path)


@pytest.mark.parametrize("edition", ["quick", "standard", "full"])
def test_whose_answers_all_point_one_way_is_asked_nothing(ada: Person, edition: str) -> None:
    finish_worth(ada, edition, 100)
    assert NOTE not in ada.page


def test_it_asks_who_chose_two_answers_in_turn(ada: Person) -> None:
    ada.start("quick")
    in_turn = {item: "15"[place % 2] for place, item in enumerate(ada.items)}
    assert ada.submit(in_turn, median_seconds="1").status_code == 303
    ada.get(ada.result_path)
    assert "you chose two answers in turn from the first statement to the last." in ada.page


def test_contradictions_are_said_of_facets_by_name(ada: Person, ben: Person) -> None:
    """Ada agrees with both ends of two facets; Ben scatters by saying of everything that he never does it."""
    ada.start("quick")
    instrument = ada.app.extensions["limelight"].instrument
    items = instrument.editions["quick"].items
    agreed = {item.id: "5" if item.facet in ("remit", "stage") else "1" for item in items}
    assert ada.submit(agreed, median_seconds="1").status_code == 303
    ada.get(ada.result_path)
    assert "some of them contradict each other: you agreed with both ends of Remit and Stage." in ada.page
    ben.start("quick")
    never = {item.id: "1" if item.facet in ("remit", "stage") else "2" for item in items}
    assert ben.submit(never, median_seconds="1").status_code == 303
    ben.get(ben.result_path)
    assert NOTE in ben.page
    assert "contradict" not in ben.page
    assert "answers about the same thing differ nearly as much as dice would make them." in ben.page


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
