"""What an instrument has to say to a team that talks about its picture: texts only, chosen by `guide`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One box of time in an agenda, in minutes."""

    minutes: int
    title: str
    text: str


@dataclass(frozen=True)
class Agenda:
    """A conversation of that many minutes; the steps fill them exactly."""

    minutes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class FacilitatorCard:
    """What the facilitator of such a team may expect, and one thing to try."""

    title: str
    text: str
    to_try: str


@dataclass(frozen=True)
class GuideTexts:
    """`cards` by archetype, for a team that stands clearly in one quarter; `mixed_card` for all others."""

    opening: str
    commitment: str
    not_to_conclude: tuple[str, ...]
    agendas: tuple[Agenda, ...]
    cards: Mapping[str, FacilitatorCard]
    mixed_card: FacilitatorCard
