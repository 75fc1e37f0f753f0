"""Model of an instrument file: which keys stand where and what each may hold.

The descriptions are shown to authors three times: in a fault after "expected", in the JSON Schema that
editors use, and in docs/instrument-format.md. What spans several entries is in `faults`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from quiz.instrument.instrument import KeyedDirection, Side

FORMAT = "limelight-instrument/1"


class Entry(BaseModel):
    """No other keys, and nothing converted silently."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _text(what: str) -> Any:
    """A text that must not be empty; authors read what it is."""
    return Field(min_length=1, description=f"text, {what}")


def _left_out_or(what: str) -> Any:
    """What files did not have at first; None stands in the model where a file has none."""
    return Field(default_factory=lambda: None, description=f"{what}; may be left out")


def _slug(what: str) -> Any:
    description = f"{what}: a small letter, then small letters, digits and hyphens"
    return Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60, description=description)


class HeadlineEntry(Entry, title="the headline"):
    """The headline, from the pole at 0 to the pole at 100."""

    low_pole: str = _text("the name of the pole at 0")
    high_pole: str = _text("the name of the pole at 100")
    description: str = _text("what the headline tells")


class LevelEntry(Entry, title="a level"):
    """What is said to a person at one level of a facet."""

    meaning: str = _text("what being here means")
    gain: str = _text("what it gains")
    cost: str = _text("what it costs")
    practice: str = _text("one practice to try")
    third_person: str = _left_out_or("text, what others read of somebody here")


class OpenLevelEntry(Entry, title="the middle level"):
    """What is said where the answers leave the side open: that it is open, and more if the author likes."""

    meaning: str = _text("what being here means")
    gain: str = _left_out_or("text, what it gains")
    cost: str = _left_out_or("text, what it costs")
    practice: str = _left_out_or("text, one practice to try")


class LevelsEntry(Entry, title="a set of levels"):
    """Advice for a confidence band below, across and above the middle."""

    low: LevelEntry = Field(description="what is said below the middle: meaning, gain, cost and practice")
    middle: OpenLevelEntry = Field(
        description="what is said across the middle: meaning, and more if you like"
    )
    high: LevelEntry = Field(description="what is said above the middle: meaning, gain, cost and practice")


class QuestionsEntry(Entry, title="a pair of questions"):
    """Questions for a conversation about a facet."""

    apart: str = _text("what to ask where people stand apart")
    alike: str = _text("what to ask where people stand alike")


class FacetEntry(Entry, title="a facet"):
    """A narrow score, from 0 to 100."""

    id: str = _slug("the facet's id")
    name: str = _text("the facet's name")
    low_pole: str = _text("the pole at 0")
    high_pole: str = _text("the pole at 100")
    description: str = _text("what the facet is about")
    levels: LevelsEntry = Field(description="advice for the levels low, middle and high")
    questions: QuestionsEntry = _left_out_or("questions for a conversation, apart and alike")


class DomainEntry(Entry, title="a domain"):
    """A wide score: the mean of its facets. The first domain is the map's x axis, the second its y axis."""

    id: str = _slug("the domain's id")
    name: str = _text("the domain's name")
    low_pole: str = _text("the pole at 0")
    high_pole: str = _text("the pole at 100")
    description: str = _text("what the domain is about")
    facets: list[FacetEntry] = Field(min_length=2, description="a list of two or more facets")


class ArchetypeEntry(Entry, title="an archetype"):
    """One quarter of the map of the two domains."""

    id: str = _slug("the archetype's id")
    name: str = _text("the archetype's name")
    sides: dict[str, Side] = Field(
        min_length=2, max_length=2, description='the side of each of the two domains, "low" or "high"'
    )
    summary: str = _text("what people in this quarter do")
    third_person: str = _left_out_or("text, what others read of somebody in this quarter")
    gain: str = _text("what it gains")
    cost: str = _text("what it costs")


class StatementEntry(Entry, title="a statement"):
    """An item answered on the response format."""

    id: str = _slug("the item's id")
    facet: str = _slug("the id of the facet it measures")
    keyed: KeyedDirection = Field(
        description='"+" (in quotes) when agreement raises the score, "-" when it lowers it;'
        " a situation has options instead"
    )
    text: str = _text("the statement")
    theme: str = _text("the theme it is drawn from")


class OptionEntry(Entry, title="an option"):
    """One course of action of a situation."""

    text: str = _text("the course of action")
    value: float = Field(ge=0, le=100, allow_inf_nan=False, description="a plain number from 0 to 100")
    reason: str = _text("why it has this value")


class SituationEntry(Entry, title="a situation"):
    """An item answered by choosing a course of action; the options are shown in this order."""

    id: str = _slug("the item's id")
    facet: str = _slug("the id of the facet it measures")
    text: str = _text("the situation")
    theme: str = _text("the theme it is drawn from")
    options: list[OptionEntry] = Field(
        min_length=2,
        max_length=9,
        description="a list of two to nine options, each with text, value and reason",
    )


class EditionEntry(Entry, title="an edition"):
    """The items a respondent is given, in their one fixed order."""

    id: str = _slug("the edition's id")
    name: str = _text("the edition's name")
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


class WelcomeEntry(Entry, title="a welcome"):
    """What a visitor reads before the first question."""

    question: str = _text("the question the first page begins with")
    lead: str = _text("in a sentence or two, for whom the questionnaire is and what it shows")
    low_pole: str = _text("what somebody at the headline's low pole does")
    high_pole: str = _text("what somebody at the headline's high pole does")
    about: str = _text('what the questions are about, after "16 questions about"')


class StepEntry(Entry, title="a step of an agenda"):
    """One box of time."""

    minutes: int = Field(ge=1, description="a whole number of minutes, 1 or more")
    title: str = _text("what the step is called")
    text: str = _text("what happens in it")


class AgendaEntry(Entry, title="an agenda"):
    """A conversation of so many minutes."""

    minutes: int = Field(ge=1, description="a whole number of minutes, 1 or more, which the steps fill")
    steps: list[StepEntry] = Field(min_length=1, description="a list of steps, each with its minutes")


class CardEntry(Entry, title="a facilitator's card"):
    """What the facilitator of such a team may expect."""

    title: str = _text("what such a team is called")
    text: str = _text("what to expect of it")
    to_try: str = Field(alias="try", min_length=1, description="text, one thing to try with it")


class CardsEntry(Entry, title="a set of cards"):
    """A card for every kind of team; that each archetype has one is a rule of its own."""

    one_quarter: dict[str, CardEntry] = Field(
        description="a card for each archetype, under the archetype's id"
    )
    mixed: CardEntry = Field(description="the card for all other teams: title, text and try")


class GuideEntry(Entry, title="a guide for teams"):
    """What a team is given to talk about its picture."""

    opening: str = _text("how the conversation is opened")
    agendas: list[AgendaEntry] = Field(min_length=1, description="a list of one or more agendas")
    cards: CardsEntry = Field(description="the facilitator's cards: one_quarter and mixed")
    not_to_conclude: list[Annotated[str, _text("one thing the picture must not be used for")]] = Field(
        min_length=3, max_length=6, description="a list of three to six things not to conclude"
    )
    commitment: str = _text("how a commitment is asked for")


class InstrumentEntry(Entry, title="an instrument"):
    """A whole questionnaire with its key and version."""

    format: Literal["limelight-instrument/1"] = Field(
        description=f"the format this file is written in: {FORMAT}"
    )
    id: str = _slug("the instrument's id")
    version: int = Field(ge=1, description="a whole number, 1 or more, raised with every change of an item")
    title: str = _text("the instrument's title")
    welcome: WelcomeEntry = _left_out_or("the words of the first page")
    headline: HeadlineEntry = Field(description="the headline: low_pole, high_pole and description")
    response_format: list[Annotated[str, _text("one label of the response format")]] = Field(
        min_length=3,
        max_length=7,
        description="a list of three to seven labels, from least to most",
    )
    lead_in: str = _left_out_or("text, what is asked of every statement, such as how often, and since when")
    passed_over: str = _text("the label for an item that is passed over")
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
    guide: GuideEntry = _left_out_or("what a team is given to talk about its picture")
