"""Reading time of an edition: an estimate from its words, before anybody answers it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import regex

from quiz.instrument.instrument import Edition, Instrument, Item, Statement

WORDS_PER_MINUTE = 238
"""Adults reading English non-fiction silently; most lie between SLOW and FAST (Brysbaert, M., 2019, How many
words do we read per minute? Journal of Memory and Language 109, 104047)."""

SLOW_WORDS_PER_MINUTE, FAST_WORDS_PER_MINUTE = 175, 300

DECISION_SECONDS = 3.0
"""To make up one's mind and choose, for each item. An assumption, not a finding: reading is the smaller part
of answering a statement, and nobody has measured these."""


@dataclass(frozen=True)
class ReadingTime:
    """Seconds for a whole edition, for fast, usual and slow readers."""

    words: int
    items: int
    fast: float
    usual: float
    slow: float


def reading_time(edition: Edition, instrument: Instrument) -> ReadingTime:
    """Words of items and of situations' options, once those of the response format; plus the decisions."""
    words = sum(item_words(item) for item in edition.items)
    if any(isinstance(item, Statement) for item in edition.items):
        words += sum(map(word_count, (*instrument.response_format, instrument.passed_over)))
    decisions = DECISION_SECONDS * len(edition.items)
    fast, usual, slow = (
        60 * words / rate + decisions
        for rate in (FAST_WORDS_PER_MINUTE, WORDS_PER_MINUTE, SLOW_WORDS_PER_MINUTE)
    )
    return ReadingTime(words, len(edition.items), fast, usual, slow)


def item_words(item: Item) -> int:
    options = () if isinstance(item, Statement) else item.options
    return word_count(item.text) + sum(word_count(option.text) for option in options)


def word_count(text: str) -> int:
    """How many words to read: by the spaces around them, or by letters in scripts that have none.

    A letter is what people see as one. So many of them make a word on average is a rough rule, not a finding.
    """
    count = 0
    for letters, unspaced in _UNSPACED:
        text, found = unspaced.subn(" ", text)
        count += ceil(found / letters)
    return count + len(_PUNCTUATION.sub(" ", text).split())


_UNSPACED = (
    (2, regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}々ー]\p{M}*")),
    (4, regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*")),
)
_PUNCTUATION = regex.compile(r"[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20]+")
"""Of those scripts, which leaves no word behind."""
