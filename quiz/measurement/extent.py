"""How much of a result is shown to somebody else: the headline, the domains with the map, or all facets."""

from __future__ import annotations

from enum import StrEnum


class Extent(StrEnum):
    """From narrow to wide; each holds what the one before it holds."""

    HEADLINE = "headline"
    DOMAINS = "domains"
    FACETS = "facets"

    def includes(self, other: Extent) -> bool:
        """Whether whoever may see this much may see that much."""
        return _WIDTH[self] >= _WIDTH[other]


def narrower(one: Extent, other: Extent) -> Extent:
    """What both allow: never more than either."""
    return other if one.includes(other) else one


_WIDTH = {extent: width for width, extent in enumerate(Extent)}
