"""Taking it again: a new link, what moved since, and what must not be compared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from quiz.store.database.engine import writing
from quiz.store.response_sets import hash_token
from quiz.web.page.words import past_day
from tests.builders import option_worth
from tests.cast import Person


def retake(person: Person, option: str, edition: str = "quick") -> str:
    """Take it again from the result, answer, and stay with the new link; returns the earlier path."""
    earlier = person.result_path
    person.get(f"{earlier}/retake")
    began = person.post(f"{earlier}/retake", edition=edition)
    assert began.status_code == 303
    person.token = began.location.rsplit("/", 1)[1]
    person.get(began.location)
    assert person.submit(person.answers(option)).status_code == 303
    person.get(person.result_path)
    return earlier


def progress_of(person: Person) -> str:
    found = re.search(r'<section class="act stack" id="progress">.*?</section>', person.page, re.DOTALL)
    return found[0] if found else ""


def verdicts(person: Person) -> dict[str, str]:
    return dict(re.findall(r"<h3>([^<]+)</h3>\n<p><strong>([^<]+)</strong>", progress_of(person)))


@pytest.fixture
def ada_with_result(ada: Person) -> Person:
    ada.finish("quick", "3")
    return ada


def test_it_asks_first_and_offers_the_same_edition(ada_with_result):
    ada = ada_with_result
    assert ada.get(f"{ada.result_path}/retake").status_code == 200
    assert re.findall(r'value="(\w+)" checked', ada.page) == ["quick"]
    assert "You answer anew" in ada.page


def test_the_new_result_has_a_new_link_and_the_old_one_stays(ada_with_result):
    first = ada_with_result.get(f"{ada_with_result.result_path}/data.json").json
    earlier = retake(ada_with_result, "1")
    assert ada_with_result.result_path != earlier
    now = ada_with_result.get(f"{earlier}/data.json").json
    assert first["responses"]
    assert {key for key in first if now[key] != first[key]} == {"retaken_on"}


def test_the_same_answers_moved_nowhere(ada_with_result):
    retake(ada_with_result, "3")
    assert verdicts(ada_with_result) == dict.fromkeys(("Overall", "Mindset", "Focus"), "No clear change.")
    said = progress_of(ada_with_result)
    assert "Nothing moved so far that it could not come from answering twice." in said
    assert said.count("50 both times") == 11
    assert "A change in a single theme can hardly be seen in a questionnaire of this length." in said


def test_the_headline_and_the_domains_tell_how_much_fits(ada_with_result):
    """All in the middle: the headline's error is 2.5 both times, with 16 df: 9.1 points either way fit."""
    retake(ada_with_result, "3")
    fits = "50 both times; anything from 9 points towards “Superstar” to 9 points towards “Enabler” fits"
    assert fits in progress_of(ada_with_result)
    assert progress_of(ada_with_result).index("Overall") < progress_of(ada_with_result).index("Remit")


def test_what_moved_comes_first(ada_with_result):
    ada = ada_with_result
    ada.get(f"{ada.result_path}/retake")
    began = ada.post(f"{ada.result_path}/retake", edition="quick")
    ada.token = began.location.rsplit("/", 1)[1]
    ada.get(began.location)
    instrument = ada.app.extensions["limelight"].instrument
    items = instrument.editions["quick"].items_of("stage")
    behind = {item.id: str(option_worth(100, item, instrument)) for item in items}
    assert ada.submit(ada.answers("3") | behind).status_code == 303
    ada.get(ada.result_path)
    said = verdicts(ada)
    assert list(said) == ["Overall", "Mindset", "Focus", "Stage"]
    assert said.pop("Stage") == "Moved towards “behind the curtain”."
    assert set(said.values()) == {"No clear change."}, "12.5 points are fewer than 14.6"
    assert "What moved further than answering twice explains: Stage." in progress_of(ada)
    assert "No clear change in the other facets: " in progress_of(ada)


def test_the_path_over_the_map_is_drawn_and_tabled(ada_with_result):
    retake(ada_with_result, "4")
    assert "The path over the map" in progress_of(ada_with_result)
    rows = re.findall(r'<th scope="row">(\d)\. ', progress_of(ada_with_result))
    assert rows == ["1", "2"]
    retake(ada_with_result, "2")
    rows = re.findall(r'<th scope="row">(\d)\. ', progress_of(ada_with_result))
    assert rows == ["1", "2", "3"]
    on = past_day(datetime.now(UTC).date())
    said = re.findall(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d(?: \(UTC\))?", progress_of(ada_with_result))
    assert len(said) > 3
    assert set(said) == {on}


def test_no_two_things_on_the_page_have_the_same_id(ada_with_result):
    retake(ada_with_result, "4")
    ids = re.findall(r'\sid="([^"]+)"', ada_with_result.page)
    assert len(ids) == len(set(ids))


def test_another_edition_of_the_same_questionnaire_is_compared(ada_with_result):
    retake(ada_with_result, "4", edition="full")
    assert set(verdicts(ada_with_result).values()) == {"No clear change."}


def test_a_facet_whose_questions_were_others_is_not_compared(ada_with_result):
    """Ada's first result is moved to another version, in which one statement reads differently."""
    services = ada_with_result.app.extensions["limelight"]
    instrument = services.instrument
    edition = instrument.editions["quick"]
    changed = edition.items[0]
    items = (replace(changed, text="It read differently then."), *edition.items[1:])
    older = replace(
        instrument,
        sha256="a" * 64,
        editions={**instrument.editions, "quick": replace(edition, items=items)},
    )
    services._archived[older.sha256] = older
    with writing(services.engine) as connection:
        connection.execute(
            text("INSERT INTO instruments SELECT :key, id, version, text, first_used_on FROM instruments"),
            {"key": older.sha256},
        )
        connection.execute(
            text("UPDATE response_sets SET instrument_sha256 = :key WHERE token_hash = :token"),
            {"key": older.sha256, "token": hash_token(ada_with_result.token)},
        )
    retake(ada_with_result, "3")
    name = instrument.facets_by_id[changed.facet].name
    said = progress_of(ada_with_result)
    assert f"Not compared, because the questions were others or too few were answered: {name}." in said
    assert verdicts(ada_with_result) == {"Focus": "No clear change."}
    assert said.count("50 both times") == 8
    assert "The path over the map" not in progress_of(ada_with_result)


def test_the_earlier_page_says_when_it_was_taken_again_and_not_where(ada_with_result):
    ada = ada_with_result
    earlier = retake(ada, "3")
    ada.get(earlier)
    assert "You took it again on " in progress_of(ada)
    assert ada.token not in ada.page


def test_the_newer_page_does_not_tell_the_earlier_link(ada_with_result):
    earlier_token = ada_with_result.token
    retake(ada_with_result, "3")
    assert earlier_token not in ada_with_result.page


def test_who_only_began_again_sees_nothing_of_it(ada_with_result):
    ada = ada_with_result
    ada.get(f"{ada.result_path}/retake")
    for _ in range(2):  # pressed twice
        assert ada.post(f"{ada.result_path}/retake", edition="quick").status_code == 303
    ada.get(ada.result_path)
    assert progress_of(ada) == ""


def test_a_deleted_result_leaves_the_path(ada_with_result):
    ada = ada_with_result
    first = retake(ada, "3")
    second = ada.result_path
    retake(ada, "3")
    ada.get(f"{first}/deletion")
    assert ada.post(f"{first}/deletion").status_code == 303
    ada.get(ada.result_path)
    assert re.findall(r'<th scope="row">(\d)\. ', progress_of(ada)) == ["1", "2"]
    ada.get(f"{second}/deletion")
    assert ada.post(f"{second}/deletion").status_code == 303
    ada.get(ada.result_path)
    assert progress_of(ada) == ""


def test_a_retake_of_what_is_not_there_or_not_finished_is_none(ada, cleo):
    ada.start()
    assert ada.get(f"{ada.result_path}/retake").status_code == 303
    cleo.get("/")
    assert cleo.post(f"/results/{'x' * 32}/retake", edition="quick").status_code == 404
    ada.get(f"/questionnaire/{ada.token}")
    ada.submit(ada.answers())
    ada.get(f"{ada.result_path}/retake")
    assert ada.post(f"{ada.result_path}/retake", edition="endless").status_code == 400


def test_a_result_taken_once_speaks_of_no_progress(ada_with_result):
    ada_with_result.get(ada_with_result.result_path)
    assert progress_of(ada_with_result) == ""
    assert "Since last time" not in ada_with_result.page
