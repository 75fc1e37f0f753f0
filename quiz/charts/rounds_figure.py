"""Two rounds of a team side by side: whether its means moved, and what became of the spread."""

from __future__ import annotations

from typing import Any

from quiz.charts.chart import Chart, Table, TableRow, as_script_data
from quiz.charts.facets_drawing import draw_facets, facet_rows
from quiz.charts.marks import second
from quiz.charts.prototype import Figure, filled, prototype_of
from quiz.charts.team_marks import error_words, poles_words, spread_bar
from quiz.charts.theme import BAND, POINT, SURFACE, label
from quiz.measurement.instrument import Facet, Instrument
from quiz.measurement.team import GroupScore, TeamPicture, has_moved

APART = 7
"""Pixels between the two rounds' lines and the middle of their row."""

HEADERS = ("Facet", "Earlier round", "This round", "Spread (SD)", "Change of the mean", "Both rounds")
Pair = tuple[Facet, GroupScore, GroupScore]


def rounds_figure(earlier: TeamPicture, later: TeamPicture, instrument: Instrument) -> Chart:
    """The facets that both rounds have. Nobody is followed from one to the other: these are two groups."""
    pairs = [
        (facet, earlier.facets[facet.id], later.facets[facet.id])
        for facet in instrument.facets
        if facet.id in earlier.facets and facet.id in later.facets
    ]
    figure = filled(prototype_of(instrument, draw_rounds), _values(pairs, instrument))
    return Chart(
        id="rounds",
        heading="Two rounds side by side",
        takeaway=_takeaway(pairs),
        figure_json=as_script_data(figure),
        table=Table("Both rounds in figures", HEADERS, tuple(map(_row, pairs))),
    )


def draw_rounds(instrument: Instrument) -> Figure:
    """A person's facets twice, one line above the other; the later round has diamonds."""
    figure = draw_facets(instrument)
    _, bands, dots = figure["data"]
    above, below = (
        [top + 30 + shift for _, top in facet_rows(instrument)] for shift in (-APART + 2, APART + 2)
    )
    first = [{**bands, "y": above, "width": 7}, {**dots, "y": above}]
    later = [second({**bands, "y": below, "width": 7}), second({**dots, "y": below})]
    return {**figure, "data": [*first, *later]}


def _values(pairs: list[Pair], instrument: Instrument) -> dict[str, Any]:
    by_id = {facet.id: (first, later) for facet, first, later in pairs}
    both = [by_id.get(facet.id) for facet in instrument.facets]
    values: dict[str, Any] = {}
    for at, ending in enumerate(("", " second")):
        scores = [pair[at] if pair else None for pair in both]
        bars = [spread_bar(score) if score else None for score in scores]
        values[f"bands{ending}"] = {
            "base": [bar and bar.low for bar in bars],
            "x": [bar and bar.high - bar.low for bar in bars],
            "marker": {"color": BAND},
        }
        values[f"dots{ending}"] = {
            "x": [score and score.mean for score in scores],
            "hovertext": [
                f"{label(facet.name)}, {'this' if at else 'the earlier'} round: {error_words(score)}"
                if score
                else ""
                for facet, score in zip(instrument.facets, scores, strict=True)
            ],
            "marker": {"color": POINT if at else SURFACE, "line": {"color": SURFACE if at else POINT}},
        }
    return values


def _takeaway(pairs: list[Pair]) -> str:
    moved = sum(has_moved(first, later) for _, first, later in pairs)
    key = "Circles are the earlier round, diamonds this one."
    if not pairs:
        return "The two rounds have no facet in common."
    if moved == 0:
        return f"No mean moved by more than its error. {key}"
    verb = "mean of" if moved == 1 else "means of"
    return f"{moved} {verb} {len(pairs)} moved by more than the error of both. {key}"


def _row(pair: Pair) -> TableRow:
    facet, first, later = pair
    pole = facet.high_pole if later.mean > first.mean else facet.low_pole
    verdict = f"moved towards “{pole}”" if has_moved(first, later) else "cannot be told from chance"
    spread = f"{first.sd:.0f}, then {later.sd:.0f}"
    cells = (poles_words(facet), error_words(first), error_words(later), spread, verdict)
    return TableRow(cells, spread_bar(first), spread_bar(later))
