"""What is told to whom, what careless answering does, and how long answering takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quiz.charts.base.theme import label
from quiz.charts.evidence.page import QUIET, Panel, colour, figure, percent
from quiz.charts.evidence.recovery_panels import name_of
from quiz.evidence.trial import CARELESS_SHARES, EditionTrial
from quiz.instrument.instrument import Instrument
from quiz.measurement.archetypes import LEANING_FROM, PLAIN_FROM
from quiz.measurement.profile import Wording

_PROMISED = {Wording.PLAIN: PLAIN_FROM, Wording.LEANING: LEANING_FROM}


def confusion_panel(trial: EditionTrial, instrument: Instrument) -> Panel:
    """Which archetype is most probable to the scoring, for each that is true."""
    names = {archetype.id: archetype.name for archetype in instrument.archetypes}
    rows, totals = (
        trial.confusion.rows,
        {true: sum(row.values()) for true, row in trial.confusion.rows.items()},
    )
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": label(names[named]),
            "y": [label(names[true]) for true in rows],
            "x": [round(100 * row[named] / max(1, totals[true]), 1) for true, row in rows.items()],
            "marker": {"color": colour(place)},
            "hovertemplate": "truly %{y}: %{x} %<extra></extra>",
        }
        for place, named in enumerate(names)
    ]
    return Panel(
        id=f"archetypes-{trial.edition}",
        heading=f"Which archetype is named? {name_of(trial, instrument)}",
        takeaway=_confusion_takeaway(trial),
        figure=figure(
            data,
            {"title": {"text": "Of those who truly are one, % most probably taken for …"}, "range": [0, 100]},
            {"autorange": "reversed"},
            320,
            barmode="stack",
        ),
        headers=("Truly", *(f"Taken for {name}" for name in names.values())),
        rows=tuple((names[true], *(f"{row[named]:,}" for named in names)) for true, row in rows.items()),
    )


def careless_panel(trials: Sequence[EditionTrial], instrument: Instrument) -> Panel:
    """The correlation with the truth as more and more respondents do not read."""
    shares = [100 * share for share in CARELESS_SHARES]
    data, rows = [], []
    for place, trial in enumerate(trials):
        for effect, dash in zip(trial.careless, ("solid", "dot"), strict=True):
            name = f"{name_of(trial, instrument)}, {effect.kind}"
            data.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers",
                    "name": label(name),
                    "x": shares,
                    "y": [round(each, 3) for each in effect.headline],
                    "line": {"color": colour(place), "dash": dash},
                    "hovertemplate": "%{x} %: %{y}<extra></extra>",
                }
            )
            by_share = zip(CARELESS_SHARES, effect.headline, effect.facets, strict=True)
            rows += [(name, percent(share), f"{head:.3f}", f"{facet:.3f}") for share, head, facet in by_share]
    return Panel(
        id="careless",
        heading="What do people do to the figures who do not read?",
        takeaway=" ".join(_careless_sentences(trials, instrument)),
        figure=figure(
            data,
            {"title": {"text": "Respondents who do not read, %"}, "tickvals": shares},
            {"title": {"text": "Correlation of the headline with the truth"}},
        ),
        headers=("Edition and how they answer", "Share of them", "Headline", "Facets"),
        rows=tuple(rows),
    )


def time_panel(trials: Sequence[EditionTrial], instrument: Instrument) -> Panel:
    """Minutes for usual readers, from fast to slow ones, beside what the edition tells people."""
    names = [name_of(trial, instrument) for trial in trials]
    said = (
        f"{name}: about {trial.reading.usual:.0f} seconds" for name, trial in zip(names, trials, strict=True)
    )
    return Panel(
        id="time",
        heading="How long does it take?",
        takeaway=f"{'; '.join(said)}. An estimate from the number of words, and three seconds a decision.",
        figure=figure(
            [
                _estimated(trials, instrument),
                {
                    "type": "bar",
                    "name": "Told to people",
                    "x": [label(name) for name in names],
                    "y": [instrument.editions[trial.edition].minutes for trial in trials],
                    "marker": {"color": colour(1)},
                },
            ],
            {"type": "category"},
            {"title": {"text": "Minutes"}},
            barmode="group",
        ),
        headers=(
            "Edition",
            "Items",
            "Words",
            *_READERS,
            "Told to people",
        ),
        rows=tuple(_time_row(trial, instrument) for trial in trials),
    )


def _estimated(trials: Sequence[EditionTrial], instrument: Instrument) -> dict[str, Any]:
    times = [trial.reading for trial in trials]
    return {
        "type": "bar",
        "name": "Estimated",
        "x": [label(name_of(trial, instrument)) for trial in trials],
        "y": [round(time.usual / 60, 2) for time in times],
        "marker": {"color": colour(0)},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [round((time.slow - time.usual) / 60, 2) for time in times],
            "arrayminus": [round((time.usual - time.fast) / 60, 2) for time in times],
            "color": QUIET,
        },
    }


def _time_row(trial: EditionTrial, instrument: Instrument) -> tuple[str, ...]:
    time, minutes = trial.reading, instrument.editions[trial.edition].minutes
    seconds = (f"{each:.0f} s" for each in (time.fast, time.usual, time.slow))
    return name_of(trial, instrument), str(time.items), f"{time.words:,}", *seconds, f"{minutes} min"


_READERS = ("Fast readers", "Usual readers", "Slow readers")


def _confusion_takeaway(trial: EditionTrial) -> str:
    found = trial.confusion
    sentences = []
    for wording, promised in _PROMISED.items():
        named = found.named.get(wording, 0)
        if named:
            share = percent(found.rightly.get(wording, 0) / named)
            sentences.append(
                f"Of {named:,} for whom it is said {_SAID[wording]}, it is the true one for {share}; "
                f"promised are {promised:.0%} or more."
            )
    return " ".join(sentences) or "No archetype is ever named: the scores cannot carry one."


_SAID = {Wording.PLAIN: "plainly", Wording.LEANING: "as leaning towards it"}


def _careless_sentences(trials: Sequence[EditionTrial], instrument: Instrument) -> list[str]:
    return [
        f"{name_of(trial, instrument)}: {effect.kind} is scored around {effect.mean:.0f} "
        f"(SD {effect.sd:.1f}), and an archetype is named plainly to {percent(effect.named_plainly)}."
        for trial in trials
        for effect in trial.careless
    ]
