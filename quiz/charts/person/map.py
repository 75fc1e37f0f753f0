"""Map: the two domains against each other, the person's point, and how far it may be off.

A square with four quarters and with its axes labelled by both poles. Maps of several places are made from it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import (
    SCORE_HEADERS,
    Chart,
    Table,
    TableRow,
    in_words,
    scale_name,
    score_row,
    score_words,
)
from quiz.charts.base.marks import pointed
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import (
    EMPHASIS,
    ENABLER,
    FROM_0_TO_100,
    GRID,
    MODE_BAR_HEIGHT,
    MUTED,
    POINT,
    QUIET,
    REGION,
    SEMIBOLD,
    SUPERSTAR,
    SURFACE,
    TEMPLATE,
    label,
    line_count,
)
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Archetype, Domain, Instrument, Side
from quiz.measurement.interpretation import named_archetypes
from quiz.measurement.profile import Profile, Score, Wording

Spot = tuple[Score, Score]
"""A place on the map: the scores on the first domain, across, and on the second, upwards."""

OUTER_EDGE: dict[Side, dict[str, Any]] = {
    "low": {"y": 3, "yanchor": "bottom"},
    "high": {"y": 97, "yanchor": "top"},
}
INNER_EDGE: dict[Side, dict[str, Any]] = {
    "low": {"y": 47, "yanchor": "top"},
    "high": {"y": 53, "yanchor": "bottom"},
}
"""Where a quarter's name stands, by the quarter's side of the upward axis."""

CONFIDENCES = (0.95, 0.8, 0.5)
"""The region that is outlined and spoken of, and two inner ones: a light that fades with likelihood."""

WIDEST = 560
"""Pixels: a larger square would push the words about it off the screen."""

SIDE_BY_SIDE = 30
"""Letters that fit in one line under the square of a small phone, shared by an axis's two poles."""

TICK_ROW, LINE_HEIGHT = 20, 16


def map_figure(profile: Profile, instrument: Instrument) -> Chart | None:
    """The map, or None when a domain is unscored."""
    spot = spot_of(profile, instrument)
    if spot is None:
        return None
    return Chart(
        id="map",
        heading="The place on the map",
        takeaway=map_takeaway(profile, instrument),
        figure_json=prototype_of(instrument, draw_map).filled(dict(_values(spot, profile, instrument))),
        table=_table(spot, profile, instrument),
    )


def spot_of(profile: Profile, instrument: Instrument) -> Spot | None:
    """Where a profile lies on the map; None when a domain is unscored."""
    x, y = (profile.domains.get(domain.id) for domain in instrument.domains)
    return (x, y) if x and y else None


def point(spot: Spot, words: str) -> dict[str, Any]:
    """What a trace of one point is filled with; `words` are told who points at it."""
    x, y = spot
    return {"x": [round(x.score, 2)], "y": [round(y.score, 2)], "hovertext": [words]}


def spot_words(spot: Spot, instrument: Instrument) -> str:
    scored = zip(instrument.domains, spot, strict=True)
    return "<br>".join(f"{label(domain.name)}: {score_words(score)}" for domain, score in scored)


def region(spot: Spot, confidence: float) -> dict[str, Any]:
    """The ellipse's corners, or the whole map when nothing is known; Plotly cuts it off at the map's edge."""
    x, y = spot
    if x.df == 0 or y.df == 0:
        place = {"x0": SCORE_MIN, "x1": SCORE_MAX, "y0": SCORE_MIN, "y1": SCORE_MAX}
        return {"type": "rect", **place, "visible": confidence == CONFIDENCES[0]}
    radius = region_radius(min(x.df, y.df), confidence)
    return {
        "x0": round(x.score - radius * x.sem, 2),
        "x1": round(x.score + radius * x.sem, 2),
        "y0": round(y.score - radius * y.sem, 2),
        "y1": round(y.score + radius * y.sem, 2),
    }


def region_radius(df: int, confidence: float) -> float:
    """Half the width of the joint confidence region of both domain scores, in SEMs; `df` is at least 1.

    The two errors are independent but judged by one pooled variance with `df` degrees of freedom, so the
    sum of the two squared deviations, each in its SEM, is twice an F with 2 and `df` degrees of freedom:
    the region is an ellipse, wider than the two separate bands. (Scheffé, The Analysis of Variance, 1959,
    section 2.3. With two degrees above, the quantile is closed: F_p = df/2 · ((1 − p)^(−2/df) − 1).
    When df grows, 2 F tends to the normal theory's 5.99.)
    """
    return math.sqrt(df * ((1 - confidence) ** (-2 / df) - 1))


def quiet_quarters(instrument: Instrument) -> Iterator[tuple[str, Any]]:
    """The quarters' names on a map of which none is one's own."""
    for archetype in instrument.archetypes:
        yield f"quarter {archetype.id}", {"text": label(archetype.name, 14), "font": _QUIET_NAME}


def is_in_the_way(archetype: Archetype, x: float, y: float) -> bool:
    """Whether the point would lie on the name in the archetype's outer corner."""
    is_near_the_corner = abs(y - SCORE_MID) > (SCORE_MAX - SCORE_MID) / 2
    return is_near_the_corner and archetype.sides == (_side(x), _side(y))


def draw_map(instrument: Instrument) -> Figure:
    """The prototype; a person fills "you", "region …" by confidence and "quarter …" by archetype id."""
    across, up = instrument.domains
    margin = {"l": _label_space(up), "r": 14, "t": MODE_BAR_HEIGHT, "b": _label_space(across), "pad": 0}
    return {
        "data": [pointed("you", {"size": 18, "color": POINT, "line": {"width": 3, "color": SURFACE}})],
        "layout": {
            "template": TEMPLATE,
            "meta": {"square": WIDEST},
            "margin": margin,
            "xaxis": FROM_0_TO_100,
            "yaxis": FROM_0_TO_100,
            "shapes": [*_tints(), *_lines(), *map(_region, CONFIDENCES)],
            "annotations": [
                *map(_quarter_name, instrument.archetypes),
                *_labels_across(across),
                *_labels_upward(up),
            ],
        },
    }


def map_takeaway(profile: Profile, instrument: Instrument) -> str:
    """What the map shows, for whoever does not see it."""
    if profile.archetypes is None:
        return "So few answers fix a point but not how far it may be off: the place may be anywhere."
    named = named_archetypes(profile, instrument)
    if not named:
        return "Too close to call: the region reaches beyond any one quarter."
    first, *others = (instrument.archetypes_by_id[each].name for each in named)
    likely = in_words(profile.archetypes[named[0]])
    if profile.wording is Wording.PLAIN:
        return f"In the {first} quarter: {likely} likely."
    if profile.wording is Wording.LEANING:
        return f"Leaning towards the {first} quarter, {likely} likely, but the region reaches beyond it."
    return f"Between {first} and {others[0]}: the region reaches into both."


def _table(spot: Spot, profile: Profile, instrument: Instrument) -> Table:
    rows = [score_row(scale_name(each), score) for each, score in zip(instrument.domains, spot, strict=True)]
    for archetype_id, probability in (profile.archetypes or {}).items():
        name = instrument.archetypes_by_id[archetype_id].name
        rows.append(TableRow((f"{name} quarter", f"{in_words(probability)} likely", "–"), None))
    return Table("The map in figures", ("Measure", *SCORE_HEADERS), tuple(rows))


def _values(spot: Spot, profile: Profile, instrument: Instrument) -> Iterator[tuple[str, Any]]:
    x, y = spot
    yield "you", point(spot, spot_words(spot, instrument))
    for confidence in CONFIDENCES:
        yield f"region {confidence}", region(spot, confidence)
    named = named_archetypes(profile, instrument)
    for archetype in instrument.archetypes:
        text = label(archetype.name, 14)
        if profile.archetypes is not None:
            text = f"{text}<br>{in_words(profile.archetypes[archetype.id])}"
        font = EMPHASIS if archetype.id in named else _QUIET_NAME
        edge = INNER_EDGE if is_in_the_way(archetype, x.score, y.score) else OUTER_EDGE
        yield f"quarter {archetype.id}", {"font": font, **edge[archetype.sides[1]], "text": text}


_QUIET_NAME = {"color": MUTED, "weight": SEMIBOLD}


def _side(score: float) -> Side:
    return "low" if score < SCORE_MID else "high"


def _region(confidence: float) -> dict[str, Any]:
    outline = {"width": 1, "color": POINT, "dash": "dot"} if confidence == CONFIDENCES[0] else {"width": 0}
    place = {"x0": 40, "x1": 60, "y0": 40, "y1": 60}
    return {"type": "circle", "name": f"region {confidence}", **place, "fillcolor": REGION, "line": outline}


def _label_space(domain: Domain) -> int:
    """Pixels beside an axis: a row of end points, then as many lines as the longer pole takes."""
    return TICK_ROW + LINE_HEIGHT * line_count(*_poles(domain)) + 8


def _poles(domain: Domain) -> tuple[str, str]:
    letters = len(domain.low_pole) + len(domain.high_pole)
    width = SIDE_BY_SIDE if letters <= SIDE_BY_SIDE else SIDE_BY_SIDE // 2
    return label(domain.low_pole, width), label(domain.high_pole, width)


def _tints() -> Iterator[dict[str, Any]]:
    """A breath of colour in the two quarters that the headline's poles stand in."""
    for colour, low, high in ((SUPERSTAR, SCORE_MIN, SCORE_MID), (ENABLER, SCORE_MID, SCORE_MAX)):
        place = {"x0": low, "x1": high, "y0": low, "y1": high}
        yield {"type": "rect", **place, "fillcolor": colour, "opacity": 0.09}


def _lines() -> Iterator[dict[str, Any]]:
    for at in (SCORE_MIN, 25, SCORE_MID, 75, SCORE_MAX):
        line = {"width": 1, "color": MUTED if at == SCORE_MID else GRID}
        yield {"type": "line", "x0": at, "x1": at, "y0": SCORE_MIN, "y1": SCORE_MAX, "line": line}
        yield {"type": "line", "x0": SCORE_MIN, "x1": SCORE_MAX, "y0": at, "y1": at, "line": line}


def _quarter_name(archetype: Archetype) -> dict[str, Any]:
    across, up = archetype.sides
    place = {"x": 3, "xanchor": "left"} if across == "low" else {"x": 97, "xanchor": "right"}
    align = place["xanchor"]
    return {"name": f"quarter {archetype.id}", "text": "", "align": align, **place, **OUTER_EDGE[up]}


def _labels_across(domain: Domain) -> Iterator[dict[str, Any]]:
    below = {"y": SCORE_MIN, "yanchor": "top"}
    yield {**below, "x": SCORE_MID, "yshift": -4, "text": label(domain.name), "font": {"weight": SEMIBOLD}}
    for at, anchor, pole in zip((0, 100), ("left", "right"), _poles(domain), strict=True):
        yield {**below, "x": at, "xanchor": anchor, "yshift": -4, "text": f"{at}", "font": QUIET}
        yield {**below, "x": at, "xanchor": anchor, "yshift": -TICK_ROW - 2, "align": anchor, "text": pole}


def _labels_upward(domain: Domain) -> Iterator[dict[str, Any]]:
    """As across, turned: reading upwards, the low pole at the bottom."""
    beside = {"x": SCORE_MIN, "xanchor": "right", "textangle": -90}
    yield {**beside, "y": SCORE_MID, "xshift": -4, "text": label(domain.name), "font": {"weight": SEMIBOLD}}
    for at, anchor, pole in zip((0, 100), ("bottom", "top"), _poles(domain), strict=True):
        align = "left" if at == SCORE_MIN else "right"
        yield {**beside, "y": at, "yanchor": anchor, "xshift": -4, "text": f"{at}", "font": QUIET}
        yield {**beside, "y": at, "yanchor": anchor, "xshift": -TICK_ROW - 2, "align": align, "text": pole}
