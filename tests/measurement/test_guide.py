"""The conversation guide: where people stand apart, what is shared, what may be missing; and nobody in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quiz.instrument.file import parse_instrument
from quiz.instrument.instrument import Agenda, FacetQuestions, FacilitatorCard, GuideTexts, Instrument, Step
from quiz.measurement.guide import NO_QUESTION, Guide, conversation_guide
from quiz.measurement.team import Leanings, TeamPicture
from tests.builders import FACET_IDS, an_instrument
from tests.pictures import NOTHING, QUARTERS, a_picture

ROOT = Path(__file__).resolve().parents[2]
ARCHETYPES = ("superstar", "ambassador", "specialist", "enabler")


def a_card(name: str) -> FacilitatorCard:
    return FacilitatorCard(title=f"A team of the kind {name}", text="What to expect.", to_try="One thing.")


TEXTS = GuideTexts(
    opening="Look first.",
    commitment="Write one thing.",
    not_to_conclude=("Nothing about anyone.",),
    agendas=(Agenda(30, (Step(30, "Talk", "Talk."),)),),
    cards={name: a_card(name) for name in ARCHETYPES},
    mixed_card=a_card("mixed"),
)


def with_questions(instrument: Instrument) -> Instrument:
    def asked(facet_id: str) -> FacetQuestions:
        return FacetQuestions(apart=f"Apart on {facet_id}?", alike=f"Alike on {facet_id}?")

    domains = tuple(
        replace(d, facets=tuple(replace(each, questions=asked(each.id)) for each in d.facets))
        for d in instrument.domains
    )
    return replace(instrument, domains=domains)


INSTRUMENT = with_questions(an_instrument(guide=TEXTS))
UNTOLD = dict.fromkeys(FACET_IDS, NOTHING)


def guide_of(facets: Mapping[str, Leanings] | None = None, **picture: Any) -> Guide:
    return guide_for(a_picture(facets, **picture), INSTRUMENT)


def guide_for(picture: TeamPicture, instrument: Instrument) -> Guide:
    guide = conversation_guide(picture, instrument)
    assert guide is not None
    return guide


def test_without_texts_in_the_instrument_there_is_no_guide() -> None:
    assert conversation_guide(a_picture(), an_instrument()) is None


def test_the_texts_are_the_instruments_own() -> None:
    guide = guide_of()
    assert guide.texts.opening == TEXTS.opening
    assert guide.texts.commitment == TEXTS.commitment
    assert guide.texts.not_to_conclude == TEXTS.not_to_conclude
    assert guide.texts.agendas == TEXTS.agendas


def test_where_most_are_told_of_at_both_ends_is_the_first_of_three_topics() -> None:
    guide = guide_of(UNTOLD | {"remit": Leanings(0, 8), "stage": Leanings(4, 4), "stamina": Leanings(2, 6)})
    assert [topic.facet.id for topic in guide.topics] == ["stage", "stamina", "remit"]
    assert guide.first_topic is guide.topics[0]
    ends = "at least {0} lean to “{1} low pole”, at least {2} lean to “{1} high pole”."
    both = f"You stand on both sides here: {ends}"
    assert [topic.why for topic in guide.topics] == [
        both.format(4, "stage", 4),
        both.format(2, "stamina", 6),
        "Here at least 8 of you lean to “remit high pole”.",
    ]
    assert [topic.question for topic in guide.topics] == [
        "Apart on stage?",
        "Apart on stamina?",
        "Alike on remit?",
    ]


def test_where_nothing_is_told_nobody_is_said_to_be_alike_or_few() -> None:
    guide = guide_of(UNTOLD, quarters=dict.fromkeys(QUARTERS, 0))
    assert [topic.facet.id for topic in guide.topics] == list(FACET_IDS[:3])
    assert {topic.why for topic in guide.topics} == {
        "How you stand here is not told. Tell each other as much as you like."
    }
    assert (guide.strengths, guide.lacking) == ((), ())
    assert guide.coverage == ("Of no theme is it told.",)
    assert guide.card == TEXTS.mixed_card


def test_a_facet_without_questions_has_one_that_always_fits() -> None:
    guide = guide_for(a_picture(), an_instrument(guide=TEXTS))
    assert {topic.question for topic in guide.topics} == {NO_QUESTION}


@pytest.mark.parametrize(
    ("leanings", "pole", "gain", "other"),
    [
        (Leanings(0, 6), "high", "high", "low"),
        (Leanings(8, 0), "low", "low", "high"),
    ],
)
def test_a_strength_is_where_half_lean_one_way_and_none_the_other(
    leanings: Leanings, pole: str, gain: str, other: str
) -> None:
    guide = guide_of({"remit": leanings})
    count = max(leanings.low, leanings.high)
    assert guide.strengths == (
        f"Remit: at least {count} of you lean to “remit {pole} pole”. What it gains (remit, {gain}).",
    )
    assert guide.lacking == (
        f"Remit: whether anybody leans to “remit {other} pole” is not told. Who would take that part?",
    )


@pytest.mark.parametrize("leanings", [Leanings(2, 8), Leanings(0, 4), NOTHING])
def test_it_is_no_strength_when_some_lean_the_other_way(leanings: Leanings) -> None:
    guide = guide_of({"remit": leanings})
    assert guide.strengths == guide.lacking == ()


def test_coverage_says_what_the_picture_tells_of_every_facet() -> None:
    coverage = guide_of({"remit": Leanings(2, 4)}, is_later=True).coverage
    assert len(coverage) == len(FACET_IDS)
    assert coverage[0] == "Remit: about 2 lean to “remit low pole”, about 4 lean to “remit high pole”."


def test_facets_of_which_nothing_is_told_are_one_line_after_the_others() -> None:
    coverage = guide_of({"remit": NOTHING, "stage": NOTHING}).coverage
    assert len(coverage) == len(FACET_IDS) - 1
    assert coverage[-1] == "Remit, Stage: not told."
    assert coverage[0].startswith("Knowledge: at least 2 lean to")


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_a_team_of_which_half_stand_in_one_quarter_gets_its_card(archetype: str) -> None:
    most = dict.fromkeys(ARCHETYPES, 0) | {archetype: 6}
    assert guide_of(quarters=most).card == TEXTS.cards[archetype]
    fewer = dict.fromkeys(ARCHETYPES, 2) | {archetype: 4}
    assert guide_of(quarters=fewer).card == TEXTS.mixed_card


def test_the_real_instrument_has_a_guide_for_every_kind_of_team() -> None:
    instrument = parse_instrument((ROOT / "questions.yaml").read_text(encoding="utf-8"))
    quarters = [{each.id: 8} for each in instrument.archetypes]
    guides = [guide_for(a_picture(quarters=each), instrument) for each in [*quarters, {}]]
    assert len({guide.card.title for guide in guides}) == 5
    assert NO_QUESTION not in {topic.question for guide in guides for topic in guide.topics}
