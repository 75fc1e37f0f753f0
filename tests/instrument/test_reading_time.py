"""An estimate of how long an edition takes, from its words."""

from __future__ import annotations

import pytest

from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Edition
from quiz.instrument.reading_time import DECISION_SECONDS, item_words, reading_time, word_count
from quiz.settings.environment import ROOT
from tests.builders import a_situation, a_statement, an_instrument


def test_a_situation_is_read_with_all_its_options():
    assert item_words(a_statement("remit-1")) == 3  # I did remit-1.
    # What do you do in remit-situation? · Course 1 of remit-situation, four times
    assert item_words(a_situation("remit-situation")) == 6 + 4 * 4


def test_the_seconds_by_hand():
    # 3 words, and the response format: 2 + 1 + 4 + 1 + 2, and 5 for what is passed over
    edition = Edition("only", "Only", 1, (a_statement("remit-1"),))
    time = reading_time(edition, an_instrument())
    assert (time.words, time.items) == (18, 1)
    assert time.usual == pytest.approx(60 * 18 / 238 + DECISION_SECONDS)
    assert time.slow == pytest.approx(60 * 18 / 175 + DECISION_SECONDS)
    assert time.fast < time.usual < time.slow


def test_situations_alone_need_no_response_format():
    edition = Edition("only", "Only", 1, (a_situation("remit-situation"),))
    assert reading_time(edition, an_instrument()).words == 22


def test_what_people_are_told_is_enough_for_slow_readers_too():
    real = parse_instrument((ROOT / "questions.yaml").read_text("utf-8"))
    for edition in real.editions.values():
        estimate = reading_time(edition, real)
        assert estimate.slow / 60 <= edition.minutes + 1
        assert edition.minutes <= 2 * estimate.usual / 60


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I said the first word.", 5),
        ("私は最初の言葉を言った。", 6),  # eleven letters, two a word
        ("ฉันพูดคำแรก", 3),  # nine letters as people see them, four a word
        ("한국어는 띄어 쓴다", 3),  # with spaces, so by these
        ("日本語 and English", 4),
        ("", 0),
    ],
)
def test_where_no_spaces_stand_between_words_letters_are_counted(text, words):
    assert word_count(text) == words
