"""`limelight instrument statistics`: from the database to the table, the JSON and the CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from random import Random

import pytest

from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.instrument.file import parse_instrument
from quiz.measurement.responses import ResponseSet
from quiz.settings.environment import ROOT
from quiz.store.database.engine import create_engine_for, writing
from quiz.store.database.migrate import migrate
from quiz.store.instruments import save_instrument
from quiz.store.response_sets import issue_response_set, submit_response_set
from quiz.store.retakes import issue_retake
from tests.cli.conftest import Give
from tests.store.conftest import TODAY

TEXT = (ROOT / "questions.yaml").read_text("utf-8")
REAL = parse_instrument(TEXT)


def fill(database_url: str, people: int, edition: str = "quick") -> None:
    """So many people's answers, the first of whom takes it again."""
    migrate(database_url)
    engine = create_engine_for(database_url)
    generator = Random(2)
    with writing(engine) as connection:
        save_instrument(connection, REAL, TEXT, TODAY)
        tokens = [issue_response_set(connection, REAL.sha256, edition, TODAY) for _ in range(people)]
        tokens += [issue_retake(connection, token, REAL.sha256, edition, TODAY) for token in tokens[:1]]
        for token in tokens:
            responses = draw_responses(
                draw_positions(REAL, generator), REAL.editions[edition], REAL, generator
            )
            given = ResponseSet(REAL.sha256, edition, responses)
            assert submit_response_set(connection, token, given, TODAY)
    engine.dispose()


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
def test_it_prints_a_table_of_scales_and_one_of_items(give: Give, database_url: str) -> None:
    fill(database_url, 120)
    said = give("instrument", "statistics")
    assert said.exit_code == 0
    assert f"limelight, version {REAL.version} ({REAL.sha256[:12]}), quick: 120 respondents" in said.output
    for part in ("headline", "domain mindset", "facet stamina", "stamina-2", "not meant for this scale"):
        assert part in said.output
    assert "120 finished response sets; left out: 0 in workshops, 1 retakes." in said.output


def test_json_and_csv_hold_the_same_figures(give: Give, database_url: str) -> None:
    fill(database_url, 120)
    (edition,) = json.loads(give("instrument", "statistics", "--json").stdout)["editions"]
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(give("instrument", "statistics", "--csv").stdout))
    }
    assert edition["respondents"] == 120
    assert len(rows) == 11 + 16
    for part in (*edition["scales"], *edition["items"]):
        assert float(rows[part["id"]]["mean"]) == part["mean"]


def test_few_people_are_told_as_too_few(give: Give, database_url: str) -> None:
    fill(database_url, 3)
    said = give("instrument", "statistics").output
    assert "quick: 3 respondents" in said
    assert "too few" in said
    assert "." not in "".join(line for line in said.splitlines() if "facet remit" in line)


def test_an_empty_database_has_no_figures(give: Give, database_url: str) -> None:
    migrate(database_url)
    said = give("instrument", "statistics")
    assert said.exit_code == 0
    assert said.output.startswith("0 finished response sets")
    assert json.loads(give("instrument", "statistics", "--json").stdout)["editions"] == []


def test_a_database_without_tables_is_told_in_words(give: Give, database_url: str) -> None:
    said = give("instrument", "statistics")
    assert said.exit_code == 1
    assert len(said.output.splitlines()) == 1


def test_it_writes_a_page_for_the_operator_that_stands_alone(
    give: Give, database_url: str, tmp_path: Path
) -> None:
    fill(database_url, 120)
    page = tmp_path / "statistics.html"
    assert give("instrument", "statistics", "--output", str(page)).exit_code == 0
    text = page.read_text("utf-8")
    assert "quick: scales</h2>" in text
    assert "quick: items</h2>" in text
    assert ">facet stamina</th>" in text
    assert "Plotly.newPlot" in text
    assert not re.search(r'(?:src|href)="https?:', text.split("<script>")[0])


def test_a_page_of_too_few_says_so_and_shows_no_figure(give: Give, database_url: str, tmp_path: Path) -> None:
    fill(database_url, 12)
    page = tmp_path / "statistics.html"
    give("instrument", "statistics", "--output", str(page))
    text = page.read_text("utf-8")
    assert "12 people are too few to say how reliable any scale is." in text
    assert "too few</td>" in text
