"""The computed half of docs/item-review.md; `python -m tests.instrument.item_review` prints its rows."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from tests.instrument.wording import INSTRUMENT, content_words, grade, words

ITEMS: dict[str, dict[str, Any]] = {item["id"]: item for item in INSTRUMENT["items"]}


@dataclass(frozen=True)
class Wording:
    """How an item reads: its length, its school grade, and the item most like it."""

    words: int
    grade: float
    nearest: str
    likeness: float
    shared: float


def wording_of(item_id: str) -> Wording:
    """`likeness` is difflib's ratio of letters with the nearest item, `shared` the largest share of content
    words in common with any item (both 0 to 1)."""
    text = ITEMS[item_id]["text"]
    others = {other: item["text"] for other, item in ITEMS.items() if other != item_id}
    nearest = max(others, key=lambda other: letters_alike(text, others[other]))
    return Wording(
        words=len(words(text)),
        grade=round(grade(text), 1),
        nearest=nearest,
        likeness=round(letters_alike(text, others[nearest]), 2),
        shared=round(max(words_shared(text, other) for other in others.values()), 2),
    )


def letters_alike(one: str, other: str) -> float:
    """The ratio of matching letters; the same in either order."""
    first, second = sorted((one.lower(), other.lower()))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def words_shared(one: str, other: str) -> float:
    """Content words in common, of all that either has (Jaccard)."""
    first, second = content_words(one), content_words(other)
    return len(first & second) / len(first | second)


if __name__ == "__main__":
    for each in ITEMS:
        found = wording_of(each)
        nearest = f"`{found.nearest}` {found.likeness:.2f}"
        print(f"| `{each}` | {found.words} | {found.grade:.1f} | {nearest} | {found.shared:.2f} |")
