"""Pair map: two profiles on one map, each with its point and its 95 % region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import Chart, Table, scale_name
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import SEMIBOLD, SURFACE
from quiz.charts.pair.headline import KEY, Labelled, key, pair_headers, pair_row, short, verdict_of
from quiz.charts.person.map import (
    CONFIDENCES,
    Spot,
    draw_map,
    point,
    quiet_quarters,
    region,
    spot_of,
    spot_words,
)
from quiz.instrument.instrument import SCORE_MID, Instrument
from quiz.measurement.change import change_of

WHICH = {"first": "circle", "second": "diamond"}
BEYOND = "differ beyond error"


def pair_map_figure(first: Labelled, second: Labelled, instrument: Instrument) -> Chart | None:
    """The map with both, or None when a domain of either is unscored."""
    one, other = (spot_of(each.profile, instrument) for each in (first, second))
    if one is None or other is None:
        return None
    rows, apart = [], []
    for domain, its_first, its_second in zip(instrument.domains, one, other, strict=True):
        change = change_of(its_first, its_second)
        rows.append(pair_row(scale_name(domain), its_first, its_second, verdict_of(change, BEYOND)))
        if change and change.is_beyond_error:
            apart.append(domain.name.lower())
    values = dict(_values((first, second), (one, other), instrument))
    return Chart(
        id="map",
        heading="Both on one map",
        takeaway=f"The two differ beyond measurement error in {' and '.join(apart)}."
        if apart
        else "The two places are too close to tell apart: their bands allow for the same spot.",
        figure_json=prototype_of(instrument, draw_pair_map).filled(values),
        table=Table("The map in figures", pair_headers("Measure", first, second), tuple(rows)),
    )


def draw_pair_map(instrument: Instrument) -> Figure:
    """The prototype; two profiles fill "first", "second", their "region …" and "name …", and the quarters."""
    figure = draw_map(instrument)
    (you,) = figure["data"]
    layout = figure["layout"]
    shapes = [shape for shape in layout["shapes"] if "region" not in shape.get("name", "")]
    outer = next(shape for shape in layout["shapes"] if shape.get("name") == f"region {CONFIDENCES[0]}")
    return {
        "data": [
            {**you, "name": which, "marker": {**you["marker"], "symbol": symbol}}
            for which, symbol in WHICH.items()
        ],
        "layout": {
            **layout,
            "shapes": [*shapes, *({**outer, "name": f"region {which}"} for which in WHICH)],
            "annotations": [*layout["annotations"], *map(_name, WHICH), KEY],
        },
    }


def _name(which: str) -> dict[str, Any]:
    style = {"bgcolor": SURFACE, "borderpad": 2, "font": {"weight": SEMIBOLD}}
    return {"name": f"name {which}", "text": "", **_beside(SCORE_MID, SCORE_MID, below=False), **style}


def _values(
    pair: tuple[Labelled, Labelled], spots: tuple[Spot, Spot], instrument: Instrument
) -> Iterator[tuple[str, Any]]:
    is_second_lower = spots[1][1].score < spots[0][1].score
    for which, each, spot in zip(WHICH, pair, spots, strict=True):
        yield which, point(spot, f"{short(each.label)}<br>{spot_words(spot, instrument)}")
        yield f"region {which}", region(spot, CONFIDENCES[0])
        x, y = (round(score.score, 2) for score in spot)
        below = (which == "second") == is_second_lower  # so that two near points do not cover a name
        yield f"name {which}", {**_beside(x, y, below=below), "text": short(each.label)}
    yield "key", key(*pair)
    yield from quiet_quarters(instrument)


def _beside(x: float, y: float, *, below: bool) -> dict[str, Any]:
    """Where a point's name stands; near the map's edge it goes inwards."""
    away = {"yanchor": "top", "yshift": -12} if below else {"yanchor": "bottom", "yshift": 12}
    return {"x": x, "y": y, **away, "xanchor": "left" if x < 25 else "right" if x > 75 else "center"}
