"""The shape of an instrument's guide for teams; it may be left out.

What all parts of an instrument file have in common.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    """No other keys, and nothing converted silently."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def text_of(what: str) -> Any:
    """A text that must not be empty; authors read what it is."""
    return Field(min_length=1, description=f"text, {what}")


class StepEntry(Entry):
    """One box of time."""

    model_config = ConfigDict(title="a step of an agenda")

    minutes: int = Field(ge=1, description="a whole number of minutes, 1 or more")
    title: str = text_of("what the step is called")
    text: str = text_of("what happens in it")


class AgendaEntry(Entry):
    """A conversation of so many minutes."""

    model_config = ConfigDict(title="an agenda")

    minutes: int = Field(ge=1, description="a whole number of minutes, 1 or more, which the steps fill")
    steps: list[StepEntry] = Field(min_length=1, description="a list of steps, each with its minutes")


class CardEntry(Entry):
    """What the facilitator of such a team may expect."""

    model_config = ConfigDict(title="a facilitator's card")

    title: str = text_of("what such a team is called")
    text: str = text_of("what to expect of it")
    to_try: str = Field(alias="try", min_length=1, description="text, one thing to try with it")


class CardsEntry(Entry):
    """A card for every kind of team; that each archetype has one is a rule of its own."""

    model_config = ConfigDict(title="a set of cards")

    one_quarter: dict[str, CardEntry] = Field(
        description="a card for each archetype, under the archetype's id"
    )
    mixed: CardEntry = Field(description="the card for all other teams: title, text and try")


class GuideEntry(Entry):
    """What a team is given to talk about its picture."""

    model_config = ConfigDict(title="a guide for teams")

    opening: str = text_of("how the conversation is opened")
    agendas: list[AgendaEntry] = Field(min_length=1, description="a list of one or more agendas")
    cards: CardsEntry = Field(description="the facilitator's cards: one_quarter and mixed")
    not_to_conclude: list[Annotated[str, text_of("one thing the picture must not be used for")]] = Field(
        min_length=3, max_length=6, description="a list of three to six things not to conclude"
    )
    commitment: str = text_of("how a commitment is asked for")


NO_GUIDE = GuideEntry.model_construct(
    opening="",
    agendas=[],
    cards=CardsEntry.model_construct(
        one_quarter={}, mixed=CardEntry.model_construct(title="", text="", to_try="")
    ),
    not_to_conclude=[],
    commitment="",
)
"""For a file that was written before there were any."""
