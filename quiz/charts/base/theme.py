"""Theme of all figures: colours by meaning, the slim template, the axis from 0 to 100, and safe label text.

Colours are CSS custom properties; the browser's wrapper (static/js/charts.js) resolves them against the page,
so that one stored figure serves light, dark and paper. Plotly's own template is 7 KB and not wanted here.
"""

from __future__ import annotations

import html
import textwrap
from typing import Any

INK = "var(--chart-ink)"
MUTED = "var(--chart-muted)"
GRID = "var(--chart-grid)"
SURFACE = "var(--chart-surface)"
SUPERSTAR = "var(--chart-low)"
ENABLER = "var(--chart-high)"
REGION = "var(--chart-region)"
BAND = "var(--chart-band)"
POINT = "var(--chart-point)"

CLEAR = "rgba(0,0,0,0)"

SEMIBOLD = 600
QUIET = {"size": 12, "color": MUTED}
EMPHASIS = {"weight": 700, "color": INK}

MODE_BAR_HEIGHT = 34
"""Pixels kept free above every plot, so that the picture button covers nothing."""

FROM_0_TO_100: dict[str, Any] = {
    "range": [0, 100],
    "fixedrange": True,
    "showgrid": False,
    "zeroline": False,
    "showticklabels": False,
}

TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "paper_bgcolor": SURFACE,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 40,
        "hoverlabel": {"bgcolor": SURFACE, "bordercolor": MUTED, "font": {"color": INK}},
        "modebar": {"bgcolor": CLEAR, "color": MUTED, "activecolor": INK},
        "annotationdefaults": {"showarrow": False, "borderpad": 0},
        "shapedefaults": {"layer": "below", "line": {"width": 0}},
        "bargap": 0,
        "barmode": "overlay",
    },
}


def label(text: str, width: int = 40) -> str:
    """The text as Plotly shall show it: its markup literal, broken into lines of at most `width` letters.

    Plotly reads a small HTML in every text; an instrument's words must never become a link or a tag.
    """
    if len(text) <= width and text.isprintable() and text == text.strip():
        return html.escape(text, quote=False)  # what the lines below would come to, at a tenth of the time
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def text_width(*labels: str) -> int:
    """About how many pixels the longest line of the labels takes, rather too many than too few."""
    return round(7.5 * max(len(html.unescape(line)) for text in labels for line in text.split("<br>")))


def line_count(*labels: str) -> int:
    """The most lines any of the labels takes."""
    return max(text.count("<br>") + 1 for text in labels)
