"""Pictures of teams for the tests: twelve people who lean nowhere together, until a test says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from quiz.measurement.team import GroupScore, Leanings, TeamPicture, agreement
from tests.builders import FACET_IDS, FACETS_BY_DOMAIN

CELLS = ((0, 0, 1, 0, 0), (0, 2, 0, 0, 0), (0, 0, 3, 0, 0), (0, 0, 0, 5, 0), (0, 0, 0, 0, 1))
"""Twelve people, from the low ends."""


def a_group(mean: float = 50.0, sd: float = 20.0, **overrides: Any) -> GroupScore:
    """Twelve people: 3 lean low, 4 to neither and 5 high; the mean may be off by 6 points."""
    parts: dict[str, Any] = {
        "n": 12,
        "mean": mean,
        "sd": sd,
        "standard_error": 6.0,
        "agreement": agreement(sd),
        "leanings": Leanings(3, 4, 5),
    }
    return GroupScore(**(parts | overrides))


def a_picture(
    facets: Mapping[str, GroupScore] | None = None,
    domains: Mapping[str, GroupScore] | None = None,
    cells: tuple[tuple[int, ...], ...] | None = CELLS,
) -> TeamPicture:
    return TeamPicture(
        n=12,
        headline=a_group(),
        domains=dict.fromkeys(FACETS_BY_DOMAIN, a_group()) | dict(domains or {}),
        facets=dict.fromkeys(FACET_IDS, a_group()) | dict(facets or {}),
        cells=cells,
    )


def all_alike(mean: float, n: int = 12) -> GroupScore:
    """A group of one mind, whose counts are hidden."""
    return replace(a_group(mean, 0.0, standard_error=1.0, leanings=None), n=n)
