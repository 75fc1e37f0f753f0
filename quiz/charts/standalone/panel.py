"""One finding: heading, take-away, figure and the same figures as a table; and what all its figures share.

These pages stand alone, so colours are values here, and not the site's custom properties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

INK, QUIET, LINE, GROUND, FAIR = "#17181d", "#55565c", "#d8d3c6", "#fffdf8", "rgba(31,107,58,.14)"
COLOURS = ("#0072b2", "#b87a00", "#1f6b3a", "#8a3ffc", "#55565c")
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "x")

Figure = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """`figure` is a Plotly figure that has been checked by nobody yet."""

    id: str
    heading: str
    takeaway: str
    figure: Figure
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure(data: Sequence[Any], x: Any, y: Any, height: int = 380, **layout: Any) -> Figure:
    """These traces between these two axes."""
    return {
        "data": list(data),
        "layout": {
            "template": {"layout": {}},
            "height": height,
            "margin": {"l": 10, "r": 10, "t": 40, "b": 10},
            "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
            "paper_bgcolor": GROUND,
            "plot_bgcolor": GROUND,
            "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
            "dragmode": False,
            "xaxis": _axis(x),
            "yaxis": _axis(y),
            **layout,
        },
    }


def marks(place: int, **trace: Any) -> dict[str, Any]:
    """A scatter trace in the colour and with the symbol of the edition at this place."""
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"color": colour(place), "symbol": SYMBOLS[place % len(SYMBOLS)], "size": 11},
        **trace,
    }


def colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _axis(own: Any) -> dict[str, Any]:
    base = {"gridcolor": LINE, "linecolor": QUIET, "zeroline": False, "automargin": True, "fixedrange": True}
    return {**base, **own}
