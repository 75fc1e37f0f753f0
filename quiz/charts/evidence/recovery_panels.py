"""How well scores recover what is true, and whether the bands hold what they promise."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.charts.base.theme import label
from quiz.charts.evidence.page import FAIR, QUIET, Panel, figure, marks, percent
from quiz.evidence.simulation import Recovery
from quiz.evidence.trial import EditionTrial
from quiz.instrument.instrument import Instrument

FAIR_COVERAGE = (0.93, 0.97)
"""What this project asks of the 95 % band at each level."""

_DIAGONAL = {
    "type": "line",
    "x0": 0,
    "y0": 0,
    "x1": 100,
    "y1": 100,
    "line": {"color": QUIET, "dash": "dot"},
}

_HEADERS = ("Edition", "Part", "Scores", "Correlation with the truth", "Bands that hold it", "Mean SEM")


def points_panel(trials: Sequence[EditionTrial], instrument: Instrument) -> Panel:
    """True headline against the score, a dot a respondent."""
    data = [
        marks(
            place,
            name=label(name_of(trial, instrument)),
            x=[round(truth, 1) for truth, _ in trial.points],
            y=[round(score.score, 1) for _, score in trial.points],
            opacity=0.5,
            hovertemplate="true %{x}, scored %{y}<extra></extra>",
        )
        for place, trial in enumerate(trials)
    ]
    best = max(trials, key=lambda trial: trial.recoveries["headline"].correlation)
    return Panel(
        id="recovery",
        heading="Do the scores recover what is true?",
        takeaway=(
            f"On the dotted line a score is exactly right. {name_of(best, instrument)} comes closest: its "
            f"headline correlates {best.recoveries['headline'].correlation:.3f} with the truth."
        ),
        figure=figure(
            data,
            {"range": [0, 100], "title": {"text": "True headline"}},
            {"range": [0, 100], "title": {"text": "Score"}},
            520,
            shapes=[_DIAGONAL],
        ),
        headers=_HEADERS,
        rows=tuple(
            _row(name_of(trial, instrument), level.capitalize(), found)
            for trial in trials
            for level, found in trial.recoveries.items()
        ),
    )


def parts_panel(trials: Sequence[EditionTrial], instrument: Instrument) -> Panel:
    """The correlation of each domain and facet."""
    names = {domain.id: domain.name for domain in instrument.domains}
    names |= {facet.id: facet.name for facet in instrument.facets}
    data = [
        marks(
            place,
            name=label(name_of(trial, instrument)),
            x=[round(found.correlation, 3) for found in trial.parts.values()],
            y=[label(names[part]) for part in trial.parts],
            hovertemplate="%{y}: %{x}<extra></extra>",
        )
        for place, trial in enumerate(trials)
    ]
    return Panel(
        id="parts",
        heading="Domain by domain, facet by facet",
        takeaway=_parts_takeaway(trials, names, instrument),
        figure=figure(
            data,
            {"title": {"text": "Correlation with the truth"}},
            {"autorange": "reversed"},
            140 + 34 * len(names),
        ),
        headers=_HEADERS,
        rows=tuple(
            _row(name_of(trial, instrument), names[part], found)
            for trial in trials
            for part, found in trial.parts.items()
        ),
    )


def coverage_panel(trials: Sequence[EditionTrial], instrument: Instrument) -> Panel:
    """The share of 95 % bands that hold the true score, by level."""
    low, high = FAIR_COVERAGE
    levels = [level.capitalize() for level in trials[0].recoveries]
    data = [
        marks(
            place,
            name=label(name_of(trial, instrument)),
            x=levels,
            y=[round(100 * found.coverage, 2) for found in trial.recoveries.values()],
            hovertemplate="%{x}: %{y} %<extra></extra>",
        )
        for place, trial in enumerate(trials)
    ]
    found = [(trial, level, each.coverage) for trial in trials for level, each in trial.recoveries.items()]
    fair = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": 100 * low, "y1": 100 * high}
    return Panel(
        id="coverage",
        heading="Do the 95 % bands keep their promise?",
        takeaway=_coverage_takeaway(found, instrument),
        figure=figure(
            data,
            {"type": "category"},
            {"title": {"text": "Bands that hold the true score, %"}, "range": [85, 100]},
            shapes=[{**fair, "fillcolor": FAIR, "line": {"width": 0}, "layer": "below"}],
        ),
        headers=("Edition", "Level", "Bands that hold the true score"),
        rows=tuple(
            (name_of(trial, instrument), level.capitalize(), percent(coverage))
            for trial, level, coverage in found
        ),
    )


def _coverage_takeaway(found: Sequence[tuple[EditionTrial, str, float]], instrument: Instrument) -> str:
    low, high = FAIR_COVERAGE
    outside = [
        f"{name_of(trial, instrument)}, {level} ({percent(coverage)})"
        for trial, level, coverage in found
        if not low <= coverage <= high
    ]
    if outside:
        return f"Outside the green region of {low:.0%} to {high:.0%}: {'; '.join(outside)}."
    return f"Everywhere between {low:.0%} and {high:.0%}, the green region."


def name_of(trial: EditionTrial, instrument: Instrument) -> str:
    return instrument.editions[trial.edition].name


def _parts_takeaway(trials: Sequence[EditionTrial], names: dict[str, str], instrument: Instrument) -> str:
    lowest = [min(trial.parts.items(), key=lambda part: part[1].correlation) for trial in trials]
    said = (
        f"{name_of(trial, instrument)}, {names[part]} ({found.correlation:.3f})"
        for trial, (part, found) in zip(trials, lowest, strict=True)
    )
    return f"The least well recovered: {'; '.join(said)}."


def _row(edition: str, part: str, found: Recovery) -> tuple[str, ...]:
    figures = f"{found.correlation:.3f}", percent(found.coverage), f"{found.mean_sem:.1f}"
    return edition, part, f"{found.n:,}", *figures
