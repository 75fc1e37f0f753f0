"""The conversation guide: spread first, then what is shared, then what may be missing; and nobody in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.measurement.guide import NO_QUESTION, Guide, clear_side, conversation_guide
from quiz.measurement.guide_texts import Agenda, FacilitatorCard, GuideTexts, Step
from quiz.measurement.instrument import FacetQuestions, Instrument
from quiz.measurement.instrument_file import parse_instrument
from quiz.measurement.team import GroupScore, Leanings, TeamPicture
from tests.builders import FACET_IDS, an_instrument
from tests.pictures import a_group, a_picture, all_alike

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
CLOSE = dict.fromkeys(FACET_IDS, a_group(sd=5.0))


def guide_of(
    facets: Mapping[str, GroupScore] | None = None, domains: Mapping[str, GroupScore] | None = None
) -> Guide:
    return guide_for(a_picture(facets, domains), INSTRUMENT)


def guide_for(picture: TeamPicture, instrument: Instrument) -> Guide:
    guide = conversation_guide(picture, instrument)
    assert guide is not None
    return guide


def leaning(low: int, middle: int, high: int, **overrides: float) -> GroupScore:
    return a_group(n=low + middle + high, leanings=Leanings(low, middle, high), **overrides)


def test_without_texts_in_the_instrument_there_is_no_guide() -> None:
    assert conversation_guide(a_picture(), an_instrument()) is None


def test_the_texts_are_the_instruments_own() -> None:
    guide = guide_of()
    assert guide.opening == TEXTS.opening
    assert guide.commitment == TEXTS.commitment
    assert guide.not_to_conclude == TEXTS.not_to_conclude
    assert guide.agendas == TEXTS.agendas


def test_the_widest_spread_is_the_first_of_three_topics() -> None:
    guide = guide_of(CLOSE | {"stage": a_group(sd=30.0), "remit": a_group(sd=20.0)})
    assert [topic.facet.id for topic in guide.topics] == ["stage", "remit", "knowledge"]
    assert guide.first_topic is guide.topics[0]
    assert guide.first_topic.why == "You stand furthest apart here: about 30 points of spread."
    assert guide.topics[1].why == "Here you have about 20 points of spread."


def test_facets_that_are_equally_wide_are_named_together() -> None:
    two = guide_of(CLOSE | {"stage": a_group(sd=30.0), "remit": a_group(sd=30.0)})
    assert (
        two.first_topic.why == "You stand furthest apart here and on Stage: about 30 points of spread each."
    )
    wide = dict.fromkeys(("remit", "breadth", "stage"), a_group(sd=30.0))
    assert guide_of(CLOSE | wide).first_topic.why == (
        "You stand furthest apart here and on Breadth and Stage: about 30 points of spread each."
    )
    second = dict.fromkeys(("remit", "stage"), a_group(sd=20.0)) | {"stamina": a_group(sd=30.0)}
    assert guide_of(CLOSE | second).topics[1].why == ("Here you have about 20 points of spread, as on Stage.")


def test_a_team_close_on_everything_talks_of_what_may_be_missing() -> None:
    guide = guide_of(dict.fromkeys(FACET_IDS, a_group(sd=10.0)))
    assert [topic.why for topic in guide.topics] == [
        "You stand close together on every facet. So talk about what may be missing.",
        "Here, too, you stand close together.",
        "Here, too, you stand close together.",
    ]
    assert [topic.question for topic in guide.topics] == [
        f"Alike on {facet_id}?" for facet_id in FACET_IDS[:3]
    ]


@pytest.mark.parametrize(("sd", "question"), [(15.0, "Alike on stage?"), (16.0, "Apart on stage?")])
def test_the_question_depends_on_how_far_apart_people_stand(sd: float, question: str) -> None:
    assert guide_of(CLOSE | {"stage": a_group(sd=sd)}).first_topic.question == question


def test_a_facet_without_questions_has_one_that_always_fits() -> None:
    guide = guide_for(a_picture(), an_instrument(guide=TEXTS))
    assert {topic.question for topic in guide.topics} == {NO_QUESTION}


def test_a_strength_is_where_nearly_all_lean_one_way() -> None:
    shared = leaning(1, 3, 8, mean=75.0, sd=10.0)
    assert guide_of({"remit": shared}).strengths == (
        "Remit: this team leans together to “remit high pole”. What it gains (remit, high).",
    )
    other_way = leaning(8, 3, 1, mean=25.0, sd=10.0)
    assert guide_of({"remit": other_way}).strengths == (
        "Remit: this team leans together to “remit low pole”. What it gains (remit, low).",
    )


@pytest.mark.parametrize(
    "group",
    [
        leaning(2, 2, 8, mean=75.0, sd=10.0),  # two are on the other side
        leaning(1, 3, 8, mean=60.0, sd=10.0),  # the mean is within 1.96 · 6 of the middle
        leaning(1, 3, 8, mean=75.0, sd=16.0),  # 1 - 16² / 833.3 = 0.69, less than 0.7
    ],
)
def test_it_is_no_strength_when_some_lean_the_other_way_or_it_is_too_close_to_tell(group: GroupScore) -> None:
    assert guide_of({"remit": group}).strengths == ()


def test_what_all_lean_to_is_shared_though_its_counts_are_hidden() -> None:
    (sentence,) = guide_of({"remit": all_alike(80.0)}).strengths
    assert sentence.startswith("Remit: this team leans together to “remit high pole”.")


def test_the_end_that_is_nobodys_is_named() -> None:
    assert guide_of({"remit": leaning(0, 4, 8)}).lacking == (
        "Remit: nobody here leans clearly to “remit low pole”.",
    )
    assert guide_of({"remit": leaning(8, 4, 0)}).lacking == (
        "Remit: nobody here leans clearly to “remit high pole”.",
    )


@pytest.mark.parametrize(
    ("group", "is_named"),
    [
        (leaning(1, 2, 3), True),  # half of six lean the other way
        (leaning(1, 4, 3), False),  # 3 of 8 are less than half
        (leaning(1, 0, 4), True),
        (leaning(1, 1, 2), False),  # in a team of four, one is a quarter
        (leaning(2, 0, 10), False),  # two are not one
    ],
)
def test_one_against_half_of_a_larger_team_is_hardly_anybody(group: GroupScore, is_named: bool) -> None:
    expected = ("Remit: hardly anybody here leans clearly to “remit low pole”.",) if is_named else ()
    assert guide_of({"remit": group}).lacking == expected


def test_what_all_lean_away_from_is_nobodys_though_the_counts_are_hidden() -> None:
    assert guide_of({"remit": all_alike(80.0)}).lacking == (
        "Remit: nobody here leans clearly to “remit low pole”.",
    )


def test_hidden_counts_about_the_middle_do_not_say_which_end_is_nobodys() -> None:
    assert guide_of({"remit": all_alike(50.0)}).lacking == (
        "Remit: at least one of its two ends is nobody’s.",
    )


def test_a_team_with_somebody_at_each_end_lacks_nothing() -> None:
    assert guide_of().lacking == ()


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (leaning(3, 4, 5), "Remit: 3 lean to “remit low pole”, 5 to “remit high pole”."),
        (leaning(1, 4, 5), "Remit: 1 leans to “remit low pole”, 5 to “remit high pole”."),
        (leaning(0, 4, 5), "Remit: 5 lean to “remit high pole”, nobody to “remit low pole”."),
        (leaning(1, 4, 0), "Remit: 1 leans to “remit low pole”, nobody to “remit high pole”."),
        (all_alike(80.0), "Remit: you are all alike here, so no counts are shown."),
        (all_alike(50.0), "Remit: you are all alike here, so no counts are shown."),
    ],
)
def test_coverage_counts_both_ends_of_every_facet_and_hides_what_the_picture_hides(
    group: GroupScore, words: str
) -> None:
    coverage = guide_of({"remit": group}).coverage
    assert len(coverage) == len(FACET_IDS)
    assert coverage[0] == words


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_a_team_clearly_in_one_quarter_gets_its_card(archetype: str) -> None:
    sides = INSTRUMENT.archetypes_by_id[archetype].sides
    x, y = (a_group(20.0 if side == "low" else 80.0) for side in sides)
    assert guide_of(domains={"mindset": x, "focus": y}).card == TEXTS.cards[archetype]


@pytest.mark.parametrize(("x", "y"), [(50.0, 50.0), (80.0, 50.0), (50.0, 20.0), (61.0, 80.0)])
def test_a_team_near_a_middle_gets_the_mixed_card(x: float, y: float) -> None:
    guide = guide_of(domains={"mindset": a_group(x), "focus": a_group(y)})
    assert guide.card == TEXTS.mixed_card


def test_a_mean_is_clear_from_1_96_of_its_errors_on() -> None:
    # 1.96 · 5 = 9.8
    assert clear_side(a_group(59.8, standard_error=5.0)) is None
    assert clear_side(a_group(59.9, standard_error=5.0)) == "high"
    assert clear_side(a_group(40.1, standard_error=5.0)) == "low"
    assert clear_side(a_group(40.2, standard_error=5.0)) is None


def test_the_real_instrument_has_a_guide_for_every_kind_of_team() -> None:
    instrument = parse_instrument((ROOT / "questions.yaml").read_text(encoding="utf-8"))
    places = [(x, y) for x in (20.0, 50.0, 80.0) for y in (20.0, 50.0, 80.0)]
    guides = [
        guide_for(a_picture(domains={"mindset": a_group(x), "focus": a_group(y)}), instrument)
        for x, y in places
    ]
    assert len({guide.card.title for guide in guides}) == 5
    assert NO_QUESTION not in {topic.question for guide in guides for topic in guide.topics}
