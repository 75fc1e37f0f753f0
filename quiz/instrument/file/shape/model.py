"""The shape of an instrument file: which keys stand where and what each may hold.

The descriptions are shown to authors three times: in a fault after "expected", in the JSON Schema that
editors use, and in docs/instrument-format.md. What spans several entries is in `rules.faults`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from quiz.instrument.file.shape.guide_model import NO_GUIDE, Entry, GuideEntry, text_of
from quiz.instrument.instrument import KeyedDirection, Side

FORMAT = "limelight-instrument/1"


def _slug(what: str) -> Any:
    pattern = r"^[a-z][a-z0-9-]*$"
    return Field(
        pattern=pattern,
        max_length=60,
        description=f"{what}: a small letter, then small letters, digits and hyphens",
    )


class HeadlineEntry(Entry):
    """The headline, from the pole at 0 to the pole at 100."""

    model_config = ConfigDict(title="the headline")

    low_pole: str = text_of("the name of the pole at 0")
    high_pole: str = text_of("the name of the pole at 100")
    description: str = text_of("what the headline tells")


class LevelEntry(Entry):
    """What is said to a person at one level of a facet."""

    model_config = ConfigDict(title="a level")

    meaning: str = text_of("what being here means")
    gain: str = text_of("what it gains")
    cost: str = text_of("what it costs")
    practice: str = text_of("one practice to try")


class LevelsEntry(Entry):
    """Advice for a confidence band below, across and above the middle."""

    model_config = ConfigDict(title="a set of levels")

    low: LevelEntry = Field(description="what is said below the middle: meaning, gain, cost and practice")
    middle: LevelEntry = Field(description="what is said across the middle: meaning, gain, cost and practice")
    high: LevelEntry = Field(description="what is said above the middle: meaning, gain, cost and practice")


class QuestionsEntry(Entry):
    """Questions for a conversation about a facet."""

    model_config = ConfigDict(title="a pair of questions")

    apart: str = text_of("what to ask where people stand apart")
    alike: str = text_of("what to ask where people stand alike")


NO_QUESTIONS = QuestionsEntry.model_construct(apart="", alike="")
"""For a file that was written before there were any."""


class FacetEntry(Entry):
    """A narrow score, from 0 to 100."""

    model_config = ConfigDict(title="a facet")

    id: str = _slug("the facet's id")
    name: str = text_of("the facet's name")
    low_pole: str = text_of("the pole at 0")
    high_pole: str = text_of("the pole at 100")
    description: str = text_of("what the facet is about")
    levels: LevelsEntry = Field(description="advice for the levels low, middle and high")
    questions: QuestionsEntry = Field(
        default_factory=lambda: NO_QUESTIONS,
        description="questions for a conversation, apart and alike; may be left out",
    )


class DomainEntry(Entry):
    """A wide score: the mean of its facets. The first domain is the map's x axis, the second its y axis."""

    model_config = ConfigDict(title="a domain")

    id: str = _slug("the domain's id")
    name: str = text_of("the domain's name")
    low_pole: str = text_of("the pole at 0")
    high_pole: str = text_of("the pole at 100")
    description: str = text_of("what the domain is about")
    facets: list[FacetEntry] = Field(min_length=2, description="a list of two or more facets")


class ArchetypeEntry(Entry):
    """One quarter of the map of the two domains."""

    model_config = ConfigDict(title="an archetype")

    id: str = _slug("the archetype's id")
    name: str = text_of("the archetype's name")
    sides: dict[str, Side] = Field(
        min_length=2, max_length=2, description='the side of each of the two domains, "low" or "high"'
    )
    summary: str = text_of("what people in this quarter do")
    gain: str = text_of("what it gains")
    cost: str = text_of("what it costs")


class StatementEntry(Entry):
    """An item answered on the response format."""

    model_config = ConfigDict(title="a statement")

    id: str = _slug("the item's id")
    facet: str = _slug("the id of the facet it measures")
    keyed: KeyedDirection = Field(
        description='"+" (in quotes) when agreement raises the score, "-" when it lowers it;'
        " a situation has options instead"
    )
    text: str = text_of("the statement")
    theme: str = text_of("the theme it is drawn from")


class OptionEntry(Entry):
    """One course of action of a situation."""

    model_config = ConfigDict(title="an option")

    text: str = text_of("the course of action")
    value: float = Field(ge=0, le=100, allow_inf_nan=False, description="a plain number from 0 to 100")
    reason: str = text_of("why it has this value")


class SituationEntry(Entry):
    """An item answered by choosing a course of action; the options are shown in this order."""

    model_config = ConfigDict(title="a situation")

    id: str = _slug("the item's id")
    facet: str = _slug("the id of the facet it measures")
    text: str = text_of("the situation")
    theme: str = text_of("the theme it is drawn from")
    options: list[OptionEntry] = Field(
        min_length=2,
        max_length=9,
        description="a list of two to nine options, each with text, value and reason",
    )


class EditionEntry(Entry):
    """The items a respondent is given, in their one fixed order."""

    model_config = ConfigDict(title="an edition")

    id: str = _slug("the edition's id")
    name: str = text_of("the edition's name")
    minutes: int = Field(ge=1, description="a whole number of minutes, 1 or more")
    items: list[str] = Field(
        min_length=1, description="a list of the ids of its items, in the order they are shown"
    )


def kind_of_item(entry: object) -> Literal["statement", "situation"]:
    """What has options is a situation, all else a statement."""
    if isinstance(entry, SituationEntry) or (isinstance(entry, dict) and "options" in entry):
        return "situation"
    return "statement"


ItemEntry = Annotated[
    Annotated[StatementEntry, Tag("statement")] | Annotated[SituationEntry, Tag("situation")],
    Discriminator(kind_of_item),
]


class WelcomeEntry(Entry):
    """What a visitor reads before the first question."""

    model_config = ConfigDict(title="a welcome")

    question: str = text_of("the question the first page begins with")
    lead: str = text_of("in a sentence or two, for whom the questionnaire is and what it shows")
    low_pole: str = text_of("what somebody at the headline's low pole does")
    high_pole: str = text_of("what somebody at the headline's high pole does")
    about: str = text_of('what the questions are about, after "16 questions about"')


NO_WELCOME = WelcomeEntry.model_construct(question="", lead="", low_pole="", high_pole="", about="")
"""For a file without one: its title and its poles then say it all."""


class InstrumentEntry(Entry):
    """A whole questionnaire with its key and version."""

    model_config = ConfigDict(title="an instrument")

    format: Literal["limelight-instrument/1"] = Field(
        description=f"the format this file is written in: {FORMAT}"
    )
    id: str = _slug("the instrument's id")
    version: int = Field(ge=1, description="a whole number, 1 or more, raised with every change of an item")
    title: str = text_of("the instrument's title")
    welcome: WelcomeEntry = Field(
        default_factory=lambda: NO_WELCOME,
        description="the words of the first page; may be left out",
    )
    headline: HeadlineEntry = Field(description="the headline: low_pole, high_pole and description")
    response_format: list[Annotated[str, text_of("one label of the response format")]] = Field(
        min_length=3,
        max_length=7,
        description="a list of three to seven labels, from least to most agreement",
    )
    passed_over: str = text_of("the label for an item that is passed over")
    domains: list[DomainEntry] = Field(
        min_length=2,
        max_length=2,
        description="a list of exactly two domains, the map's x axis and its y axis",
    )
    archetypes: list[ArchetypeEntry] = Field(
        min_length=4,
        max_length=4,
        description="a list of exactly four archetypes, one for each quarter of the map",
    )
    items: list[ItemEntry] = Field(min_length=1, description="a list of the items, statements and situations")
    editions: list[EditionEntry] = Field(min_length=1, description="a list of one or more editions")
    guide: GuideEntry = Field(
        default_factory=lambda: NO_GUIDE,
        description="what a team is given to talk about its picture; may be left out",
    )
