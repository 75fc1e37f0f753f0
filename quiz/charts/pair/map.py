"""Two profiles on one map, each with its point and its 95 % region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import Chart, Table, score_words
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import MUTED, SEMIBOLD, SURFACE, label
from quiz.charts.pair.headline import KEY, Labelled, key, pair_headers, pair_row, short, verdict_of
from quiz.charts.person.map import CONFIDENCES, draw_map, region
from quiz.instrument.instrument import SCORE_MID, Instrument
from quiz.measurement.change import change_of
from quiz.measurement.profile import Profile, Score

WHICH = ("first", "second")
BEYOND = "differ beyond error"


def pair_map_figure(first: Labelled, second: Labelled, instrument: Instrument) -> Chart | None:
    """The map with both, or None when a domain of either is unscored."""
    places = [_place(each.profile, instrument) for each in (first, second)]
    if None in places:
        return None
    known = [place for place in places if place is not None]
    values = dict(_values((first, second), known, instrument))
    rows = []
    for number, domain in enumerate(instrument.domains):
        one, other = known[0][number], known[1][number]
        name = f"{domain.name}: {domain.low_pole} to {domain.high_pole}"
        rows.append(pair_row(name, one, other, verdict_of(change_of(one, other), BEYOND)))
    return Chart(
        id="map",
        heading="Both on one map",
        takeaway=_takeaway(known, instrument),
        figure_json=prototype_of(instrument, draw_pair_map).filled(values),
        table=Table("The map in figures", pair_headers("Measure", first, second), tuple(rows)),
    )


def draw_pair_map(instrument: Instrument) -> Figure:
    """The prototype; two profiles fill "first", "second", their "region …" and "name …", and the quarters."""
    figure = draw_map(instrument)
    (point,) = figure["data"]
    layout = figure["layout"]
    shapes = [shape for shape in layout["shapes"] if "region" not in shape.get("name", "")]
    outer = next(shape for shape in layout["shapes"] if shape.get("name") == f"region {CONFIDENCES[0]}")
    symbols = dict(zip(WHICH, ("circle", "diamond"), strict=True))
    return {
        "data": [
            {**point, "name": which, "marker": {**point["marker"], "symbol": symbol}}
            for which, symbol in symbols.items()
        ],
        "layout": {
            **layout,
            "shapes": [*shapes, *({**outer, "name": f"region {which}"} for which in WHICH)],
            "annotations": [*layout["annotations"], *map(_name, WHICH), KEY],
        },
    }


def name_place(x: float, y: float, below: bool) -> dict[str, Any]:
    """Where a point's name stands; near the map's edge it goes inwards."""
    away = {"yanchor": "top", "yshift": -12} if below else {"yanchor": "bottom", "yshift": 12}
    return {"x": x, "y": y, **away, "xanchor": _anchor(x)}


def _name(which: str) -> dict[str, Any]:
    return {
        "name": f"name {which}",
        "text": "",
        "x": SCORE_MID,
        "y": SCORE_MID,
        "yanchor": "bottom",
        "yshift": 12,
        "bgcolor": SURFACE,
        "borderpad": 2,
        "font": {"weight": SEMIBOLD},
    }


def _place(profile: Profile, instrument: Instrument) -> tuple[Score, Score] | None:
    x, y = (profile.domains.get(domain.id) for domain in instrument.domains)
    return (x, y) if x and y else None


def _values(
    pair: tuple[Labelled, Labelled], places: list[tuple[Score, Score]], instrument: Instrument
) -> Iterator[tuple[str, Any]]:
    across, up = instrument.domains
    is_second_lower = places[1][1].score < places[0][1].score
    for which, each, (x, y) in zip(WHICH, pair, places, strict=True):
        at = round(x.score, 2), round(y.score, 2)
        words = f"{label(across.name)}: {score_words(x)}<br>{label(up.name)}: {score_words(y)}"
        hover = f"{short(each.label)}<br>{words}"
        yield which, {"x": [at[0]], "y": [at[1]], "hovertext": [hover]}
        yield f"region {which}", region(x, y, CONFIDENCES[0])
        below = (which == "second") == is_second_lower  # so that two near points do not cover a name
        yield f"name {which}", {**name_place(*at, below), "text": short(each.label)}
    yield "key", key(*pair)
    for archetype in instrument.archetypes:
        font = {"color": MUTED, "weight": SEMIBOLD}
        yield f"quarter {archetype.id}", {"text": label(archetype.name, 14), "font": font}


def _anchor(x: float) -> str:
    if x < 25:
        return "left"
    return "right" if x > 75 else "center"


def _takeaway(places: list[tuple[Score, Score]], instrument: Instrument) -> str:
    apart = [
        domain.name.lower()
        for domain, one, other in zip(instrument.domains, *places, strict=True)
        if (change := change_of(one, other)) and change.is_beyond_error
    ]
    if not apart:
        return "The two places are too close to tell apart: their bands allow for the same spot."
    return f"The two differ beyond measurement error in {' and '.join(apart)}."
