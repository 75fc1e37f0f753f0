"""Worlds: what a simulation takes for true of people and items, the favourable one and less favourable ones.

In each, what a person is told has to be right as often as it says; no world is claimed to be ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final

GENERAL_SHARE, DOMAIN_SHARE = 0.30, 0.20
"""Of a facet position's variance: shared by all facets, and by those of one domain. The rest is its own."""

DISCRIMINATIONS = (1.0, 1.3, 1.6, 1.9, 2.2)
DIFFICULTIES = (-0.5, -0.25, 0.0, 0.25, 0.5)
"""In the standard deviations of a facet position, as every position and threshold here."""

THRESHOLD_REACH = 1.8
"""The outermost thresholds lie this far from the item's difficulty, the others evenly between them."""


@dataclass(frozen=True)
class GradedItem:
    """An item of the universe: its discrimination and its rising thresholds, one fewer than its grades."""

    discrimination: float
    thresholds: tuple[float, ...]


@dataclass(frozen=True)
class World:
    """What is assumed; everything is in standard deviations of a facet position.

    `centre` is the mean position. `has_one_item_set`: all meet the same items, where else each meets items
    drawn anew. `specifics` is the SD of what one item alone is to one person; `acquiescence` that of a
    person's agreeing with whatever a statement says; `styles` that of the logarithm by which a person
    stretches all thresholds: for some only the ends will do, others stay near the middle. Situations
    discriminate by `situations` times as much as statements. `asked` holds the one set, once it is drawn.
    """

    about: str
    general_share: float = GENERAL_SHARE
    domain_share: float = DOMAIN_SHARE
    centre: float = 0.0
    discriminations: tuple[float, ...] = DISCRIMINATIONS
    difficulties: tuple[float, ...] = DIFFICULTIES
    has_one_item_set: bool = False
    specifics: float = 0.0
    acquiescence: float = 0.0
    styles: float = 0.0
    situations: float = 1.0
    asked: Mapping[str, GradedItem] = field(default_factory=lambda: MappingProxyType({}))

    def universe(self, grades: int, *, is_situation: bool) -> tuple[GradedItem, ...]:
        """Every item of that kind that may be drawn."""
        factor = self.situations if is_situation else 1.0
        return item_universe(grades, tuple(factor * a for a in self.discriminations), self.difficulties)


OWN_WORLD: Final = World("items as good as one hopes for")

WORLDS: Final[Mapping[str, World]] = {
    "own": OWN_WORLD,
    "weak-items": World("items that tell less", discriminations=(0.6, 0.8, 1.05, 1.3, 1.5)),
    "facets-apart": World("facets that hardly go together", general_share=0.18, domain_share=0.12),
    "facets-alike": World("facets that nearly are one", general_share=0.42, domain_share=0.28),
    "off-centre": World("people who mostly lean to the high pole", centre=0.7),
    "realistic": World(
        "weaker items, the same for all, with people's habits of answering",
        discriminations=(0.7, 0.95, 1.2, 1.45, 1.7),
        has_one_item_set=True,
        specifics=0.5,
        acquiescence=0.3,
        styles=0.35,
        situations=0.6,
    ),
}


@cache
def item_universe(
    grades: int,
    discriminations: tuple[float, ...] = DISCRIMINATIONS,
    difficulties: tuple[float, ...] = DIFFICULTIES,
) -> tuple[GradedItem, ...]:
    """Every item that may be drawn: each discrimination with each difficulty."""
    steps = [
        THRESHOLD_REACH * (2 * step / (grades - 2) - 1) if grades > 2 else 0.0 for step in range(grades - 1)
    ]
    return tuple(
        GradedItem(discrimination, tuple(difficulty + step for step in steps))
        for discrimination in discriminations
        for difficulty in difficulties
    )
