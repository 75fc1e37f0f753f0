"""The research export: what is in it, what is not, and that others can read it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from random import Random

import pandas
import pytest

from quiz.evidence.research_file import (
    LEAST_GROUP,
    ResearchRecord,
    TooFewResponseSetsError,
    codebook_csv,
    research_csv,
)
from quiz.evidence.simulation import draw_positions, draw_responses
from quiz.measurement.profile import profile_of
from quiz.measurement.scoring import keyed_value
from tests.builders import an_instrument

INSTRUMENT = an_instrument()
EDITION = INSTRUMENT.editions["full"]
NOVEMBER, DECEMBER = date(2026, 11, 23), date(2026, 12, 1)


def records(count, on=NOVEMBER, passed_over=0.2):
    generator = Random(5)
    return [
        ResearchRecord(
            draw_responses(
                draw_positions(INSTRUMENT, generator), EDITION, INSTRUMENT, generator, passed_over
            ),
            on,
        )
        for _ in range(count)
    ]


def table_of(given):
    return list(csv.DictReader(io.StringIO(research_csv(given, EDITION, INSTRUMENT))))


def test_it_has_a_column_for_the_month_each_item_and_each_score():
    (row, *_) = table_of(records(LEAST_GROUP))
    items = [item.id.replace("-", "_") for item in EDITION.items]
    parts = ["headline", "mindset", "focus", *(facet.id for facet in INSTRUMENT.facets)]
    scores = [f"{kind}_{part}" for part in parts for kind in ("score", "sem")]
    assert list(row) == ["month", *items, *scores]


def test_it_holds_what_was_answered_and_what_it_was_scored_as():
    given = records(LEAST_GROUP)
    for row, record in zip(table_of(given), given, strict=True):
        for item in EDITION.items:
            option = record.responses[item.id]
            assert row[item.id.replace("-", "_")] == ("NA" if option is None else str(option))
        remit = profile_of(record.responses, EDITION, INSTRUMENT).facets["remit"]
        assert row["score_remit"] == ("" if remit is None else f"{remit.score:.4f}")


def test_an_item_that_was_never_responded_to_is_empty():
    given = [*records(LEAST_GROUP), ResearchRecord({"remit-1": 3}, NOVEMBER)]
    last = table_of(given)[-1]
    assert (last["remit_1"], last["remit_2"], last["score_headline"]) == ("3", "", "")


def test_fewer_than_five_are_not_exported_at_all():
    with pytest.raises(TooFewResponseSetsError, match="got 4 response sets, expected at least 5"):
        research_csv(records(LEAST_GROUP - 1), EDITION, INSTRUMENT)


def test_a_month_that_few_share_is_left_empty_and_no_day_is_told():
    given = [*records(LEAST_GROUP, NOVEMBER), *records(LEAST_GROUP - 1, DECEMBER)]
    text = research_csv(given, EDITION, INSTRUMENT)
    months = [row["month"] for row in csv.DictReader(io.StringIO(text))]
    assert months == ["2026-11"] * LEAST_GROUP + [""] * (LEAST_GROUP - 1)
    assert "2026-12" not in text
    assert "2026-11-23" not in text


def test_the_codebook_explains_every_column_and_every_code():
    rows = list(csv.DictReader(io.StringIO(codebook_csv(EDITION, INSTRUMENT))))
    explained = {row["variable"] for row in rows if row["kind"] not in {"instrument", "option"}}
    assert explained == set(table_of(records(LEAST_GROUP))[0])
    item = next(item for item in EDITION.items if item.id == "remit-2")
    about, *options = [row for row in rows if row["variable"] == "remit_2"]
    assert (about["kind"], about["facet"], about["domain"], about["keyed"]) == (
        "statement",
        "remit",
        "mindset",
        "-1",
    )
    assert about["text"] == item.text
    assert [row["code"] for row in options] == ["1", "2", "3", "4", "5", "NA"]
    assert [float(row["value"]) for row in options[:-1]] == [
        keyed_value(item, option, INSTRUMENT) for option in range(1, 6)
    ]
    assert options[-1]["label"] == INSTRUMENT.passed_over
    assert INSTRUMENT.sha256 in rows[0]["text"]


def test_pandas_reads_it_and_can_score_it_anew_from_the_codebook(tmp_path):
    given = records(40)
    data, codebook = written(tmp_path, given)
    frame, book = pandas.read_csv(data), pandas.read_csv(codebook)
    assert frame.shape == (40, 1 + 40 + 22)
    items = book[book["kind"].isin(["statement", "situation"])]
    options = book[(book["kind"] == "option") & book["value"].notna()]
    for facet, group in items.groupby("facet"):
        keyed = pandas.DataFrame(
            {
                name: frame[name].map(
                    options[options["variable"] == name].astype({"code": float}).set_index("code")["value"]
                )
                for name in group["variable"]
            }
        )
        scored = keyed.mean(axis=1).where(keyed.notna().sum(axis=1) >= 3)
        assert scored.notna().sum() > 20
        pandas.testing.assert_series_equal(scored, frame[f"score_{facet}"], check_names=False, atol=1e-4)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (Debian: r-base-core)")
def test_r_reads_it(tmp_path):
    given = records(40)
    data, codebook = written(tmp_path, given)
    program = (
        f'd <- read.csv("{data}"); b <- read.csv("{codebook}"); '
        "cat(nrow(d), ncol(d), all(sapply(d[, -1], is.numeric)), sum(is.na(d$remit_1)), "
        "all(names(d) %in% b$variable), mean(d$score_headline, na.rm = TRUE))"
    )
    said = subprocess.run(
        ["Rscript", "--vanilla", "-e", program], capture_output=True, text=True, timeout=120, check=True
    )
    rows, columns, numeric, missing, explained, mean = said.stdout.split()
    assert (rows, columns, numeric, explained) == ("40", "63", "TRUE", "TRUE")
    assert int(missing) == sum(record.responses["remit-1"] is None for record in given) > 0
    scores = [profile_of(record.responses, EDITION, INSTRUMENT).headline for record in given]
    known = [score.score for score in scores if score]
    assert float(mean) == pytest.approx(sum(known) / len(known), abs=1e-3)


def written(folder: Path, given: list[ResearchRecord]) -> tuple[Path, Path]:
    data, codebook = folder / "data.csv", folder / "codebook.csv"
    data.write_text(research_csv(given, EDITION, INSTRUMENT), "utf-8", newline="")
    codebook.write_text(codebook_csv(EDITION, INSTRUMENT), "utf-8", newline="")
    return data, codebook
