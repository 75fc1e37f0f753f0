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
_INSTRUMENTS = ROOT / "tests" / "instruments"
EARLIER = (
    (
        (_INSTRUMENTS / "limelight-1.yaml").read_bytes(),
        "ce3acf8377deab2c6a61d0058925d09ebf7c73a8feac0efad429775e0ca6659f",
    ),
    (
        (_INSTRUMENTS / "limelight-2.yaml").read_bytes(),
        "3eb09c2d9f363bec42a061b44ba3895b9d1be1c4622624da122dbe17b3fb03b9",
    ),
)
"""As they were handed out, with their content hashes; results of them may be in somebody's database."""

_ROW = re.compile(
    r"^\| `(\S+)` \| ([-+o]) \| (\d+) \| ([\d.]+) \| `(\S+)` ([\d.]+) \| ([\d.]+)"
    r" \| ([1-5]) \| ([1-5]) \| (.+) \|$",
    re.MULTILINE,
)
ROWS = {row[0]: row[1:] for row in _ROW.findall(REVIEW)}


def key_of(item_id: str) -> str:
    return str(ITEMS[item_id].get("keyed", "o"))


def test_every_item_is_in_the_review_and_none_besides():
    assert list(ROWS) == list(ITEMS)
    assert len(ROWS) == 40


@pytest.mark.parametrize("item_id", ITEMS)
def test_its_figures_are_those_of_the_items_as_they_are(item_id):
    key, words, item_grade, nearest, likeness, shared, *_judged = ROWS[item_id]
    found = wording_of(item_id)
    assert key == key_of(item_id)
    assert (int(words), float(item_grade)) == (found.words, found.grade)
    assert (nearest, float(likeness), float(shared)) == (found.nearest, found.likeness, found.shared)


def test_the_figures_in_its_text_are_those_of_the_table():
    assert max(wording_of(item_id).shared for item_id in ITEMS) == 0.23
    assert max(wording_of(item_id).likeness for item_id in ITEMS) == 0.59
    statements = [item for item in ITEMS.values() if "keyed" in item]
    assert round(mean(grade(item["text"]) for item in statements), 1) == 4.1
    assert max(wording_of(item_id).grade for item_id in ITEMS) == 7.6
    assert "more than 0.23" in REVIEW
    assert "A mean school grade of 4.1 for statements, at most 7.6" in REVIEW


def test_each_pole_likes_its_own_items_more_and_neither_is_far_ahead():
    ratings = {
        key: [(int(low), int(high)) for item, (*_, low, high, _mends) in ROWS.items() if key_of(item) == key]
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


def test_earlier_versions_are_kept_as_they_were_handed_out():
    for version, (text, content_hash) in enumerate(EARLIER, start=1):
        assert sha256(text).hexdigest() == content_hash
        assert yaml.safe_load(text)["version"] == version
    assert INSTRUMENT["version"] == len(EARLIER) + 1


def test_no_item_is_asked_as_before_so_that_nobody_is_told_what_moved():
    before = {item["id"]: item["text"] for item in yaml.safe_load(EARLIER[-1][0])["items"]}
    assert list(before) == list(ITEMS)
    statements = [item_id for item_id, item in ITEMS.items() if "keyed" in item]
    assert all(before[item_id] != ITEMS[item_id]["text"] for item_id in ITEMS if item_id not in statements)
    assert INSTRUMENT["response_format"] != yaml.safe_load(EARLIER[-1][0])["response_format"]


def test_ids_facets_and_keys_are_those_of_the_version_before():
    """So that whoever reads research files finds the same names; what is asked is another thing."""

    def key(instrument: dict[str, Any]) -> object:
        facets = [[facet["id"] for facet in domain["facets"]] for domain in instrument["domains"]]
        return facets, [(item["id"], item["facet"], item.get("keyed")) for item in instrument["items"]]

    assert key(yaml.safe_load(EARLIER[-1][0])) == key(INSTRUMENT)


def test_every_item_says_which_fault_it_mends():
    assert all(len(row[-1].split()) >= 3 for row in ROWS.values())
