"""Statistics as a page for the operator: how sure its scales are, which items are doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quiz.charts.evidence.page import Panel, colour, figure, marks, standalone_page, titled, uneven
from quiz.evidence.figures import (
    LEAST_FOR_CORRELATIONS,
    LEAST_FOR_MEANS,
    LEAST_ITEM_REST,
    EditionStatistics,
    Figure,
    ItemStatistics,
    ScaleStatistics,
)
from quiz.evidence.statistics_file import ITEM_HEADERS, SCALE_HEADERS, item_row, scale_name, scale_row

ROW = 26
"""Pixels of height a scale or an item takes."""


def statistics_page(editions: Sequence[EditionStatistics]) -> str:
    """The whole page; no figure on it is of fewer people than `figures` allows."""
    what = (
        "What the answers given here tell of the questions, and of nobody who gave them. Each person counts "
        "once: retakes are left out, and so is what a workshop keeps."
    )
    limits = (
        f"Below {LEAST_FOR_MEANS} people there are no figures; below {LEAST_FOR_CORRELATIONS} none that come "
        "without an interval. Who took it here is no sample of any profession."
    )
    return standalone_page(
        "The questionnaire, by the answers given here", (what, limits), statistics_panels(editions)
    )


def statistics_panels(editions: Sequence[EditionStatistics]) -> tuple[Panel, ...]:
    """Two for each edition: its scales, then its items."""
    return tuple(panel for edition in editions for panel in (_scales_panel(edition), _items_panel(edition)))


def _scales_panel(edition: EditionStatistics) -> Panel:
    known = [scale for scale in edition.scales if scale.reliability.value is not None]
    middle = [_value(scale.reliability) for scale in known]
    low = [_value(scale.reliability_low, middle[at]) for at, scale in enumerate(known)]
    high = [_value(scale.reliability_high, middle[at]) for at, scale in enumerate(known)]
    trace = marks(0, x=middle, y=[scale_name(scale) for scale in known], error_x=uneven(low, middle, high))
    return _panel(
        edition,
        "scales",
        takeaway=_scales_takeaway(edition, known),
        figure=figure([trace], titled("reliability", range=[0, 1]), _DOWN, height=120 + ROW * len(known)),
        headers=SCALE_HEADERS,
        rows=tuple(map(scale_row, edition.scales)),
    )


def _items_panel(edition: EditionStatistics) -> Panel:
    known = [item for item in edition.items if item.item_rest.value is not None]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [_value(item.item_rest) for item in known],
        "y": [item.id for item in known],
        "marker": {"color": [colour(1 if item.flags else 0) for item in known]},
    }
    limit = {"type": "line", "x0": LEAST_ITEM_REST, "x1": LEAST_ITEM_REST, "y0": 0, "y1": 1, "yref": "paper"}
    shapes = [{**limit, "line": {"dash": "dot"}}]
    across = titled("item-rest correlation")
    return _panel(
        edition,
        "items",
        takeaway=_items_takeaway(edition, known),
        figure=figure([trace], across, _DOWN, height=140 + ROW * len(known), shapes=shapes),
        headers=ITEM_HEADERS,
        rows=tuple(map(item_row, edition.items)),
    )


_DOWN = {"autorange": "reversed", "type": "category"}


def _panel(edition: EditionStatistics, what: str, **found: Any) -> Panel:
    heading = f"{edition.instrument_id}, version {edition.version}, {edition.edition}: {what}"
    return Panel(id=f"{what}-{edition.sha256[:12]}-{edition.edition}", heading=heading, **found)


def _scales_takeaway(edition: EditionStatistics, known: Sequence[ScaleStatistics]) -> str:
    if not known:
        return f"{edition.respondents:,} people are too few to say how reliable any scale is."
    return (
        f"{edition.respondents:,} people. Dots are reliabilities: alpha with Feldt's interval for facets, "
        "stratified alpha for what is a mean of facets."
    )


def _items_takeaway(edition: EditionStatistics, known: Sequence[ItemStatistics]) -> str:
    if not known:
        return "Too few people to say how well the items go together."
    flagged = len(edition.flagged)
    if not flagged:
        return "No item needs a second look."
    return f"{flagged} of {len(edition.items)} items {'needs' if flagged == 1 else 'need'} a second look."


def _value(figure_: Figure, otherwise: float = 0.0) -> float:
    return otherwise if figure_.value is None else figure_.value
