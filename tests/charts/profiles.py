"""Profiles for the charts' tests: Ada's by default, clear throughout."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quiz.charts.base.chart import Chart
from quiz.measurement.profile import Profile, Score, Wording
from tests.builders import FACET_IDS, a_score

LIKELY_ENABLER = {"superstar": 0.01, "ambassador": 0.04, "specialist": 0.05, "enabler": 0.9}


def a_profile(**overrides: Any) -> Profile:
    """Ada: 70 on everything with a band of 60 to 80, and plainly an enabler."""
    parts: dict[str, Any] = {
        "headline": a_score(70),
        "domains": {"mindset": a_score(70), "focus": a_score(70)},
        "facets": dict.fromkeys(FACET_IDS, a_score(70)),
        "archetypes": LIKELY_ENABLER,
        "wording": Wording.PLAIN,
    }
    return Profile(**(parts | overrides))


def on_the_map(x: Score, y: Score, **overrides: Any) -> Profile:
    return a_profile(domains={"mindset": x, "focus": y}, **overrides)


def with_facets(changes: Mapping[str, Score | None]) -> Profile:
    return a_profile(facets=dict.fromkeys(FACET_IDS, a_score(70)) | dict(changes))


def part(chart: Chart, name: str) -> dict[str, Any]:
    """The figure's trace, shape or annotation of this name."""
    figure = json.loads(chart.figure_json)
    parts = [*figure["data"], *figure["layout"].get("shapes", []), *figure["layout"]["annotations"]]
    (found,) = (each for each in parts if each.get("name") == name)
    return dict(found)
