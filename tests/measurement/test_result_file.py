"""A result as its owner takes it away: the document, the table, and what their documentation says of them."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from quiz.measurement.profile import profile_of
from quiz.measurement.responses import PASSED_OVER
from quiz.measurement.result_file import (
    CSV_COLUMNS,
    OtherInstrumentError,
    csv_cell,
    result_csv,
    result_document,
)
from tests.builders import (
    FACET_IDS,
    a_full_edition,
    a_response_set,
    a_statement,
    an_instrument,
    responses_all,
    responses_worth,
)

DOCS = Path(__file__).resolve().parents[2] / "docs"
THE_DAY = date(2026, 11, 23)
INSTRUMENT = an_instrument()
FULL = INSTRUMENT.editions["full"]
EXPRESS = INSTRUMENT.editions["express"]
SINGLE_ANSWERS = {f"{facet_id}-1": 4 for facet_id in FACET_IDS}

SCHEMA = Draft202012Validator(json.loads((DOCS / "result.schema.json").read_text(encoding="utf-8")))

EVERY_KIND_OF_RESPONSE_SET = {
    "complete": a_response_set(instrument=INSTRUMENT),
    "express": a_response_set(edition="express", instrument=INSTRUMENT),
    "straight-lined": a_response_set(responses_all(3), instrument=INSTRUMENT),
    "all passed over": a_response_set(responses_all(None), instrument=INSTRUMENT),
    "nothing answered": a_response_set({}, instrument=INSTRUMENT),
    "one answer only": a_response_set({"remit-1": 5}, "express", INSTRUMENT),
    "one of two answered": a_response_set(SINGLE_ANSWERS, "express", INSTRUMENT),
    "one facet unscored": a_response_set(
        responses_worth(75) | {f"stage-{n}": None for n in (1, 2, 3)}, instrument=INSTRUMENT
    ),
}


def a_document(response_set, instrument=INSTRUMENT):
    return result_document(response_set, THE_DAY, instrument)


def rows_of(response_set, instrument=INSTRUMENT):
    return list(csv.DictReader(io.StringIO(result_csv(response_set, THE_DAY, instrument), newline="")))


def documented(language):
    text = (DOCS / "result-format.md").read_text(encoding="utf-8")
    [block] = re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return block


def response_set_of(document, instrument):
    answers = {each["item"]: each["option"] for each in document["responses"]}
    return a_response_set(answers, document["instrument"]["edition"], instrument)


class TestTheDocument:
    def test_it_has_the_promised_keys_in_the_promised_order(self):
        document = a_document(a_response_set(instrument=INSTRUMENT))
        assert " ".join(document) == (
            "format instrument completed_on responses headline domains facets archetypes wording quality"
        )
        assert list(document["instrument"]) == ["id", "version", "edition", "sha256"]
        assert list(document["responses"][0]) == ["item", "facet", "keyed", "option", "value"]
        assert list(document["headline"]) == ["score", "sem", "df", "low", "high", "items"]
        assert list(document["domains"]) == ["mindset", "focus"]
        assert list(document["facets"]) == list(FACET_IDS)
        assert list(document["archetypes"]) == ["superstar", "ambassador", "specialist", "enabler"]

    def test_it_names_the_instrument_and_the_day(self):
        document = a_document(a_response_set(edition="express", instrument=INSTRUMENT))
        assert document["format"] == "limelight-result/1"
        assert list(document["instrument"].values()) == ["limelight", 1, "express", INSTRUMENT.sha256]
        assert document["completed_on"] == "2026-11-23"

    def test_it_lists_every_item_in_the_editions_order_whatever_was_answered(self):
        document = a_document(a_response_set({"stage-1": 5}, instrument=INSTRUMENT))
        assert [each["item"] for each in document["responses"]] == [item.id for item in FULL.items]

    def test_it_tells_statements_from_situations_and_answers_from_none(self):
        answers = {"remit-1": 4, "remit-2": PASSED_OVER, "remit-situation": 1}
        document = a_document(a_response_set(answers, instrument=INSTRUMENT))
        remit = [each for each in document["responses"] if each["facet"] == "remit"]
        assert remit == [
            {"item": "remit-1", "facet": "remit", "keyed": "+", "option": 4, "value": 75},
            {"item": "remit-2", "facet": "remit", "keyed": "-", "option": None, "value": None},
            {"item": "remit-3", "facet": "remit", "keyed": "+", "option": None, "value": None},
            {"item": "remit-4", "facet": "remit", "keyed": "-", "option": None, "value": None},
            {"item": "remit-situation", "facet": "remit", "keyed": None, "option": 1, "value": 67},
        ]

    def test_its_numbers_survive_json_in_full_precision(self):
        response_set = EVERY_KIND_OF_RESPONSE_SET["complete"]
        headline = profile_of(response_set.responses, FULL, INSTRUMENT).headline
        document = json.loads(json.dumps(a_document(response_set)))
        assert document["headline"]["score"] == headline.score
        assert document["headline"]["sem"] == headline.sem
        assert document["headline"]["low"] == headline.low

    def test_unscored_parts_are_null(self):
        document = a_document(EVERY_KIND_OF_RESPONSE_SET["one facet unscored"])
        assert document["facets"]["stage"] is None
        assert document["facets"]["remit"] is not None
        assert document["domains"]["focus"] is None
        assert document["headline"] is None
        assert document["archetypes"] is None
        assert document["wording"] is None

    def test_an_unknown_error_leaves_the_scores_and_takes_the_archetypes(self):
        document = a_document(EVERY_KIND_OF_RESPONSE_SET["one of two answered"])
        assert document["headline"]["score"] == 75
        assert document["headline"]["df"] == 0
        assert (document["headline"]["low"], document["headline"]["high"]) == (0, 100)
        assert document["archetypes"] is None
        assert document["wording"] is None

    def test_it_tells_how_it_was_answered(self):
        hasty = result_document(
            a_response_set(responses_all(4), instrument=INSTRUMENT), THE_DAY, INSTRUMENT, 1
        )
        assert hasty["quality"]["is_rushed"] is True
        assert hasty["quality"]["both_ways"] == list(FACET_IDS)
        calm = a_document(a_response_set(instrument=INSTRUMENT))
        assert calm["quality"]["median_seconds"] is None
        assert calm["quality"]["is_rushed"] is False

    def test_a_file_from_before_the_quality_was_in_it_keeps_the_schema_too(self):
        document = a_document(a_response_set(instrument=INSTRUMENT))
        del document["quality"]
        assert SCHEMA.is_valid(document)

    def test_it_is_not_written_with_an_instrument_it_was_not_answered_to(self):
        other = an_instrument(version=2)
        with pytest.raises(OtherInstrumentError, match=other.sha256):
            a_document(a_response_set(instrument=INSTRUMENT), other)
        with pytest.raises(OtherInstrumentError):
            result_csv(a_response_set(instrument=INSTRUMENT), THE_DAY, other)

    @pytest.mark.parametrize("kind", EVERY_KIND_OF_RESPONSE_SET)
    def test_it_keeps_the_published_schema(self, kind):
        document = json.loads(json.dumps(a_document(EVERY_KIND_OF_RESPONSE_SET[kind]), allow_nan=False))
        assert list(SCHEMA.iter_errors(document)) == []


class TestTheSchema:
    def test_it_is_a_valid_schema(self):
        Draft202012Validator.check_schema(SCHEMA.schema)

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda document: document.pop("wording"),
            lambda document: document.update(name="Ada"),
            lambda document: document.update(wording="certain"),
            lambda document: document["headline"].update(score=101),
            lambda document: document["responses"][0].update(option=0),
            lambda document: document["responses"][0].update(keyed="plus"),
            lambda document: document["instrument"].update(sha256="abc"),
            lambda document: document["domains"].pop("focus"),
            lambda document: document["quality"].update(median_seconds=11),
            lambda document: document["quality"].pop("is_rushed"),
        ],
    )
    def test_it_refuses_a_document_that_says_too_much_too_little_or_nonsense(self, spoil):
        document = a_document(a_response_set(instrument=INSTRUMENT))
        assert SCHEMA.is_valid(document)
        spoil(document)
        assert not SCHEMA.is_valid(document)


class TestTheTable:
    def test_it_has_a_row_for_each_fact(self):
        rows = rows_of(a_response_set(instrument=INSTRUMENT))
        records = [row["record"] for row in rows]
        assert tuple(rows[0]) == CSV_COLUMNS
        assert [f"{records.count(record)} {record}" for record in dict.fromkeys(records)] == (
            ["7 about", "40 item", "1 headline", "2 domain", "8 facet", "4 archetype", "4 quality"]
        )

    def test_it_follows_rfc_4180(self):
        text = result_csv(a_response_set(instrument=INSTRUMENT), THE_DAY, INSTRUMENT)
        assert text.count("\r\n") == text.count("\n") == 1 + 7 + 40 + 1 + 2 + 8 + 4 + 4

    def test_an_items_row_gives_its_words_and_those_of_the_answer(self):
        rows = rows_of(a_response_set({"remit-1": 4, "remit-situation": 1}, instrument=INSTRUMENT))
        by_id = {row["id"]: row for row in rows}
        assert by_id["remit-1"]["text"] == "I did remit-1."
        assert by_id["remit-1"]["answer"] == "Agree"
        assert by_id["remit-situation"]["answer"] == "Course 1 of remit-situation"
        assert by_id["remit-2"]["answer"] == by_id["remit-2"]["option"] == by_id["remit-2"]["value"] == ""

    @pytest.mark.parametrize("kind", EVERY_KIND_OF_RESPONSE_SET)
    def test_it_holds_the_same_scores_as_the_document(self, kind):
        document, rows = (
            a_document(EVERY_KIND_OF_RESPONSE_SET[kind]),
            rows_of(EVERY_KIND_OF_RESPONSE_SET[kind]),
        )
        scores = {"headline": document["headline"]} | document["domains"] | document["facets"]
        found = {row["id"]: row for row in rows if row["record"] in ("headline", "domain", "facet")}
        assert set(found) == set(scores)
        for name, score in scores.items():
            for column in ("score", "sem", "df", "low", "high", "items"):
                assert found[name][column] == ("" if score is None else str(score[column]))

    def test_a_key_cannot_be_taken_for_a_formula(self):
        rows = rows_of(a_response_set(instrument=INSTRUMENT))
        assert {row["keyed"] for row in rows} == {"'+", "'-", ""}

    @given(text=st.text(max_size=20), start=st.sampled_from(["", *"=+-@\t\r\n\0", "'", '"', ","]))
    def test_no_text_can_be_taken_for_a_formula_and_none_is_lost(self, text, start):
        text = start + text
        items = (replace(a_statement(), text=text), *a_full_edition().items[1:])
        instrument = an_instrument(editions={"full": replace(a_full_edition(), items=items)})
        rows = rows_of(a_response_set({"remit-1": 1}, instrument=instrument), instrument)
        [cell] = [row["text"] for row in rows if row["id"] == "remit-1"]
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0"))
        assert cell in (text, f"'{text}")

    def test_a_real_number_stays_a_number_even_below_zero(self):
        # no score is negative today; the rule is about texts only
        assert csv_cell(-1.5) == -1.5
        assert csv_cell("-1.5") == "'-1.5"


class TestTheDocumentation:
    def test_its_example_is_what_these_answers_give(self):
        example = json.loads(documented("json"))
        instrument = an_instrument(sha256=example["instrument"]["sha256"])
        assert a_document(response_set_of(example, instrument), instrument) == example
        assert SCHEMA.is_valid(example)

    def test_its_table_is_taken_from_the_same_example(self):
        example = json.loads(documented("json"))
        instrument = an_instrument(sha256=example["instrument"]["sha256"])
        lines = result_csv(response_set_of(example, instrument), THE_DAY, instrument).split("\r\n")
        shown = documented("csv").splitlines()
        assert len(shown) > 1
        assert set(shown) <= set(lines)

    def test_every_key_and_column_is_explained(self):
        text = (DOCS / "result-format.md").read_text(encoding="utf-8")
        keys = set(SCHEMA.schema["properties"]) | set(SCHEMA.schema["$defs"]["score"]["properties"])
        keys |= set(SCHEMA.schema["properties"]["instrument"]["properties"])
        assert {key for key in keys | set(CSV_COLUMNS) if f"`{key}`" not in text} == set()
