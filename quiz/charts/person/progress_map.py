"""Progress map: one person's path over the map, oldest to newest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quiz.charts.base.chart import Chart, Table, TableRow, score_words
from quiz.charts.base.marks import pointed
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import MUTED, POINT, SURFACE, label
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
from quiz.instrument.instrument import Instrument
from quiz.measurement.profile import Profile

Path = list[tuple[Spot, str]]


def progress_map_figure(
    profiles: Sequence[Profile], days: Sequence[str], instrument: Instrument
) -> Chart | None:
    """The path through all that can be placed; None when that is fewer than two, or not the newest."""
    spots = [(spot_of(profile, instrument), day) for profile, day in zip(profiles, days, strict=True)]
    path = [(spot, day) for spot, day in spots if spot is not None]
    if len(path) < 2 or spots[-1][0] is None:
        return None
    return Chart(
        id="path",
        heading="The path over the map",
        takeaway=f"{len(path)} places, numbered from the oldest to the newest, with the newest one’s region.",
        figure_json=prototype_of(instrument, draw_progress_map).filled(_values(path, instrument)),
        table=_table(path, instrument),
    )


def draw_progress_map(instrument: Instrument) -> Figure:
    """The prototype; a path fills "path", "you", "region …" and the quarters' names."""
    figure = draw_map(instrument)
    marker = {"size": 11, "color": SURFACE, "opacity": 1, "line": {"width": 2, "color": POINT}}
    texts = {"text": [], "textposition": "top center", "textfont": {"size": 12}}
    line = {"mode": "lines+markers+text", "line": {"color": MUTED, "width": 2}}
    return {**figure, "data": [pointed("path", marker, **texts, **line), *figure["data"]]}


def _values(path: Path, instrument: Instrument) -> dict[str, Any]:
    newest, newest_day = path[-1]
    return {
        "path": {
            "x": [round(x.score, 2) for (x, _), _ in path],
            "y": [round(y.score, 2) for (_, y), _ in path],
            "text": [str(number) for number in range(1, len(path) + 1)],
            "hovertext": [f"{label(day)}<br>{spot_words(spot, instrument)}" for spot, day in path],
        },
        "you": point(newest, label(newest_day)),
        **{f"region {confidence}": region(newest, confidence) for confidence in CONFIDENCES},
        **dict(quiet_quarters(instrument)),
    }


def _table(path: Path, instrument: Instrument) -> Table:
    across, up = instrument.domains
    rows = (
        TableRow((f"{number}. {day}", f"{across.name} {score_words(x)}", f"{up.name} {score_words(y)}"), None)
        for number, ((x, y), day) in enumerate(path, start=1)
    )
    return Table("The path in figures", ("Taken on", across.name, up.name, ""), tuple(rows))
