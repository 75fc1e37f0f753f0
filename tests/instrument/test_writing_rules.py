"""The writing rules of questions.yaml, as claims about the text itself.

The file is read with plain YAML here: these tests judge the words, not the code that reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby, pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import textstat

from tests.instrument.item_review import letters_alike, words_shared
from tests.instrument.wording import (
    FACETS,
    FIRST_PERSON,
    INSTRUMENT,
    PLATFORMS_AND_COMPANIES,
    grade,
    word_set,
    words,
)

ITEMS: dict[str, dict[str, Any]] = {item["id"]: item for item in INSTRUMENT["items"]}
STATEMENTS = {item_id: item for item_id, item in ITEMS.items() if "keyed" in item}
SITUATIONS = {item_id: item for item_id, item in ITEMS.items() if "options" in item}
EDITIONS: dict[str, list[str]] = {edition["id"]: edition["items"] for edition in INSTRUMENT["editions"]}
ITEMS_A_PART = 8


NEGATIONS = word_set(
    "not never no none nobody nothing nowhere neither nor cannot without hardly barely rarely seldom unless"
)


HOW_OFTEN = word_set("always often usually sometimes rarely never month months lately recently")
HARD_PHRASES = (Path(__file__).parent / "hard_phrases.txt").read_text("utf-8").splitlines()
"""Phrasal verbs and idioms that stop a reader who knows each of their words."""


def item_texts() -> Iterator[tuple[str, str]]:
    """Everything a respondent reads while answering."""
    for item_id, item in ITEMS.items():
        yield item_id, item["text"]
        for number, option in enumerate(item.get("options", ()), start=1):
            yield f"{item_id}, option {number}", option["text"]


def advice_texts() -> Iterator[tuple[str, str]]:
    """Everything a respondent reads about a facet, a domain or an archetype afterwards."""
    for facet_id, facet in FACETS.items():
        yield facet_id, facet["description"]
        for level, texts in facet["levels"].items():
            for part, text in texts.items():
                yield f"{facet_id}, {level}, {part}", text
    for domain in INSTRUMENT["domains"]:
        yield domain["id"], domain["description"]
    for archetype in INSTRUMENT["archetypes"]:
        for part in ("summary", "gain", "cost", "third_person"):
            yield f"{archetype['id']}, {part}", archetype[part]


def parts_of(edition: str) -> list[list[str]]:
    order = EDITIONS[edition]
    return [order[start : start + ITEMS_A_PART] for start in range(0, len(order), ITEMS_A_PART)]


# What is there


def test_each_facet_has_two_statements_for_each_pole_and_one_situation() -> None:
    assert len(FACETS) == 8
    for facet_id in FACETS:
        statements = [item for item in STATEMENTS.values() if item["facet"] == facet_id]
        assert [item["id"] for item in statements] == [f"{facet_id}-{number}" for number in range(1, 5)]
        assert sorted(item["keyed"] for item in statements) == ["+", "+", "-", "-"]
        situations = [item_id for item_id, item in SITUATIONS.items() if item["facet"] == facet_id]
        assert situations == [f"{facet_id}-situation"]


def test_each_edition_begins_with_the_one_before_it() -> None:
    quick, standard, full = EDITIONS.values()
    assert list(EDITIONS) == ["quick", "standard", "full"]
    assert [len(quick), len(standard), len(full)] == [16, 32, 40]
    assert standard[:16] == quick
    assert full[:32] == standard
    assert sorted(full) == sorted(ITEMS)


@pytest.mark.parametrize(("edition", "each"), [("quick", 1), ("standard", 2)])
def test_a_shorter_edition_asks_each_facet_alike_from_both_poles(edition: str, each: int) -> None:
    keys = sorted((ITEMS[i]["facet"], ITEMS[i]["keyed"]) for i in EDITIONS[edition])
    assert keys == sorted(each * [(facet_id, key) for facet_id in FACETS for key in "+-"])


def test_each_item_names_its_theme_in_few_words() -> None:
    for item_id, item in ITEMS.items():
        assert 2 <= len(words(item["theme"])) <= 12, item_id


def test_advice_is_complete_and_one_to_three_sentences_long() -> None:
    for facet_id, facet in FACETS.items():
        assert list(facet["levels"]) == ["low", "middle", "high"], facet_id
        for level, texts in facet["levels"].items():
            whole = ["meaning", "gain", "cost", "practice", "third_person"]
            assert list(texts) == (["meaning"] if level == "middle" else whole), (facet_id, level)
    for where, text in advice_texts():
        assert 1 <= textstat.sentence_count(text) <= 3, where
        assert 6 <= len(words(text)) <= 45, where


def test_no_advice_is_given_twice() -> None:
    texts = [text for _, text in advice_texts()]
    assert len(texts) == 8 * (1 + 5 + 1 + 5) + 2 + 4 * 4
    assert len(set(texts)) == len(texts)


# How it is worded


def test_texts_keep_to_their_word_limits() -> None:
    for item_id, item in ITEMS.items():
        assert len(item["text"].split()) <= (60 if item_id in SITUATIONS else 20), item_id
        for option in item.get("options", ()):
            assert len(option["text"].split()) <= 25, item_id


def test_statements_and_options_speak_in_the_first_person() -> None:
    for where, text in item_texts():
        if where not in SITUATIONS:
            assert FIRST_PERSON & set(words(text)), where
            assert not {"you", "your", "yours"} & set(words(text)), where


def test_what_others_read_of_somebody_says_neither_i_nor_you() -> None:
    for where, text in advice_texts():
        if where.endswith("third_person"):
            assert not (FIRST_PERSON | word_set("you your yours yourself")) & set(words(text)), where


def test_items_ask_how_often_within_one_frame_of_time() -> None:
    assert INSTRUMENT["response_format"] == ["Never", "Rarely", "Sometimes", "Often", "Nearly always"]
    assert INSTRUMENT["lead_in"] == "How often, in the past three months?"
    for item_id, item in STATEMENTS.items():
        assert not HOW_OFTEN & set(words(item["text"])), item_id


def test_items_can_be_read_by_who_learned_english_as_a_second_language() -> None:
    for where, text in item_texts():
        found = [phrase for phrase in HARD_PHRASES if f" {phrase} " in f" {' '.join(words(text))} "]
        assert not found, where


def test_items_ask_whoever_works_alone_or_leads_nobody() -> None:
    """Nothing that only an employee, a manager or the member of a team could have done."""
    for where, text in item_texts():
        assert not word_set("manager boss team teams department colleague colleagues") & set(words(text)), (
            where
        )


def test_items_hold_no_negation() -> None:
    for where, text in item_texts():
        assert not [word for word in words(text) if word in NEGATIONS or word.endswith("n't")], where


def test_items_name_no_platform_and_no_company() -> None:
    for where, text in (*item_texts(), *advice_texts()):
        assert not PLATFORMS_AND_COMPANIES & set(words(text)), where


def test_no_two_items_say_nearly_the_same() -> None:
    for (one_id, one), (other_id, other) in combinations(ITEMS.items(), 2):
        assert letters_alike(one["text"], other["text"]) < 0.65, (one_id, other_id)
        assert words_shared(one["text"], other["text"]) < 0.3, (one_id, other_id)


def test_length_does_not_give_a_pole_away() -> None:
    lengths = {key: [len(words(s["text"])) for s in STATEMENTS.values() if s["keyed"] == key] for key in "+-"}
    assert abs(mean(lengths["+"]) - mean(lengths["-"])) < 2
    for item_id, situation in SITUATIONS.items():
        sizes = [len(words(option["text"])) for option in situation["options"]]
        assert max(sizes) <= 1.5 * min(sizes), item_id


def test_items_can_be_read_at_fourteen() -> None:
    grades = {where: grade(text) for where, text in item_texts()}
    assert {where: found for where, found in grades.items() if found > 8} == {}
    assert mean(grades[item_id] for item_id in STATEMENTS) <= 6


def test_advice_can_be_read_at_fourteen() -> None:
    grades = {where: grade(text) for where, text in advice_texts()}
    assert {where: found for where, found in grades.items() if found > 10} == {}
    assert mean(grades.values()) <= 6


# How situations are keyed


def test_options_span_the_facet_and_give_a_reason_each() -> None:
    assert len(SITUATIONS) == 8
    for item_id, situation in SITUATIONS.items():
        values = [option["value"] for option in situation["options"]]
        assert len(values) == len(set(values)) == 4, item_id
        assert (min(values), max(values)) == (0, 100), item_id
        assert all(len(words(option["reason"])) >= 4 for option in situation["options"]), item_id


def test_options_are_in_no_order_of_value_and_differently_each_time() -> None:
    orders = [tuple(option["value"] for option in situation["options"]) for situation in SITUATIONS.values()]
    for order in orders:
        assert list(order) not in (sorted(order), sorted(order, reverse=True))
    assert len(set(orders)) == len(orders)
    for extreme in (0, 100):
        assert len({order.index(extreme) for order in orders}) >= 3


# In which order it is asked


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_two_neighbours_share_a_facet(edition: str) -> None:
    assert all(ITEMS[one]["facet"] != ITEMS[other]["facet"] for one, other in pairwise(EDITIONS[edition]))


@pytest.mark.parametrize(("edition", "parts"), [("full", 5), ("standard", 4), ("quick", 2)])
def test_each_part_of_eight_holds_each_facet_once(edition: str, parts: int) -> None:
    assert len(parts_of(edition)) == parts
    for part in parts_of(edition):
        assert sorted(ITEMS[item_id]["facet"] for item_id in part) == sorted(FACETS)


def test_situations_come_last_since_they_take_most_of_the_time() -> None:
    assert [sum(item_id in SITUATIONS for item_id in part) for part in parts_of("full")] == [0, 0, 0, 0, 8]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_keyed_direction_alternates(edition: str) -> None:
    keys = [ITEMS[item_id]["keyed"] for item_id in EDITIONS[edition] if item_id in STATEMENTS]
    assert keys.count("+") == keys.count("-")
    assert max(len(list(run)) for _, run in groupby(keys)) <= 3
    for part in parts_of(edition):
        plus, minus = (sum(ITEMS[item_id].get("keyed") == key for item_id in part) for key in "+-")
        assert abs(plus - minus) <= 1
