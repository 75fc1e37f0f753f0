"""Where a result stands among others: only for those who count, rounded, and of no few."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.measurement.responses import ResponseSet
from quiz.store.comparison_groups import count_headline
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import counted_headlines
from quiz.store.response_sets import issue_response_set
from tests.cast import Person
from tests.store.conftest import TODAY
from tests.web.rooms import a_room
from tests.web.test_quality_note import finish as finish_in

TICK = 'name="counts" id="counts" value="yes"'


def choose(person: Person, **ticked: str) -> int:
    sent = person.post(f"{person.result_path}/standing", **ticked)
    if sent.status_code == 303:
        person.get(sent.location)
    return sent.status_code


def others(app: Flask, people: int, points: int) -> None:
    """So many people who count with this score, in the quick edition."""
    services = app.extensions["limelight"]
    given = ResponseSet(services.instrument.sha256, "quick", {})
    with writing(services.engine) as connection:
        for number in range(people):
            began_on = TODAY - timedelta(days=number % 3)
            token = issue_response_set(connection, given.instrument_sha256, given.edition, began_on)
            count_headline(connection, token, given, points)


def counted(app: Flask) -> int:
    with reading(app.extensions["limelight"].engine) as connection:
        return len(connection.execute(select(counted_headlines)).all())


def standing(person: Person) -> str:
    """The section, as a person reads it."""
    person.get(person.result_path)
    found = re.search(r'<details[^>]* id="among-others">(.*?)</details>', person.page, re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split())


def test_nobody_counts_until_they_say_so_and_no_longer_than_they_like(ada: Person) -> None:
    ada.finish()
    assert "So far there are too few." in standing(ada)
    assert f"{TICK}>" in ada.page
    assert counted(ada.app) == 0
    assert choose(ada, counts="yes") == 303
    assert "Your overall score counts from now on." in ada.page
    assert f"{TICK} checked>" in ada.page
    assert counted(ada.app) == 1
    assert choose(ada) == 303
    assert counted(ada.app) == 0
    assert "Your overall score does not count for others." in ada.page
    assert f"{TICK}>" in ada.page


@pytest.fixture
def clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is blurred, so that what is told can be worked out by hand."""
    monkeypatch.setattr("quiz.store.comparison_groups.blurred", lambda counts, _below: counts)


@pytest.mark.usefixtures("clear")
def test_it_is_told_in_tenths_with_the_groups_size_and_what_it_is_not(ada: Person) -> None:
    ada.finish("quick", "3")  # the middle: 50 on everything, with a band of 44 to 56 and nobody in it
    others(ada.app, 72, points=10)
    others(ada.app, 48, points=90)
    said = standing(ada)
    assert "When 120 people who took the quick questionnaire of Limelight, version" in said
    assert "At 240 they will be counted again." in said
    assert "Between 5 and 7 of every 10 of them are closer to “Superstar” than you are." in said
    assert "others in your line of work may be different" in said


@pytest.mark.usefixtures("clear")
def test_where_everything_fits_it_is_said_that_nothing_can_be_said(ada: Person) -> None:
    ada.finish("quick", "3")
    others(ada.app, 30, points=50)
    assert "Where you stand among them cannot be said" in standing(ada)


@pytest.mark.usefixtures("clear")
@pytest.mark.parametrize(
    ("points", "said"), [(90, "At most 3 of every 10 of them"), (10, "At least 7 of every 10 of them")]
)
def test_at_the_ends_one_figure_is_given(ada: Person, points: int, said: str) -> None:
    ada.finish("quick", "3")
    others(ada.app, 30, points)
    assert said in standing(ada)


def test_one_who_comes_changes_nothing_that_others_see(ada: Person, ben: Person) -> None:
    others(ada.app, 30, points=20)
    ada.finish("quick", "3")
    before = standing(ada)
    ben.finish("quick", "5")
    assert choose(ben, counts="yes") == 303
    assert standing(ada) == before


def test_who_was_in_a_hurry_is_left_out_and_told_so(ada: Person) -> None:
    finish_in(ada, "1")
    assert "this result does not count for others" in standing(ada)
    assert TICK not in ada.page
    ada.get(f"{ada.result_path}/share-links")
    assert choose(ada, counts="yes") == 400


def test_without_an_overall_score_there_is_nothing_to_count_and_no_place(ada: Person) -> None:
    others(ada.app, 30, points=20)
    ada.start("quick")
    missing = {item: "pass" for item in ada.items if item.startswith("stage")}
    ada.submit(ada.answers() | missing, as_it_is="yes")
    said = standing(ada)
    assert "Without an overall score" in said
    assert "of every 10" not in said


def test_of_one_person_only_the_first_result_counts(ada: Person) -> None:
    ada.finish()
    ada.get(f"{ada.result_path}/retake")
    again = ada.post(f"{ada.result_path}/retake", edition="quick")
    ada.token = again.location.rsplit("/", 1)[1]
    ada.get(again.location)
    ada.submit(ada.answers())
    assert "Only first results count" in standing(ada)
    assert TICK not in ada.page


def test_in_a_workshop_nobody_counts_without_their_own_tick(app: Flask) -> None:
    _, (ada, *_others) = a_room(app, 3, minimum_group="3")
    ada.get(f"/questionnaire/{ada.token}")
    assert ada.submit(ada.answers()).status_code == 303
    standing(ada)
    assert f"{TICK}>" in ada.page
    assert choose(ada, counts="yes") == 303
    assert f"{TICK} checked>" in ada.page


def test_deleting_the_result_takes_its_scores_back(ada: Person) -> None:
    ada.finish()
    standing(ada)
    choose(ada, counts="yes")
    assert ada.client.get(f"{ada.result_path}/data.json").json["counts_for_others"] is True
    ada.get(f"{ada.result_path}/deletion")
    assert ada.post(f"{ada.result_path}/deletion").status_code == 303
    engine = ada.app.extensions["limelight"].engine
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM counted_headlines").scalar_one() == 0


def test_nobody_else_sees_where_somebody_stands(ada: Person, cleo: Person) -> None:
    ada.finish("quick", "3")
    others(ada.app, 30, points=20)
    assert "of every 10" in standing(ada)
    cleo.get(ada.share("facets"))
    assert "of every 10" not in cleo.page
    assert (
        cleo.client.post(
            f"/results/{'B' * 32}/standing", headers={"Sec-Fetch-Site": "same-origin"}
        ).status_code
        == 404
    )


def test_it_refuses_a_press_that_is_not_ours(ada: Person) -> None:
    ada.finish()
    sent = ada.client.post(
        f"{ada.result_path}/standing", data={"counts": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert sent.status_code == 400
    standing(ada)
    assert f"{TICK}>" in ada.page
