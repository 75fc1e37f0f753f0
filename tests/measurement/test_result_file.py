"""A result as its owner takes it away: the document, the table, and what their documentation says of them."""

import json

import pytest
from jsonschema import Draft202012Validator

from quiz.measurement.profile import profile_of
from quiz.measurement.responses import PASSED_OVER
from quiz.measurement.result_file import (
    CSV_COLUMNS,
    OtherInstrumentError,
    result_csv,
)
from tests.builders import (
    FACET_IDS,
    a_response_set,
    an_instrument,
)
from tests.measurement.results import (
    DOCS,
    EVERY_KIND_OF_RESPONSE_SET,
    FULL,
    INSTRUMENT,
    SCHEMA,
    THE_DAY,
    a_document,
    documented,
    response_set_of,
)


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
        document = a_document(a_response_set(edition="quick", instrument=INSTRUMENT))
        assert document["format"] == "limelight-result/2"
        assert list(document["instrument"].values()) == ["limelight", 1, "quick", INSTRUMENT.sha256]
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
        assert document["domains"]["focus"]["p_high"] is None
        assert (document["facets"]["remit"]["p_high"], document["facets"]["remit"]["word"]) == (None, None)

    def test_it_tells_how_probable_each_side_is_and_its_word(self):
        document = json.loads(json.dumps(a_document(a_response_set(instrument=INSTRUMENT))))
        profile = profile_of(a_response_set(instrument=INSTRUMENT).responses, FULL, INSTRUMENT)
        assert list(document["facets"]["remit"])[-2:] == ["p_high", "word"]
        assert list(document["domains"]["focus"])[-1] == "p_high"
        for facet_id, score in profile.facets.items():
            assert document["facets"][facet_id]["p_high"] == score.p_high
            assert document["facets"][facet_id]["word"] == score.word.value

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
            lambda document: document["domains"]["focus"].update(word="open"),
            lambda document: document["facets"]["remit"].pop("p_high"),
            lambda document: document["facets"]["remit"].update(word="rather high"),
            lambda document: document["quality"].update(median_seconds=11),
            lambda document: document["quality"].pop("is_rushed"),
        ],
    )
    def test_it_refuses_a_document_that_says_too_much_too_little_or_nonsense(self, spoil):
        document = a_document(a_response_set(instrument=INSTRUMENT))
        assert SCHEMA.is_valid(document)
        spoil(document)
        assert not SCHEMA.is_valid(document)


class TestTheDocumentation:
    def test_its_example_is_what_these_answers_give(self):
        example = json.loads(documented("json"))
        instrument = an_instrument(sha256=example["instrument"]["sha256"])
        assert a_document(response_set_of(example, instrument), instrument) == example
        assert SCHEMA.is_valid(example)

    def test_its_table_is_taken_from_the_same_example(self):
        example = json.loads(documented("json"))
        instrument = an_instrument(sha256=example["instrument"]["sha256"])
        text = result_csv(response_set_of(example, instrument), THE_DAY, instrument)
        lines = text.removeprefix("\ufeff").split("\r\n")
        shown = documented("csv").splitlines()
        assert len(shown) > 1
        assert set(shown) <= set(lines)

    def test_every_key_and_column_is_explained(self):
        text = (DOCS / "result-format.md").read_text(encoding="utf-8")
        keys = set(SCHEMA.schema["properties"]) | set(SCHEMA.schema["$defs"]["score"]["properties"])
        keys |= set(SCHEMA.schema["$defs"]["facet"]["properties"])
        keys |= set(SCHEMA.schema["properties"]["instrument"]["properties"])
        assert {key for key in keys | set(CSV_COLUMNS) if f"`{key}`" not in text} == set()
