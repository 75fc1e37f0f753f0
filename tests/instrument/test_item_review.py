"""docs/item-review.md speaks of the items as they are now, and of those that were changed as they were."""

from __future__ import annotations

import re
from hashlib import sha256
from statistics import mean
from typing import Any

import pytest
import yaml

from quiz.settings.environment import ROOT
from tests.instrument.item_review import ITEMS, wording_of
from tests.instrument.wording import INSTRUMENT, grade

REVIEW = (ROOT / "docs" / "item-review.md").read_text("utf-8")
FIRST_TEXT = (ROOT / "tests" / "instruments" / "limelight-1.yaml").read_bytes()
FIRST: dict[str, Any] = yaml.safe_load(FIRST_TEXT)
FIRST_SHA256 = "ce3acf8377deab2c6a61d0058925d09ebf7c73a8feac0efad429775e0ca6659f"
"""Version 1 as it was handed out; results of it may be in somebody's database."""

_ROW = re.compile(
    r"^\| `(\S+)` \| ([-+o]) \| (\d+) \| ([\d.]+) \| `(\S+)` ([\d.]+) \| ([\d.]+) \| ([1-5]) \| ([1-5]) \|$",
    re.MULTILINE,
)
ROWS = {row[0]: row[1:] for row in _ROW.findall(REVIEW)}
CHANGED = {
    item: (before, after)
    for item, before, after in re.findall(
        r"^\| `(\S+)` \| (\D[^|]+) \| ([^|]+) \| [^|]+ \|$", REVIEW, re.MULTILINE
    )
    if len(before) > 1
}


def key_of(item_id: str) -> str:
    return str(ITEMS[item_id].get("keyed", "o"))


def test_every_item_is_in_the_review_and_none_besides():
    assert list(ROWS) == list(ITEMS)
    assert len(ROWS) == 40


@pytest.mark.parametrize("item_id", ITEMS)
def test_its_figures_are_those_of_the_items_as_they_are(item_id):
    key, words, item_grade, nearest, likeness, shared, *_ratings = ROWS[item_id]
    found = wording_of(item_id)
    assert key == key_of(item_id)
    assert (int(words), float(item_grade)) == (found.words, found.grade)
    assert (nearest, float(likeness), float(shared)) == (found.nearest, found.likeness, found.shared)


def test_the_figures_in_its_text_are_those_of_the_table():
    assert max(wording_of(item_id).shared for item_id in ITEMS) == 0.19
    assert max(wording_of(item_id).likeness for item_id in ITEMS) == 0.54
    statements = [item for item in ITEMS.values() if "keyed" in item]
    assert round(mean(grade(item["text"]) for item in statements), 1) == 4.6
    assert max(wording_of(item_id).grade for item_id in ITEMS) == 7.7
    assert "more than 0.19" in REVIEW
    assert "A mean school grade of 4.6 for statements, at most 7.7" in REVIEW


def test_each_pole_likes_its_own_items_more_and_neither_is_far_ahead():
    ratings = {
        key: [(int(low), int(high)) for item, (*_, low, high) in ROWS.items() if key_of(item) == key]
        for key in "+-o"
    }
    assert [len(ratings[key]) for key in "+-o"] == [16, 16, 8]
    low = {key: mean(low for low, _ in rated) for key, rated in ratings.items()}
    high = {key: mean(high for _, high in rated) for key, rated in ratings.items()}
    assert low["-"] > low["+"]
    assert high["+"] > high["-"]
    ahead = (low["+"] + high["+"]) / 2 - (low["-"] + high["-"]) / 2
    assert round(ahead, 1) == 0.3
    assert round(high["o"] - low["o"], 1) == 0.4


def test_it_names_exactly_the_items_that_were_changed_with_their_words():
    assert sha256(FIRST_TEXT).hexdigest() == FIRST_SHA256
    assert (FIRST["version"], INSTRUMENT["version"]) == (1, 2)
    before = {item["id"]: item for item in FIRST["items"]}
    assert list(before) == list(ITEMS)
    changed = {
        item_id: (before[item_id]["text"], item["text"])
        for item_id, item in ITEMS.items()
        if item["text"] != before[item_id]["text"]
    }
    assert len(changed) == 7
    assert changed == CHANGED


def test_nothing_but_their_words_was_changed_of_what_is_asked_and_scored():
    def without_words(instrument: dict[str, Any]) -> dict[str, Any]:
        items = [{**item, "text": ""} if "keyed" in item else item for item in instrument["items"]]
        decisive = {key: instrument[key] for key in ("response_format", "passed_over", "editions")}
        facets = [(each["id"], [facet["id"] for facet in each["facets"]]) for each in instrument["domains"]]
        return {**decisive, "items": items, "facets": facets}

    assert without_words(FIRST) == without_words(INSTRUMENT)


@pytest.mark.parametrize(
    ("edition", "alike"),
    [("full", "remit and credit"), ("express", "remit, knowledge, breadth, credit and yardstick")],
)
def test_it_says_which_facets_are_asked_as_before(edition, alike):
    [asked] = [each["items"] for each in INSTRUMENT["editions"] if each["id"] == edition]
    touched = {ITEMS[item]["facet"] for item in asked if item in CHANGED}
    facets = list(dict.fromkeys(item["facet"] for item in ITEMS.values()))
    named = re.findall(r"\w+", alike.replace(" and", ""))
    assert named == [facet for facet in facets if facet not in touched]
    assert f"edition {'those are ' if edition == 'full' else ''}{alike}" in " ".join(REVIEW.split())
