"""The rules of a guide for teams: what breaks one is told where it stands, with what was expected."""

from __future__ import annotations

import pytest

from quiz.instrument.file import Fault, check_instrument, parse_instrument
from tests.instrument.instrument_texts import SMALL, place_of, small_with

GUIDE = """guide:
  opening: Look first.
  commitment: Write one thing.
  not_to_conclude: [Nothing of one., Nothing of two., Nothing of three.]
  agendas:
    - minutes: 30
      steps:
        - {minutes: 10, title: Look, text: Look at it.}
        - {minutes: 20, title: Talk, text: Talk about it.}
  cards:
    one_quarter:
      steward: {title: Stewards, text: Expect care., try: Begin late.}
      explorer: {title: Explorers, text: Expect detours., try: Note them.}
      captain: {title: Captains, text: Expect speed., try: Count to ten.}
      spark: {title: Sparks, text: Expect noise., try: Write first.}
    mixed: {title: A mixed team, text: Expect all of it., try: Ask.}
"""
WHOLE = SMALL + GUIDE


def whole_with(old: str, new: str) -> str:
    assert WHOLE.count(old) == 1, f"{old!r} stands in the text {WHOLE.count(old)} times"
    return WHOLE.replace(old, new)


def test_a_whole_guide_is_read_as_it_stands() -> None:
    report = check_instrument(WHOLE)
    assert (report.faults, report.warnings) == ((), ())
    guide = parse_instrument(WHOLE).guide
    assert guide is not None
    assert [(step.minutes, step.title) for step in guide.agendas[0].steps] == [(10, "Look"), (20, "Talk")]
    assert list(guide.cards) == ["steward", "explorer", "captain", "spark"]
    assert guide.cards["captain"].to_try == "Count to ten."
    assert guide.mixed_card.title == "A mixed team"


def test_an_instrument_may_come_without_a_guide() -> None:
    assert parse_instrument(SMALL).guide is None


@pytest.mark.parametrize(
    ("old", "new", "at", "problem", "expected"),
    [
        (
            "minutes: 20, title: Talk",
            "minutes: 25, title: Talk",
            "30\n      steps",
            "the steps take 35 minutes",
            "steps that take 30 minutes together",
        ),
        (
            "      captain: {title: Captains, text: Expect speed., try: Count to ten.}\n",
            "",
            "one_quarter",
            "the archetype 'captain' has no card",
            "a card for every archetype",
        ),
        (
            "    mixed: {title",
            "      sparks: {title: Many, text: Expect more., try: Count.}\n    mixed: {title",
            "sparks",
            "there is no archetype 'sparks' (did you mean 'spark'?)",
            "the id of an archetype",
        ),
        (
            "text: Talk about it.",
            "text: ''",
            "''",
            "text: the text is empty",
            "text, what happens in it",
        ),
        (
            "try: Ask.",
            "try: [Ask, Wait]",
            "[Ask",
            "try: got a list",
            "text, one thing to try with it",
        ),
        (
            "{minutes: 10, title: Look",
            "{minutes: 0, title: Look",
            "0, title: Look",
            "minutes: got the number 0",
            "a whole number of minutes, 1 or more",
        ),
        (
            "[Nothing of one., Nothing of two., Nothing of three.]",
            "[Nothing of one., Nothing of two.]",
            "[Nothing",
            "not_to_conclude: got 2",
            "a list of three to six things not to conclude",
        ),
        (
            "  commitment: Write one thing.\n",
            "",
            "guide:",
            "a guide for teams lacks the key commitment",
            "text, how a commitment is asked for",
        ),
    ],
)
def test_a_fault_is_told_where_it_stands(old: str, new: str, at: str, problem: str, expected: str) -> None:
    text = whole_with(old, new)
    faults = check_instrument(text).faults
    assert Fault(*place_of(at, text), problem, expected) in faults
    others = [fault for fault in faults if fault.problem != problem]
    if problem.startswith("minutes"):  # an agenda with an impossible step does not add up either
        assert [fault.problem for fault in others] == ["the steps take 20 minutes"]
    else:
        assert others == []


def test_a_card_under_a_mistyped_id_is_two_faults_told_at_once() -> None:
    text = whole_with("      captain: {title: Captains", "      captian: {title: Captains")
    problems = [fault.problem for fault in check_instrument(text).faults]
    assert sorted(problems) == [
        "the archetype 'captain' has no card",
        "there is no archetype 'captian' (did you mean 'captain'?)",
    ]


def test_an_agenda_with_a_misshapen_step_is_not_added_up() -> None:
    text = whole_with("minutes: 20, title: Talk", "minutes: long, title: Talk")
    assert [fault.problem for fault in check_instrument(text).faults] == ["minutes: got 'long'"]


def test_every_agenda_is_added_up_by_itself() -> None:
    second = "    - minutes: 60\n      steps: [{minutes: 50, title: Talk, text: Talk long.}]\n"
    text = whole_with("  cards:\n", f"{second}  cards:\n")
    [fault] = check_instrument(text).faults
    assert (fault.line, fault.column) == place_of("60\n      steps", text)
    assert fault.problem == "the steps take 50 minutes"


def test_questions_for_a_conversation_come_in_pairs() -> None:
    pair = "questions: {apart: Who begins?, alike: Who never begins?}"
    line = "        name: Opening\n"
    assert check_instrument(small_with(line, f"{line}        {pair}\n")).faults == ()
    [fault] = check_instrument(small_with(line, f"{line}        questions: {{apart: Who begins?}}\n")).faults
    assert fault.problem == "a pair of questions lacks the key alike"
