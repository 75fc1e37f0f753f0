"""Pair facets: two profiles facet by facet, joined by facet id, two dots on each line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quiz.charts.base.chart import Chart, Table, scale_name, score_words
from quiz.charts.base.marks import line_values, tracks, twice
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import EMPHASIS, label
from quiz.charts.pair.headline import KEY, Labelled, key, pair_headers, pair_row, short, verdict_of
from quiz.charts.person.facets import BESIDE_LINE, draw_facets, facet_lines
from quiz.instrument.instrument import SCORE_MAX, Facet, Instrument
from quiz.measurement.change import Change, change_of
from quiz.measurement.profile import Score

OFFSET = 7
"""Pixels from the line to either dot."""

Pairs = list[tuple[Facet, Score | None, Score | None, Change | None]]


def pair_facets_figure(
    first: Labelled, other: Labelled, instrument: Instrument, beyond: str = "differ"
) -> Chart:
    """Every facet of the instrument; `beyond` is the word for a difference larger than its error."""
    pairs: Pairs = [_pair(facet, first, other) for facet in instrument.facets]
    values = dict(_values(pairs, first, other, beyond))
    rows = (
        pair_row(scale_name(facet), one, two, verdict_of(change, beyond)) for facet, one, two, change in pairs
    )
    return Chart(
        id="facets",
        heading="Theme by theme",
        takeaway=_takeaway(pairs, beyond),
        figure_json=prototype_of(instrument, draw_pair_facets).filled(values),
        table=Table("The themes in figures", pair_headers("Theme", first, other), tuple(rows)),
    )


def draw_pair_facets(instrument: Instrument) -> Figure:
    """The prototype; filled like that of one profile, with "… second", and by facet id "… beyond"."""
    figure = draw_facets(instrument)
    lines = [at for _, at in facet_lines(instrument)]
    both_bands, both_dots = twice(lines, OFFSET, thickness=8, size=13)
    layout = figure["layout"]
    return {
        "data": [tracks(lines, 2), *both_bands, *both_dots],
        "layout": {
            **layout,
            "annotations": [
                *map(_further, layout["annotations"]),
                *(_beyond(facet, at) for facet, at in facet_lines(instrument)),
                KEY,
            ],
        },
    }


def _further(label_: dict[str, Any]) -> dict[str, Any]:
    """A label beside a line moves away from the second dot; what is not beside a line stays."""
    shift = label_.get("yshift", 0)
    if abs(shift) != BESIDE_LINE:
        return label_
    return {**label_, "yshift": shift + (OFFSET if shift > 0 else -OFFSET)}


def _beyond(facet: Facet, at: int) -> dict[str, Any]:
    place = {"x": SCORE_MAX, "xanchor": "right", "y": at, "yanchor": "bottom", "yshift": BESIDE_LINE + OFFSET}
    return {"name": f"{facet.id} beyond", "text": "", **place, "font": EMPHASIS, "visible": False}


def _pair(
    facet: Facet, first: Labelled, other: Labelled
) -> tuple[Facet, Score | None, Score | None, Change | None]:
    one, two = (each.profile.facets.get(facet.id) for each in (first, other))
    return facet, one, two, change_of(one, two)


def _values(pairs: Pairs, first: Labelled, other: Labelled, beyond: str) -> Iterator[tuple[str, Any]]:
    for which, each, scores in (
        ("", first, [one for _, one, _, _ in pairs]),
        (" second", other, [two for _, _, two, _ in pairs]),
    ):
        hover = [
            f"{short(each.label)}<br>{label(facet.name)}: {score_words(score)}" if score else ""
            for (facet, *_), score in zip(pairs, scores, strict=True)
        ]
        yield from line_values(scores, hover, which)
    for facet, one, two, change in pairs:
        if one is None and two is None:
            yield f"{facet.id} unscored", {"visible": True}
        if change and change.is_beyond_error:
            yield f"{facet.id} beyond", {"visible": True, "text": beyond}
    yield "key", key(first, other)


def _takeaway(pairs: Pairs, beyond: str) -> str:
    compared = [change for *_, change in pairs if change]
    clear = [change for change in compared if change.is_beyond_error]
    if not compared:
        return "No theme is scored for both, so there is nothing to compare."
    if not clear:
        return f"Not one of {len(compared)} themes {_singular(beyond)} beyond measurement error."
    verb = _singular(beyond) if len(clear) == 1 else beyond
    found = f"{len(clear)} of {len(compared)} themes {verb} beyond measurement error"
    return f"{found}; the rest is too close to tell."


def _singular(verb: str) -> str:
    return verb if verb.endswith("ed") else f"{verb}s"
