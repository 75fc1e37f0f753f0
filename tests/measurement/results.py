"""Results of every kind as their owners take them away, for tests of the files."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

from jsonschema import Draft202012Validator

from quiz.measurement.profile import profile_of
from quiz.measurement.result_file import result_csv, result_document
from tests.builders import (
    FACET_IDS,
    a_response_set,
    an_instrument,
    responses_all,
    responses_worth,
)

DOCS = Path(__file__).resolve().parents[2] / "docs"
THE_DAY = date(2026, 11, 23)
INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
EXPRESS = INSTRUMENT.editions["quick"]
SINGLE_ANSWERS = {f"{facet_id}-1": 4 for facet_id in FACET_IDS}

SCHEMA = Draft202012Validator(json.loads((DOCS / "result.schema.json").read_text(encoding="utf-8")))

EVERY_KIND_OF_RESPONSE_SET = {
    "complete": a_response_set(instrument=INSTRUMENT),
    "quick": a_response_set(edition="quick", instrument=INSTRUMENT),
    "straight-lined": a_response_set(responses_all(3), instrument=INSTRUMENT),
    "all passed over": a_response_set(responses_all(None), instrument=INSTRUMENT),
    "nothing answered": a_response_set({}, instrument=INSTRUMENT),
    "one answer only": a_response_set({"remit-1": 5}, "quick", INSTRUMENT),
    "one of two answered": a_response_set(SINGLE_ANSWERS, "quick", INSTRUMENT),
    "one facet unscored": a_response_set(
        responses_worth(75) | {f"stage-{n}": None for n in (1, 2, 3)}, instrument=INSTRUMENT
    ),
}


def raw_scores(responses, edition, instrument):
    facets = profile_of(responses, edition, instrument).facets
    return {facet_id: score and score.score for facet_id, score in facets.items()}


def a_document(response_set, instrument=INSTRUMENT):
    return result_document(response_set, THE_DAY, instrument)


def rows_of(response_set, instrument=INSTRUMENT):
    text = result_csv(response_set, THE_DAY, instrument).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def documented(language):
    text = (DOCS / "result-format.md").read_text(encoding="utf-8")
    [block] = re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return block


def response_set_of(document, instrument):
    answers = {each["item"]: each["option"] for each in document["responses"]}
    return a_response_set(answers, document["instrument"]["edition"], instrument)
