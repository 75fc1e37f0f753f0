"""The context of the questionnaire page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OptionView:
    value: str
    label: str


@dataclass(frozen=True)
class ItemView:
    """`name` is that of the radios and the id of their fieldset; `first_control` is the first radio's id."""

    id: str
    name: str
    first_control: str
    number: int
    text: str
    is_situation: bool
    options: tuple[OptionView, ...]


@dataclass(frozen=True)
class PartView:
    number: int
    heading: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True)
class QuestionnairePage:
    """What is the same for everybody; whatever is personal is a slot (see `slots`)."""

    title: str
    edition_name: str
    edition: str
    instrument_sha256: str
    total: int
    about: str
    minutes: int
    passed_over: str
    parts: tuple[PartView, ...]
    plotly_src: str
    is_private: bool = True
