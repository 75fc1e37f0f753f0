"""One person's path over the map, oldest to newest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quiz.charts.base.chart import Chart, Table, TableRow, score_words
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import MUTED, POINT, SEMIBOLD, SURFACE, label
from quiz.charts.person.map import CONFIDENCES, draw_map, region
from quiz.instrument.instrument import Instrument
from quiz.measurement.profile import Profile, Score


def progress_map_figure(
    profiles: Sequence[Profile], days: Sequence[str], instrument: Instrument
) -> Chart | None:
    """The path through all that can be placed; None when that is fewer than two, or not the newest."""
    places = [(_place(profile, instrument), day) for profile, day in zip(profiles, days, strict=True)]
    path = [(place, day) for place, day in places if place is not None]
    if len(path) < 2 or places[-1][0] is None:
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
    path = {
        "type": "scatter",
        "name": "path",
        "mode": "lines+markers+text",
        "x": [],
        "y": [],
        "text": [],
        "textposition": "top center",
        "textfont": {"size": 12},
        "line": {"color": MUTED, "width": 2},
        "marker": {"size": 11, "color": SURFACE, "opacity": 1, "line": {"width": 2, "color": POINT}},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [],
    }
    return {**figure, "data": [path, *figure["data"]]}


Path = list[tuple[tuple[Score, Score], str]]


def _place(profile: Profile, instrument: Instrument) -> tuple[Score, Score] | None:
    x, y = (profile.domains.get(domain.id) for domain in instrument.domains)
    return (x, y) if x and y else None


def _values(path: Path, instrument: Instrument) -> dict[str, Any]:
    (x, y), newest_day = path[-1]
    across, up = instrument.domains
    hover = [
        f"{label(day)}<br>{label(across.name)}: {score_words(x)}<br>{label(up.name)}: {score_words(y)}"
        for (x, y), day in path
    ]
    values: dict[str, Any] = {
        "path": {
            "x": [round(x.score, 2) for (x, _), _ in path],
            "y": [round(y.score, 2) for (_, y), _ in path],
            "text": [str(number) for number in range(1, len(path) + 1)],
            "hovertext": hover,
        },
        "you": {"x": [round(x.score, 2)], "y": [round(y.score, 2)], "hovertext": [label(newest_day)]},
    }
    values |= {f"region {confidence}": region(x, y, confidence) for confidence in CONFIDENCES}
    font = {"color": MUTED, "weight": SEMIBOLD}
    for archetype in instrument.archetypes:
        values[f"quarter {archetype.id}"] = {"text": label(archetype.name, 14), "font": font}
    return values


def _table(path: Path, instrument: Instrument) -> Table:
    across, up = instrument.domains
    rows = (
        TableRow((f"{number}. {day}", f"{across.name} {score_words(x)}", f"{up.name} {score_words(y)}"), None)
        for number, ((x, y), day) in enumerate(path, start=1)
    )
    return Table("The path in figures", ("Taken on", across.name, up.name, ""), tuple(rows))
