"""The figures as files: every one is there, and a missing one says why."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from quiz.evidence.figures import Figure, ShareStatistics
from quiz.evidence.statistics_file import (
    STATISTICS_COLUMNS,
    share_rows,
    statistics_csv,
    statistics_document,
)
from tests.evidence.samples import a_small_instrument, statistics_of

MANY = statistics_of([(1, 2, 4), (3, 3, 3), (5, 4, 2), (None, 5, 1)] * 40, a_small_instrument())
FEW = statistics_of([(1, 2, 4)] * 3, a_small_instrument())


def test_the_document_holds_every_figure_in_full_precision():
    document = json.loads(json.dumps(statistics_document([MANY, FEW]), allow_nan=False))
    assert document["format"] == "limelight-statistics/1"
    assert [edition["respondents"] for edition in document["editions"]] == [160, 3]
    edition = document["editions"][0]
    assert [each["id"] for each in edition["scales"]] == ["headline", "mindset", "focus", "remit", "stage"]
    remit = next(each for each in MANY.scales if each.id == "remit")
    assert edition["scales"][3]["reliability"] == remit.reliability.value
    assert edition["items"][0]["not_answered"] == 40
    assert edition["items"][0]["flags"] == ["passed over by many"]
    assert document["editions"][1]["items"][0]["mean"] == {"absent": "too few"}
    assert edition["shares"].pop("n") == 120  # of 160, since a quarter has no score on the facet stage
    assert list(edition["shares"]) == ["general", "domain", "own", "sd"]
    assert all(each == {"absent": "too few"} for each in edition["shares"].values())


def test_shares_of_variance_stand_beside_those_that_results_take():
    known = ShareStatistics(250, Figure(0.3), Figure(0.2), Figure(0.5), Figure(19.0))
    assert [row[1:] for row in share_rows(known)] == [
        ("0.30", "0.35"),
        ("0.20", "0.15"),
        ("0.50", "0.50"),
        ("19.0", "18.0"),
    ]
    assert {row[1] for row in share_rows(FEW.shares)} == {"too few"}


def test_the_table_has_a_row_a_scale_and_a_row_an_item():
    rows = list(csv.DictReader(io.StringIO(statistics_csv([MANY, FEW]))))
    assert tuple(rows[0]) == STATISTICS_COLUMNS
    assert len(rows) == 2 * (5 + 5)
    assert {row["record"] for row in rows} == {"headline", "domain", "facet", "item"}
    remit, first = (next(row for row in rows if row["id"] == each) for each in ("remit", "remit-1"))
    assert float(remit["mean"]) == next(each for each in MANY.scales if each.id == "remit").mean.value
    assert (remit["n"], remit["complete"], remit["items"]) == ("160", "120", "3")
    assert (first["n"], first["not_answered"]) == ("120", "40")
    assert first["option_counts"] == "40 0 40 0 40"
    last = rows[-1]
    assert (last["mean"], last["respondents"]) == ("", "3")
    assert "mean: too few; sd: too few" in last["absent"]


@pytest.mark.parametrize("edition", [MANY, FEW], ids=["many", "few"])
def test_no_cell_could_be_taken_for_a_formula(edition):
    cells = [cell for row in csv.reader(io.StringIO(statistics_csv([edition]))) for cell in row]
    texts = [cell for cell in cells if cell and not re.fullmatch(r"-?[\d.]+(e-\d+)?", cell)]
    assert len(texts) > 50
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]
