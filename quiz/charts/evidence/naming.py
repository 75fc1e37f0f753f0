"""Naming as a panel: how often it is right what people are told, by the probability they are told it with."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.charts.base.theme import label
from quiz.charts.evidence.page import QUIET, Panel, figure, marks, percent, titled
from quiz.evidence.naming import BINS, Hits
from quiz.evidence.trial import EditionTrial

_ENDS = (*BINS[1:], 1.0)
_BIN_NAMES = tuple(f"{low:.2f} to {high:.2f}" for low, high in zip(BINS, _ENDS, strict=True))


_PROMISED = {
    "type": "scatter",
    "mode": "lines",
    "name": "promised",
    "x": list(_BIN_NAMES),
    "y": [100 * low for low in BINS],
    "line": {"color": QUIET, "dash": "dot"},
}


def naming_panel(named: Sequence[tuple[str, EditionTrial]]) -> Panel:
    """A dot an edition and bin for facets and archetypes; the dotted line is the bin's lower end."""
    kinds = [
        (f"{name}, {kind}", hits)
        for name, trial in named
        for kind, hits in (("facets", trial.naming.facets), ("archetypes", trial.naming.archetypes))
    ]
    data = [
        marks(
            place,
            name=label(name),
            x=[each for each, found in zip(_BIN_NAMES, hits, strict=True) if found.named],
            y=[round(100 * found.share, 1) for found in hits if found.named],
            hovertemplate="said %{x}: right for %{y} %<extra></extra>",
        )
        for place, (name, hits) in enumerate(kinds)
    ]
    axes = {"type": "category"}, titled("Truly so, %", range=[50, 101])
    return Panel(
        id="naming",
        heading="What are people told, and is it right?",
        takeaway=" ".join(_sentence(name, trial) for name, trial in named),
        figure=figure([*data, _PROMISED], *axes),
        headers=(
            "Edition and what is named",
            "Said with a probability of",
            "Cases",
            "Right",
            "Standard error",
        ),
        rows=tuple(
            (name, said, f"{found.named:,}", *shares(found))
            for name, hits in kinds
            for said, found in zip(_BIN_NAMES, hits, strict=True)
        ),
    )


def shares(found: Hits) -> tuple[str, str]:
    """The share right and its standard error, in words where there is none."""
    return (percent(found.share), percent(found.standard_error)) if found.named else ("–", "–")


def _sentence(name: str, trial: EditionTrial) -> str:
    naming = trial.naming
    return (
        f"{name}: a person at the median has {naming.facets_named} facets named, "
        f"{percent(naming.without_any)} have none; “probably” is right for {shares(naming.probably)[0]}, "
        f"“clearly” for {shares(naming.clearly)[0]}."
    )
