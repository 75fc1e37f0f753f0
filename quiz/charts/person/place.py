"""Place on the map as SVG that the server draws: the same on a page, which styles it, and on a card.

In a square of 100 by 100 points, the second domain upwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.charts.person.map import Spot, region_radius


@dataclass(frozen=True)
class Paint:
    """SVG attributes of each part."""

    low: str
    high: str
    lines: str
    region: str
    point: str


ON_A_PAGE = Paint(*(f'class="map-{part}"' for part in ("low", "high", "lines", "region", "point")))
"""As static/css/components/map.css paints it."""


def place_svg(spot: Spot, paint: Paint) -> str:
    """What stands in the square: numbers and our own words alone, so it is safe as it is."""
    x, y = spot
    at = f'cx="{x.score:.1f}" cy="{100 - y.score:.1f}"'
    region = ""
    if x.df and y.df:
        radius = region_radius(min(x.df, y.df), 0.95)
        region = f'<ellipse {paint.region} {at} rx="{radius * x.sem:.1f}" ry="{radius * y.sem:.1f}"/>'
    return (
        f'<path {paint.low} d="M0 50h50v50H0z"/><path {paint.high} d="M50 0h50v50H50z"/>'
        f'<path {paint.lines} d="M50 0v100M0 50h100"/>{region}<circle {paint.point} {at} r="4"/>'
    )
