"""Pictures of teams for the tests: twelve people, of whom some are told to lean each way on everything."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.measurement.team import Leanings, TeamPicture
from tests.builders import FACET_IDS

QUARTERS = {"superstar": 2, "ambassador": 0, "specialist": 0, "enabler": 4}
NOTHING = Leanings(0, 0)


def a_picture(
    facets: Mapping[str, Leanings] | None = None,
    quarters: Mapping[str, int] = QUARTERS,
    n: int = 12,
    *,
    is_later: bool = False,
) -> TeamPicture:
    """At least 2 of 12 lean to each low pole and 4 to each high one, but for the facets that are given."""
    return TeamPicture(n, dict.fromkeys(FACET_IDS, Leanings(2, 4)) | dict(facets or {}), quarters, is_later)
