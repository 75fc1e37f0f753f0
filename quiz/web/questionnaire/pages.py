"""The context of the questionnaire page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OptionView:
    value: str
    label: str


@dataclass(frozen=True)
class ItemView:
    """`id` is that of the fieldset; the first radio's is `id` + "-1"."""

    id: str
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
    minutes: int
    passed_over: str
    parts: tuple[PartView, ...]
    plotly_src: str
    is_private: bool = True
