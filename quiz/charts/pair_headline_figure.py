"""Two profiles' headlines on one line between the poles."""

from __future__ import annotations

from quiz.charts.chart import Chart, Table, score_words
from quiz.charts.headline_figure import LINE_AT, draw_headline
from quiz.charts.marks import band_values, bands, dot_values, dots, second, tracks
from quiz.charts.pair import KEY, Labelled, key, pair_headers, pair_row, short, verdict_of
from quiz.charts.prototype import Figure, prototype_of
from quiz.instrument.instrument import Instrument
from quiz.measurement.change import change_of

OFFSET = 12


def pair_headline_figure(first: Labelled, other: Labelled, instrument: Instrument) -> Chart | None:
    """The spectrum with both, or None when either headline is unscored."""
    one, two = first.profile.headline, other.profile.headline
    if one is None or two is None:
        return None
    change = change_of(one, two)
    assert change is not None
    name = f"{instrument.headline.low_pole} to {instrument.headline.high_pole}"
    hover = [f"{short(each.label)}: {score_words(score)}" for each, score in ((first, one), (other, two))]
    values = {
        "bands": band_values([one]),
        "dots": dot_values([one], hover[:1]),
        "bands second": band_values([two]),
        "dots second": dot_values([two], hover[1:]),
        "key": key(first, other),
    }
    is_apart = change.is_beyond_error
    return Chart(
        id="headline",
        heading=f"From {name}",
        takeaway="The two differ beyond measurement error."
        if is_apart
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
    above, below = [LINE_AT - OFFSET], [LINE_AT + OFFSET]
    layout = figure["layout"]
    labels = [each for each in layout["annotations"] if each.get("name") != "score"]
    marks = [bands(above, 12), second(bands(below, 12)), ends, dots(above, 16), second(dots(below, 16))]
    return {
        "data": [tracks([LINE_AT], 4), *marks],
        "layout": {**layout, "annotations": [*labels, KEY]},
    }
