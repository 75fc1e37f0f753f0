"""Editions nest when each begins the next: then one may go on, and answers nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Edition, Instrument, Item
from quiz.instrument.nesting import Portion, is_answered_with, nested_editions, next_portion
from tests.builders import an_instrument, interleaved_items

INSTRUMENTS = Path(__file__).parent.parent / "instruments"
QUESTIONS = INSTRUMENTS.parent.parent / "questions.yaml"

ITEMS = interleaved_items(rounds=5)


def archived(path: Path) -> Instrument:
    return parse_instrument(path.read_text("utf-8"), is_archived=True)


def with_editions(**items: tuple[Item, ...]) -> Instrument:
    editions = {name: Edition(name, name, len(given) // 4, given) for name, given in items.items()}
    return an_instrument(editions=editions)


THREE = with_editions(full=ITEMS, quick=ITEMS[:16], standard=ITEMS[:32])


def test_editions_nest_shortest_first_however_the_file_orders_them() -> None:
    assert [edition.id for edition in nested_editions(THREE)] == ["quick", "standard", "full"]


@pytest.mark.parametrize(
    "items",
    [
        {"full": ITEMS},
        {"quick": ITEMS[:16], "full": ITEMS[::-1]},
        {"quick": ITEMS[1:17], "full": ITEMS},
        {"one": ITEMS[:16], "other": ITEMS[:16]},
        {"quick": ITEMS[:16], "standard": ITEMS[:32], "full": (*ITEMS[:16], *ITEMS[17:], ITEMS[16])},
    ],
    ids=["one alone", "another order", "not from the start", "equally long", "two of three"],
)
def test_editions_do_not_nest_when_one_does_not_begin_the_next(items: dict[str, tuple[Item, ...]]) -> None:
    instrument = with_editions(**items)
    assert nested_editions(instrument) == ()
    assert all(next_portion(instrument, edition) is None for edition in items)


def test_one_goes_on_to_the_next_edition_and_from_the_longest_to_none() -> None:
    assert next_portion(THREE, "quick") == Portion(THREE, THREE.editions["standard"], THREE.editions["quick"])
    following = next_portion(THREE, "standard")
    assert following is not None
    assert (following.edition.id, following.after_id) == ("full", "standard")
    assert next_portion(THREE, "full") is None
    assert next_portion(THREE, "no such edition") is None


def test_a_portion_asks_only_what_was_not_asked_yet() -> None:
    following = next_portion(THREE, "quick")
    assert following is not None
    assert following.asked.items == ITEMS[16:32]
    assert following.asked_before == 16
    assert following.asked.minutes == 8 - 4


def test_the_first_portion_asks_the_whole_edition() -> None:
    first = Portion(THREE, THREE.editions["quick"])
    assert (first.asked, first.asked_before, first.after_id) == (THREE.editions["quick"], 0, "")


def test_a_portion_takes_a_minute_at_least() -> None:
    editions = {name: replace(edition, minutes=3) for name, edition in THREE.editions.items()}
    following = next_portion(replace(THREE, editions=editions), "quick")
    assert following is not None
    assert following.asked.minutes == 1


def test_whoever_finished_a_longer_edition_has_answered_the_shorter_ones() -> None:
    assert is_answered_with(THREE, "quick", "full")
    assert is_answered_with(THREE, "quick", "quick")
    assert not is_answered_with(THREE, "full", "quick")
    assert not is_answered_with(with_editions(quick=ITEMS[1:17], full=ITEMS), "quick", "full")


def test_editions_nest_since_the_third_version_of_the_questionnaire() -> None:
    assert [edition.id for edition in nested_editions(archived(QUESTIONS))] == [
        "quick",
        "standard",
        "full",
    ]
    for version in (1, 2):
        assert nested_editions(archived(INSTRUMENTS / f"limelight-{version}.yaml")) == ()
