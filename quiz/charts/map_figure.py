"""The map: the two domains against each other, the person's point, and how far it may be off."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from quiz.charts.chart import (
    SCORE_HEADERS,
    Chart,
    Table,
    TableRow,
    in_words,
    score_row,
    score_words,
)
from quiz.charts.map_drawing import CONFIDENCES, INNER_EDGE, OUTER_EDGE, draw_map
from quiz.charts.prototype import prototype_of
from quiz.charts.theme import EMPHASIS, MUTED, SEMIBOLD, label
from quiz.instrument.instrument import SCORE_MAX, SCORE_MID, SCORE_MIN, Archetype, Instrument, Side
from quiz.measurement.interpretation import named_archetypes
from quiz.measurement.profile import Profile, Score, Wording


def map_figure(profile: Profile, instrument: Instrument) -> Chart | None:
    """The map, or None when a domain is unscored."""
    x, y = (profile.domains[domain.id] for domain in instrument.domains)
    if x is None or y is None:
        return None
    figure_json = prototype_of(instrument, draw_map).filled(dict(_values(x, y, profile, instrument)))
    return Chart(
        id="map",
        heading="The place on the map",
        takeaway=_takeaway(profile, instrument),
        figure_json=figure_json,
        table=_table(x, y, profile, instrument),
    )


def region_radius(df: int, confidence: float) -> float:
    """Half the width of the joint confidence region of both domain scores, in SEMs; `df` is at least 1.

    The two errors are independent but judged by one pooled variance with `df` degrees of freedom, so the
    sum of the two squared deviations, each in its SEM, is twice an F with 2 and `df` degrees of freedom:
    the region is an ellipse, wider than the two separate bands. (Scheffé, The Analysis of Variance, 1959,
    section 2.3. With two degrees above, the quantile is closed: F_p = df/2 · ((1 − p)^(−2/df) − 1).
    When df grows, 2 F tends to the normal theory's 5.99.)
    """
    return math.sqrt(df * ((1 - confidence) ** (-2 / df) - 1))


def _takeaway(profile: Profile, instrument: Instrument) -> str:
    if profile.archetypes is None:
        return "So few answers fix a point but not how far it may be off: the place may be anywhere."
    named = named_archetypes(profile, instrument)
    if not named:
        return "Too close to call: the region reaches beyond any one quarter."
    first = instrument.archetypes_by_id[named[0]].name
    likely = in_words(profile.archetypes[named[0]])
    if profile.wording is Wording.PLAIN:
        return f"In the {first} quarter: {likely} likely."
    if profile.wording is Wording.LEANING:
        return f"Leaning towards the {first} quarter, {likely} likely, but the region reaches beyond it."
    second = instrument.archetypes_by_id[named[1]].name
    return f"Between {first} and {second}: the region reaches into both."


def _table(x: Score, y: Score, profile: Profile, instrument: Instrument) -> Table:
    scored = zip(instrument.domains, (x, y), strict=True)
    rows = [score_row(f"{d.name}: {d.low_pole} to {d.high_pole}", score) for d, score in scored]
    for archetype_id, probability in (profile.archetypes or {}).items():
        name = instrument.archetypes_by_id[archetype_id].name
        rows.append(TableRow((f"{name} quarter", f"{in_words(probability)} likely", "–"), None))
    return Table("The map in figures", ("Measure", *SCORE_HEADERS), tuple(rows))


def _values(x: Score, y: Score, profile: Profile, instrument: Instrument) -> Iterator[tuple[str, Any]]:
    across, up = instrument.domains
    hover = f"{label(across.name)}: {score_words(x)}<br>{label(up.name)}: {score_words(y)}"
    yield "you", {"x": [round(x.score, 2)], "y": [round(y.score, 2)], "hovertext": [hover]}
    for confidence in CONFIDENCES:
        yield f"region {confidence}", region(x, y, confidence)
    named = named_archetypes(profile, instrument)
    for archetype in instrument.archetypes:
        font = EMPHASIS if archetype.id in named else {"color": MUTED, "weight": SEMIBOLD}
        place = INNER_EDGE if is_in_the_way(archetype, x.score, y.score) else OUTER_EDGE
        text = _quarter_text(archetype, profile)
        yield f"quarter {archetype.id}", {"font": font, **place[archetype.sides[1]], "text": text}


def region(x: Score, y: Score, confidence: float) -> dict[str, Any]:
    """The ellipse's corners, or the whole map when nothing is known; Plotly cuts it off at the map's edge."""
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


def is_in_the_way(archetype: Archetype, x: float, y: float) -> bool:
    """Whether the point would lie on the name in the archetype's outer corner."""
    is_near_the_corner = abs(y - SCORE_MID) > (SCORE_MAX - SCORE_MID) / 2
    return is_near_the_corner and archetype.sides == (_side(x), _side(y))


def _side(score: float) -> Side:
    return "low" if score < SCORE_MID else "high"


def _quarter_text(archetype: Archetype, profile: Profile) -> str:
    name = label(archetype.name, 14)
    if profile.archetypes is None:
        return name
    return f"{name}<br>{in_words(profile.archetypes[archetype.id])}"
