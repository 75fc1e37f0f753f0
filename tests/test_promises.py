"""docs/promises.md: each promise is said where the table says so, and somebody tries to break it."""

from __future__ import annotations

import re

import pytest

from quiz.settings.environment import ROOT
from tests.promises import TABLE, promises, sources, unlisted, words_of
from tests.test_named_tests import functions_in

NO_PROMISE = {
    "What is kept": "a heading",
    "without encryption on the way": "a warning",
    "copies until those end": "what is not promised",
    "beside the database until it is emptied": "what is not promised",
    "PostgreSQL keeps dead rows until it vacuums": "what is not promised",
    "A deleted result is still in older backups": "what is not promised",
    "can see what is kept": "what there is to see is in the row of the download",
    "leave other people's answers alone": "what we ask for",
    "Statements with parameters only": "a row that ruff sees to, in docs/security.md",
    "next to nothing to apply to": "of a standard",
    "nothing else speaks plain http": "advice to operators",
    "of use only for scripts from elsewhere": "of a standard",
    "also stored, commands": "what a scanner tried",
    "at most, against a running server": "what a scanner tried",
    "it does nothing": "of a method that is answered with its list alone",
    "Nothing here asks whether": "what is not promised",
    "whenever you ask for it from the console": "how to find a link again",
    "and leave it alone": "advice to facilitators",
    "What you cannot promise": "a heading",
    "who sees the picture only": "the attacker's table, which has a test of its own",
    "| never |": "the attacker's table, which has a test of its own",
    "Stay.": "a button",
    "Forget all": "a button",
    "If a question has nothing to do with you": "how to answer",
    "A score needs answers to at least half": "how to answer",
    "do nothing anywhere else on the page": "how keys work",
    "a picture of the team appears only when enough": "the doors say how many",
    "Leave the page open until": "advice",
    "no meaning depends on colour alone": "how it looks; tests/browser sees to it",
    "There is no time limit.": "how to answer",
    "Neither end is better": "how to read a result",
    "A difference counts only when": "how to read a figure",
    "Accept only if you know": "advice",
    "Whoever has none answers": "how it goes",
    "For how long is the workshop kept?": "a question",
    "It is not in the team’s picture, but it is yours.": "a notice of what happened",
    "Without an overall score this result cannot count for others.": "a condition",
}
"""Words with the sound of a promise that promise nothing, and why; matched letter by letter."""

SOURCES = sources()
PROMISES = promises()


def test_the_table_is_read() -> None:
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| “")]
    assert len(PROMISES) == len(rows) > 50
    assert [each.quotes for each in PROMISES if not (each.quotes and each.sources and each.tests)] == []


def test_every_promise_stands_in_its_sources_word_for_word() -> None:
    said = {source: words_of(source) for source in SOURCES.values()}
    for each in PROMISES:
        for quote in each.quotes:
            assert len(quote) > 10, f"too short to say anything: {quote}"
            assert any(quote in said[source] for source in each.sources), f"said nowhere any more: {quote}"
        for source in each.sources:
            assert any(quote in said[source] for quote in each.quotes), f"{source}: {each.quotes[0]}"


def test_every_test_that_is_named_is_there() -> None:
    for each in PROMISES:
        for file, name in each.tests:
            assert name in functions_in(file), f"{each.quotes[0]}: {file}::{name}"


@pytest.mark.parametrize("source", SOURCES.values())
def test_every_promise_has_its_row(source: str) -> None:
    listed = [quote for each in PROMISES for quote in each.quotes]
    found = unlisted(source, [*listed, *NO_PROMISE])
    assert found == [], (
        f"{source} promises what docs/promises.md does not have. Write a test that tries to break it, and a "
        "row with the words and that test; or say less. If it promises nothing, NO_PROMISE says why."
    )


def test_whatever_promises_nothing_is_still_said() -> None:
    said = " ".join(words_of(source) for source in SOURCES.values())
    assert [words for words in NO_PROMISE if words not in said] == []


@pytest.mark.parametrize(
    ("source", "added"),
    [
        ("SECURITY.md", "Nobody ever hears of it."),
        ("templates/joining/door.html", "<p><strong>Nobody</strong> ever\nhears of it.</p>"),
        ("quiz/web/private/views.py", "ADDED = 'Nobody ever ' 'hears of it.'"),
    ],
)
def test_a_new_promise_is_noticed(source: str, added: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the tests above could not fail."""
    text = (ROOT / source).read_text("utf-8")
    monkeypatch.setattr("pathlib.Path.read_text", lambda *_: f"{text}\n{added}\n")
    assert "Nobody ever hears of it." in unlisted(source, [])


def test_readers_are_led_to_it() -> None:
    for document, link in (
        ("README.md", "docs/promises.md"),
        ("SECURITY.md", "docs/promises.md"),
        ("docs/privacy.md", "promises.md"),
    ):
        assert re.search(rf"\]\({link}\)", (ROOT / document).read_text("utf-8")), document
