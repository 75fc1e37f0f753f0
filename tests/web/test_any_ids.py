"""An instrument may give its parts any id the format allows: no page and no file takes one for its own."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date

import pytest

from quiz.evidence.research_file import ResearchRecord, codebook_csv, research_csv
from quiz.instrument.file import parse_instrument
from tests.cast import Person
from tests.instrument.instrument_texts import SMALL
from tests.web.conftest import app_for, settings_for

OF_ITEMS = {
    "opening-1": "edition",
    "opening-2": "edition-1",  # beside the first control of "edition"
    "asking-1": "main",
    "asking-2": "finish",
    "agenda-1": "questionnaire",
    "agenda-2": "constructor",
    "ending-1": "length",
    "ending-2": "score-headline",
    "ending-situation": "month",
}
OTHERS = {"voice": "headline", "opening": "headline", "asking": "position", "full": "responses"}
"""A domain and a facet with one id, an edition, and a facet."""


def with_ids(ids: dict[str, str]) -> str:
    """The small instrument with other ids, wherever they stand."""
    return re.sub(r"[a-z]+(?:-[a-z0-9]+)*(?=[,}\]\n:])", lambda found: ids.get(found[0], found[0]), SMALL)


@pytest.fixture
def ada(tmp_path) -> Person:
    (tmp_path / "questions.yaml").write_text(with_ids(OF_ITEMS | OTHERS))
    return Person("Ada", app_for(settings_for(tmp_path, instrument=tmp_path / "questions.yaml")))


def ids_of(page: str) -> Counter[str]:
    return Counter(re.findall(r'\bid="([^"]+)"', page))


@pytest.mark.parametrize("edition", ["responses", "quick"])
def test_whatever_the_items_are_called_a_person_can_finish(ada: Person, edition: str) -> None:
    ada.start(edition)
    assert {"edition", "main", "finish", "constructor"} <= set(ada.items)
    assert max(ids_of(ada.page).values()) == 1
    names = re.findall(r'name="([^"]+)"', ada.page)
    assert {"instrument", "edition", "csrf_token", "item_edition"} <= set(names)
    answers = {item: str(1 + number % 3) for number, item in enumerate(ada.items)}
    assert ada.save({"finish": 1, "constructor": 2}, position="length").status_code == 204
    assert ada.submit(answers).status_code == 303
    assert ada.get(ada.result_path).status_code == 200
    assert max(ids_of(ada.page).values()) == 1
    document = ada.get(f"{ada.result_path}/data.json").json
    assert {each["item"]: str(each["option"]) for each in document["responses"]} == answers


def test_an_error_message_leads_to_the_question_it_is_about(ada: Person) -> None:
    ada.start("quick")
    answers = ada.answers("2")
    del answers["edition"]
    assert ada.submit(answers).status_code == 422
    assert '<a href="#first_edition">Question 1: ' in ada.page
    assert ids_of(ada.page)["first_edition"] == 1
    assert '<fieldset class="item" id="item_edition-1"' in ada.page


def test_a_page_from_before_sends_ids_as_they_are(ada: Person) -> None:
    ada.start("quick")
    item, *others = ada.answers("2")
    data = {**ada.form, **dict.fromkeys((f"item_{each}" for each in others), "2")}
    assert item == "edition"  # the form's own field has that name, so its old name is no answer
    path = f"/questionnaire/{ada.token}"
    twice = {**data, "item_edition": "2", "main": "3"}
    assert ada.client.post(path, data=twice).status_code == 400
    del data["item_main"]
    assert ada.client.post(path, data={**data, "item_edition": "2", "main": "3"}).status_code == 303


def test_no_two_columns_of_the_research_export_share_a_name() -> None:
    instrument = parse_instrument(with_ids(OF_ITEMS | OTHERS))
    edition = instrument.editions["responses"]
    records = [ResearchRecord(dict.fromkeys(edition.items_by_id, 1), date(2026, 11, 27))] * 5
    columns, *_ = csv.reader(io.StringIO(research_csv(records, edition, instrument)))
    assert max(Counter(columns).values()) == 1
    assert columns[:2] == ["month", "edition"]
    assert {"item_month", "item_score_headline", "score_headline", "score_domain_headline"} <= set(columns)
    assert "score_facet_headline" in columns
    described = {row["variable"] for row in csv.DictReader(io.StringIO(codebook_csv(edition, instrument)))}
    assert described == {"", *columns}
