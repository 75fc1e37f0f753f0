"""A result as a table for spreadsheets: the same facts as in the document, and made for people."""

import pytest

from quiz.measurement.result_file import (
    CSV_COLUMNS,
    result_csv,
)
from tests.builders import (
    a_response_set,
)
from tests.measurement.results import EVERY_KIND_OF_RESPONSE_SET, INSTRUMENT, THE_DAY, a_document, rows_of


class TestTheTable:
    def test_it_has_a_row_for_each_fact(self):
        rows = rows_of(a_response_set(instrument=INSTRUMENT))
        records = [row["record"] for row in rows]
        assert tuple(rows[0]) == CSV_COLUMNS
        assert [f"{records.count(record)} {record}" for record in dict.fromkeys(records)] == (
            ["7 about", "40 item", "1 headline", "2 domain", "8 facet", "4 archetype", "5 quality"]
        )

    def test_it_follows_rfc_4180(self):
        text = result_csv(a_response_set(instrument=INSTRUMENT), THE_DAY, INSTRUMENT)
        assert text.count("\r\n") == text.count("\n") == 1 + 7 + 40 + 1 + 2 + 8 + 4 + 5

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
