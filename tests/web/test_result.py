"""The result page: words first, charts with tables, and nothing that claims more than it knows."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from quiz.settings.environment import ROOT
from tests.cast import Person
from tests.web.conftest import app_for, settings_for

SCHEMA = json.loads((ROOT / "docs/result.schema.json").read_text("utf-8"))


def test_the_first_sentence_says_the_result_and_the_second_how_sure_it_is(ada: Person) -> None:
    ada.get(ada.finish("full", "3"))
    found = re.search(r"<h1[^>]*>(.*?)</h1>\s*<p[^>]*>(.*?)</p>", ada.page, re.DOTALL)
    assert found
    sentence, certainty = found.groups()
    assert sentence.startswith(("You stand ", "You lean towards ", "Your answers "))
    assert "on the line from Superstar (0) to Enabler (100)" in certainty


def test_each_chart_has_a_heading_a_takeaway_and_a_table(ada: Person) -> None:
    ada.get(ada.finish("full"))
    charts = re.findall(r'<figure class="chart".*?</figure>', ada.page, re.DOTALL)
    assert len(charts) == 2
    for chart in charts:
        assert re.search(r"<h[23]", chart)
        assert "<table" in chart
        assert "<details" in chart
        figure = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', chart, re.DOTALL)
        assert figure
        assert json.loads(figure[1])["data"]


def test_every_facet_is_explained_with_the_answers_that_made_its_score(ada: Person) -> None:
    ada.get(ada.finish("full", "4"))
    for facet in ("remit", "knowledge", "breadth", "succession", "stage", "credit", "yardstick", "stamina"):
        section = re.search(f'<details[^>]*id="facet-{facet}".*?</details>', ada.page, re.DOTALL)
        assert section, facet
        assert section[0].count("<li value=") == 5
        assert "points towards" in section[0]


def test_an_answer_passed_over_is_shown_as_not_counted(ada: Person) -> None:
    ada.start("full")
    ada.submit(ada.answers() | {"remit-1": "pass"})
    ada.get(ada.result_path)
    assert "not counted" in ada.page


@pytest.mark.parametrize("edition", ["full", "quick"])
def test_the_json_download_keeps_the_documented_format(ada: Person, edition: str) -> None:
    ada.finish(edition, "4")
    response = ada.client.get(f"{ada.result_path}/data.json")
    assert response.headers["Content-Disposition"] == 'attachment; filename="limelight-result.json"'
    Draft202012Validator(SCHEMA).validate(response.json)
    assert response.json["instrument"]["edition"] == edition


def test_the_csv_download_is_a_table_with_every_item(ada: Person) -> None:
    ada.finish("quick", "4")
    response = ada.client.get(f"{ada.result_path}/data.csv")
    assert response.mimetype == "text/csv"
    assert response.data.startswith('\ufeff"record","id",'.encode())
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert len([row for row in rows if row["record"] == "item"]) == 16


@pytest.mark.parametrize("edition", ["full", "express"])
def test_a_result_of_version_1_stays_under_the_words_it_was_taken_with(tmp_path: Path, edition: str) -> None:
    """The text of version 1 is archived in the database; that of version 3 changes nothing of it."""
    first = ROOT / "tests" / "instruments" / "limelight-1.yaml"
    ada = Person("Ada", app_for(settings_for(tmp_path, instrument=first)))
    ada.get(ada.finish(edition, "4"))
    before, file_before = ada.page, ada.client.get(f"{ada.result_path}/data.json").text
    assert "Limelight, version 1" in before
    assert "I take the wheel myself" in before
    later = Person("Ada", app_for(settings_for(tmp_path)), token=ada.token)
    later.get(ada.result_path)
    # The head leads to the first page, which is that of today's questionnaire.
    bodies = [_without_tokens(page).partition("<body>")[2] for page in (before, later.page)]
    assert bodies[0] == bodies[1]
    assert later.client.get(f"{ada.result_path}/data.json").text == file_before
    later.get(later.finish("full", "4"))
    assert "Limelight, version 3" in later.page
    assert "I take the wheel myself" not in later.page


def test_a_half_done_questionnaire_of_version_1_is_finished_as_it_began(tmp_path: Path) -> None:
    first = ROOT / "tests" / "instruments" / "limelight-1.yaml"
    ada = Person("Ada", app_for(settings_for(tmp_path, instrument=first)))
    ada.start("express")
    assert ada.save({"succession-4": 2}).status_code == 204
    later = Person("Ada", app_for(settings_for(tmp_path)), token=ada.token)
    later.get(f"/questionnaire/{ada.token}")
    assert "I take the wheel myself" in later.page
    assert later.checked() == {"succession-4": "2"}
    assert later.submit(later.answers()).status_code == 303
    later.get(later.result_path)
    assert "Limelight, version 1" in later.page


def test_between_two_versions_only_what_was_asked_alike_is_compared(tmp_path: Path) -> None:
    first = ROOT / "tests" / "instruments" / "limelight-1.yaml"
    ada = Person("Ada", app_for(settings_for(tmp_path, instrument=first)))
    ada.finish("express", "2")
    second = ROOT / "tests" / "instruments" / "limelight-2.yaml"
    later = Person("Ada", app_for(settings_for(tmp_path, instrument=second)), token=ada.token)
    later.get(f"{ada.result_path}/retake")
    again = later.post(f"{ada.result_path}/retake", edition="express")
    later.token = again.location.rsplit("/", 1)[1]
    later.get(again.location)
    later.submit(later.answers("4"))
    later.get(later.result_path)
    found = re.search(r"Not compared, because [^:]+: ([^.]+)\.", later.page)
    assert found
    assert "Since last time" in later.page
    assert set(re.findall(r"\b[A-Z]\w+", found[1])) >= {"Succession", "Stage", "Stamina"}
    assert "Remit" not in found[1]


def test_somebody_with_no_link_sees_nothing(ada: Person, cleo: Person) -> None:
    ada.finish()
    for token in (
        "",
        "A" * 32,
        ada.token.swapcase(),
        ada.token[:-1],
        ada.token + "A",
        "%00",
        "..",
        "9" * 5000,
    ):
        for path in ("", "/data.json", "/data.csv", "/deletion"):
            assert cleo.client.get(f"/results/{token}{path}").status_code == 404


def test_private_pages_are_kept_out_of_caches_referers_and_search_engines(ada: Person) -> None:
    ada.finish()
    for path in (ada.result_path, f"{ada.result_path}/data.json", f"{ada.result_path}/deletion"):
        headers = ada.client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]


def _without_tokens(page: str) -> str:
    page = re.sub(r'name="csrf_token" value="[^"]*"', "", page)
    return re.sub(r"[A-Za-z0-9_-]{32,}", "TOKEN", page)
