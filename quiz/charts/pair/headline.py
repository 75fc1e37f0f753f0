"""Pair headline: two profiles on one line between the poles, and what all figures of two share.

Who is which is told by shape and label, never by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from quiz.charts.base.chart import NOT_SCORED, Chart, Table, TableRow, bar_of, score_words
from quiz.charts.base.marks import line_values, tracks, twice
from quiz.charts.base.prototype import Figure, prototype_of
from quiz.charts.base.theme import MODE_BAR_HEIGHT, label
from quiz.charts.person.headline import LINE_AT, draw_headline
from quiz.instrument.instrument import Instrument
from quiz.measurement.change import Change
from quiz.measurement.profile import Profile, Score

LETTERS = 20
"""Of a label in a figure; a longer one is shortened there, and whole in the table."""

ISOLATED = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"
"""So that a label written from right to left does not turn the text around it."""

OFFSET = 12
"""Pixels from the line to either dot."""

SHAPES = ("\N{BLACK CIRCLE}", "\N{BLACK DIAMOND}")


@dataclass(frozen=True)
class Labelled:
    """A profile and what it is called; the label may be any text."""

    label: str
    profile: Profile


def pair_headline_figure(first: Labelled, other: Labelled, instrument: Instrument) -> Chart | None:
    """The spectrum with both, or None when either headline is unscored."""
    one, two = first.profile.headline, other.profile.headline
    if one is None or two is None:
        return None
    change = Change(one, two)
    name = f"{instrument.headline.low_pole} to {instrument.headline.high_pole}"
    values = {"key": key(first, other)}
    for which, each, score in (("", first, one), (" second", other, two)):
        values |= line_values([score], [f"{short(each.label)}: {score_words(score)}"], which)
    return Chart(
        id="headline",
        heading=f"From {name}",
        takeaway="The two differ beyond measurement error."
        if change.is_beyond_error
        else "The two are too close to tell apart: the difference is no larger than measurement error.",
        figure_json=prototype_of(instrument, draw_pair_headline).filled(values),
        table=Table(
            "The headline in figures",
            pair_headers("Measure", first, other),
            (pair_row(name, one, two, verdict_of(change, "differ")),),
        ),
    )


def draw_pair_headline(instrument: Instrument) -> Figure:
    """The prototype; filled like that of one profile, with "… second" and "key"."""
    figure = draw_headline(instrument)
    (ends,) = (trace for trace in figure["data"] if "symbol" in trace["marker"])
    both_bands, both_dots = twice([LINE_AT], OFFSET, thickness=12, size=16)
    layout = figure["layout"]
    labels = [each for each in layout["annotations"] if each.get("name") != "score"]
    return {
        "data": [tracks([LINE_AT], 4), *both_bands, ends, *both_dots],
        "layout": {**layout, "annotations": [*labels, KEY]},
    }


def short(text: str) -> str:
    """The label as a figure shows it: literal, short, isolated, in one line."""
    letters = regex.findall(r"\X", text)  # a flag cut in half is another flag
    cut = text if len(letters) <= LETTERS else f"{''.join(letters[: LETTERS - 1])}…"
    return label(ISOLATED % cut, 4 * LETTERS)


def key(first: Labelled, second: Labelled) -> dict[str, Any]:
    """Which shape is whose, as the text of the annotation `KEY`."""
    shown = (f"{shape} {short(each.label)}" for shape, each in zip(SHAPES, (first, second), strict=True))
    return {"text": "   ".join(shown)}


KEY: dict[str, Any] = {
    "name": "key",
    "text": "",
    "xref": "paper",
    "yref": "paper",
    "x": 0,
    "y": 1,
    "xanchor": "left",
    "yanchor": "bottom",
    "yshift": MODE_BAR_HEIGHT - 26,
    "font": {"size": 13},
}


def pair_row(name: str, first: Score | None, second: Score | None, verdict: str) -> TableRow:
    """Both scores in figures, and what their difference says."""
    words = (score_words(score) if score else NOT_SCORED for score in (first, second))
    return TableRow((name, *words, verdict), bar_of(first), bar_of(second))


def pair_headers(measure: str, first: Labelled, second: Labelled) -> tuple[str, ...]:
    return measure, first.label, second.label, "Difference", "On 0 to 100"


def verdict_of(change: Change | None, beyond: str) -> str:
    """`beyond` where the difference exceeds its error, else that nothing can be told."""
    if change is None:
        return "not compared"
    return beyond if change.is_beyond_error else "too close to tell"
