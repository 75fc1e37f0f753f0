"""Instrument as frozen objects: domains, facets, items, editions and the texts that go with them.

How these are read from a file is the business of `file`; here is only what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

SCORE_MIN = 0.0
SCORE_MID = 50.0
SCORE_MAX = 100.0


class Level(StrEnum):
    """Where a facet's confidence band lies: below the middle, across it, or above it."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


Side = Literal["low", "high"]
KeyedDirection = Literal["+", "-"]


@dataclass(frozen=True)
class Statement:
    """An item answered on the response format; keyed "+" when agreement raises the score."""

    id: str
    facet: str
    keyed: KeyedDirection
    text: str
    theme: str


@dataclass(frozen=True)
class SituationOption:
    """One course of action; `value` is its place on the facet, 0-100."""

    text: str
    value: float
    reason: str


@dataclass(frozen=True)
class Situation:
    """An item answered by choosing one of several courses of action."""

    id: str
    facet: str
    text: str
    options: tuple[SituationOption, ...]
    theme: str


Item = Statement | Situation


@dataclass(frozen=True)
class LevelText:
    """What a facet at one level means, gains and costs, and one practice to try; others read `third_person`.

    All but the meaning may be empty.
    """

    meaning: str
    gain: str = ""
    cost: str = ""
    practice: str = ""
    third_person: str = ""


@dataclass(frozen=True)
class FacetQuestions:
    """What people may ask each other about a facet: when they stand apart on it, when they stand alike."""

    apart: str
    alike: str


@dataclass(frozen=True)
class Facet:
    """A narrow score, from 0 (`low_pole`) to 100 (`high_pole`); an instrument may come without questions."""

    id: str
    name: str
    low_pole: str
    high_pole: str
    description: str
    levels: Mapping[Level, LevelText]
    questions: FacetQuestions | None = None

    def pole(self, side: Side) -> str:
        return self.low_pole if side == "low" else self.high_pole


@dataclass(frozen=True)
class Domain:
    """A wide score: the mean of its facets."""

    id: str
    name: str
    low_pole: str
    high_pole: str
    description: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True)
class Archetype:
    """One quarter of the map: a side of each domain, in the order of the domains."""

    id: str
    name: str
    sides: tuple[Side, Side]
    summary: str
    gain: str
    cost: str
    third_person: str = ""


@dataclass(frozen=True)
class Edition:
    """The items a respondent is given, in their one fixed order."""

    id: str
    name: str
    minutes: int
    items: tuple[Item, ...]

    @cached_property
    def items_by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Item id to the number a respondent sees."""
        return {item.id: number for number, item in enumerate(self.items, start=1)}

    @cached_property
    def _items_by_facet(self) -> Mapping[str, tuple[Item, ...]]:
        found: dict[str, tuple[Item, ...]] = {}
        for item in self.items:
            found[item.facet] = (*found.get(item.facet, ()), item)
        return found

    def items_of(self, facet_id: str) -> tuple[Item, ...]:
        return self._items_by_facet.get(facet_id, ())


@dataclass(frozen=True)
class Spectrum:
    """The headline's two poles."""

    low_pole: str
    high_pole: str
    description: str


@dataclass(frozen=True)
class Welcome:
    """What a visitor reads before the first question; each text is empty where an instrument has none."""

    question: str = ""
    lead: str = ""
    low_pole: str = ""
    high_pole: str = ""
    about: str = ""


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
    """What is said to a team that talks about its picture; which of it, `measurement.guide` chooses.

    `cards` by archetype, for a team that stands clearly in one quarter; `mixed_card` for all others.
    """

    opening: str
    commitment: str
    not_to_conclude: tuple[str, ...]
    agendas: tuple[Agenda, ...]
    cards: Mapping[str, FacilitatorCard]
    mixed_card: FacilitatorCard


@dataclass(frozen=True)
class Instrument:
    """A whole questionnaire with its key and version; `sha256` is that of the file it was read from."""

    id: str
    version: int
    title: str
    sha256: str
    headline: Spectrum
    response_format: tuple[str, ...]
    passed_over: str
    domains: tuple[Domain, Domain]
    archetypes: tuple[Archetype, ...]
    editions: Mapping[str, Edition]
    guide: GuideTexts | None = None
    welcome: Welcome = Welcome()
    lead_in: str = ""

    def __hash__(self) -> int:
        return hash(self.sha256)  # which stands for all the rest; the mappings in it have no hash

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet, in the order of the domains."""
        return tuple(facet for domain in self.domains for facet in domain.facets)

    @cached_property
    def facets_by_id(self) -> Mapping[str, Facet]:
        return {facet.id: facet for facet in self.facets}

    @cached_property
    def archetypes_by_id(self) -> Mapping[str, Archetype]:
        return {archetype.id: archetype for archetype in self.archetypes}

    def asks_like(self, other: Instrument) -> bool:
        """Whether both ask the same and score it alike, whatever else they say."""
        return self._asked == other._asked

    @property
    def _asked(self) -> object:
        parts = [(domain.id, [facet.id for facet in domain.facets]) for domain in self.domains]
        return self.editions, self.response_format, self.lead_in, self.passed_over, parts

    def option_labels(self, item: Item) -> tuple[str, ...]:
        """The texts a respondent chooses from, in the order of the key."""
        if isinstance(item, Statement):
            return self.response_format
        return tuple(option.text for option in item.options)

    def option_count(self, item: Item) -> int:
        return len(self.response_format if isinstance(item, Statement) else item.options)

    def all_items(self) -> Iterator[Item]:
        """Every item that any edition holds, each once."""
        seen: set[str] = set()
        for edition in self.editions.values():
            for item in edition.items:
                if item.id not in seen:
                    seen.add(item.id)
                    yield item
