"""The writing rules of what teams are given to talk about: the guide and the facets' questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import mean

import textstat

from tests.instrument.wording import FACETS, INSTRUMENT, PLATFORMS_AND_COMPANIES, grade, word_set, words

GUIDE = INSTRUMENT["guide"]
CARDS = {**GUIDE["cards"]["one_quarter"], "mixed": GUIDE["cards"]["mixed"]}
QUESTIONS = {
    (facet_id, when): text for facet_id, facet in FACETS.items() for when, text in facet["questions"].items()
}
JUDGEMENTS = word_set(
    "bad better best fail failed failure fault good great ideal must poor problem right selfish should"
    " unfortunately weak weakness worse worst wrong"
)
MAY_JUDGE_WORK = {
    ("succession", "apart"),  # "which should others learn, and which are best left": both ends are asked for
    ("credit", "alike"),  # "put that right" is about a mention, not about a person
}


def guide_texts() -> Iterator[tuple[str, str]]:
    """Everything that is read aloud, or read by whoever leads the conversation, but for titles."""
    yield "opening", GUIDE["opening"]
    yield "commitment", GUIDE["commitment"]
    for (facet_id, when), text in QUESTIONS.items():
        yield f"{facet_id}, {when}", text
    for number, text in enumerate(GUIDE["not_to_conclude"], start=1):
        yield f"not to conclude, {number}", text
    for agenda in GUIDE["agendas"]:
        for step in agenda["steps"]:
            yield f"{agenda['minutes']} minutes, {step['title']}", step["text"]
    for card_id, card in CARDS.items():
        yield f"{card_id}, text", card["text"]
        yield f"{card_id}, try", card["try"]


def test_there_are_conversations_of_three_lengths() -> None:
    assert [agenda["minutes"] for agenda in GUIDE["agendas"]] == [30, 60, 90]
    for agenda in GUIDE["agendas"]:
        assert sum(step["minutes"] for step in agenda["steps"]) == agenda["minutes"]
        titles = [step["title"] for step in agenda["steps"]]
        assert titles[:2] == ["Look", "The first topic"]
        assert titles[-1] == "One thing each"
        longest = max(agenda["steps"], key=lambda step: step["minutes"])
        assert longest["title"] == "The first topic"


def test_nobody_is_kept_waiting_for_a_break_in_the_longest() -> None:
    assert "Break" in [step["title"] for step in GUIDE["agendas"][-1]["steps"]]


def test_there_is_a_card_of_one_shape_for_every_kind_of_team() -> None:
    archetypes = [archetype["id"] for archetype in INSTRUMENT["archetypes"]]
    assert list(CARDS) == [*archetypes, "mixed"]
    lengths = [len(words(CARDS[archetype]["text"])) for archetype in archetypes]
    assert max(lengths) <= 1.2 * min(lengths), "no quarter is praised at greater length"
    for archetype in archetypes:
        text = CARDS[archetype]["text"]
        assert text.startswith("On the whole, this team "), archetype
        assert "Expect " in text, archetype
        assert textstat.sentence_count(text) == 3, (
            f"{archetype}: what it is like, what it gives, what it costs"
        )
        assert CARDS[archetype]["title"].startswith("A team "), archetype


def test_every_facet_has_a_question_for_those_apart_and_those_alike() -> None:
    assert len(QUESTIONS) == 2 * len(FACETS) == 16
    assert len(set(QUESTIONS.values())) == len(QUESTIONS)
    for key, text in QUESTIONS.items():
        assert text.endswith("?"), key
        assert not {"i", "my", "we"} & set(words(text)), key


def test_what_is_read_aloud_fits_in_two_breaths() -> None:
    for where, text in guide_texts():
        assert len(text.split()) <= 40, where
        assert textstat.sentence_count(text) <= 3, where
        for sentence in re.split(r"(?<=[.?!]) ", text):
            assert len(sentence.split()) <= 20, (where, sentence)
    for key, text in QUESTIONS.items():
        assert len(text.split()) <= 30, key
    for agenda in GUIDE["agendas"]:
        assert all(len(step["title"].split()) <= 9 for step in agenda["steps"])


def test_what_is_read_aloud_can_be_followed_at_fourteen() -> None:
    grades = {where: grade(text) for where, text in guide_texts()}
    assert {where: found for where, found in grades.items() if found > 8} == {}
    assert mean(grades.values()) <= 5


def test_the_guide_names_no_platform_no_company_and_nobody() -> None:
    for where, text in guide_texts():
        assert not PLATFORMS_AND_COMPANIES & set(words(text)), where
        inside = re.findall(r"(?<![.?!:] )(?<!^)\b[A-Z][a-z]+", text)
        assert inside == [], f"{where}: a name, or what looks like one"


def test_questions_judge_neither_end() -> None:
    judging = {key for key, text in QUESTIONS.items() if JUDGEMENTS & set(words(text))}
    assert judging == MAY_JUDGE_WORK
    for card_id, card in CARDS.items():
        assert not JUDGEMENTS & set(words(f"{card['title']} {card['text']}")), card_id


def test_no_two_texts_for_teams_are_the_same_but_the_closing_ones() -> None:
    texts = [text for where, text in guide_texts() if not where.endswith("One thing each")]
    assert len(set(texts)) == len(texts)
