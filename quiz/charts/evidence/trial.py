"""Trial as a page: what simulated respondents show of an instrument, finding by finding.

How well scores recover what is true, whether bands hold what they promise, what is told to whom, what
careless answering does, and how long answering takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from quiz.charts.base.theme import label
from quiz.charts.evidence.naming import naming_panel
from quiz.charts.evidence.page import (
    FAIR,
    QUIET,
    Panel,
    colour,
    figure,
    marks,
    percent,
    standalone_page,
    titled,
    uneven,
)
from quiz.evidence.simulation import Recovery
from quiz.evidence.trial import CARELESS_SHARES, EditionTrial
from quiz.instrument.instrument import Instrument
from quiz.measurement.profile import LEANING_FROM, PLAIN_FROM, Wording

FAIR_COVERAGE = (0.93, 0.97)
"""What this project asks of the 95 % band at each level."""

Named = Sequence[tuple[str, EditionTrial]]
"""Trials with their editions' names."""


def trial_page(trials: Sequence[EditionTrial], instrument: Instrument, seed: int) -> str:
    """The whole page for these editions of one instrument, drawn with this seed."""
    title = f"{instrument.title}, version {instrument.version}: what simulated respondents show"
    return standalone_page(title, _about(trials, instrument, seed), trial_panels(trials, instrument))


def trial_panels(trials: Sequence[EditionTrial], instrument: Instrument) -> tuple[Panel, ...]:
    """All that the page shows, in its order."""
    named = [(instrument.editions[trial.edition].name, trial) for trial in trials]
    return (
        _points_panel(named),
        _parts_panel(named, instrument),
        _coverage_panel(named),
        *(_confusion_panel(name, trial, instrument) for name, trial in named),
        naming_panel(named),
        _careless_panel(named),
        _time_panel(named, instrument),
    )


def _about(trials: Sequence[EditionTrial], instrument: Instrument, seed: int) -> tuple[str, str]:
    world = trials[0].world
    low, high = min(world.discriminations), max(world.discriminations)
    count = f"{trials[0].respondents:,} for each of {len(trials)} editions, seed {seed}"
    what = (
        f"Nobody answered here. Respondents were drawn ({count}), whose true positions are known; they "
        "answered through a graded response model (Samejima, 1969) and were scored as people are. So this "
        "tells what the arithmetic and the number of items can do. Whether these words measure what they are "
        "meant to, only real answers can tell."
    )
    model = (
        f"The model takes {world.about}: discriminations of {low} to {high}, difficulties "
        f"within {max(world.difficulties)} standard deviations of the middle; facet positions correlate "
        f"{world.general_share + world.domain_share:.2f} within a domain, {world.general_share:.2f} across. "
        f"Instrument {instrument.id}, SHA-256 {instrument.sha256}."
    )
    return what, model


_RECOVERY_HEADERS = (
    "Edition",
    "Part",
    "Scores",
    "Correlation with the truth",
    "Bands that hold it",
    "Mean SEM",
)


def _points_panel(named: Named) -> Panel:
    """True headline against the score, a dot a respondent."""

    def points(trial: EditionTrial) -> dict[str, Any]:
        scores = [round(score.score, 1) for _, score in trial.points]
        return {"x": [round(truth, 1) for truth, _ in trial.points], "y": scores, "opacity": 0.5}

    name, best = max(named, key=lambda each: each[1].recoveries["headline"].correlation)
    line = {"type": "line", "x0": 0, "y0": 0, "x1": 100, "y1": 100, "line": {"color": QUIET, "dash": "dot"}}
    axes = titled("True headline", range=[0, 100]), titled("Score", range=[0, 100])
    return Panel(
        id="recovery",
        heading="Do the scores recover what is true?",
        takeaway=f"On the dotted line a score is exactly right. {name} comes closest: its headline "
        f"correlates {best.recoveries['headline'].correlation:.3f} with the truth.",
        figure=figure(_dots(named, "true %{x}, scored %{y}", points), *axes, 520, shapes=[line]),
        headers=_RECOVERY_HEADERS,
        rows=tuple(
            row for name, trial in named for row in _recovery_rows(name, trial.recoveries, str.capitalize)
        ),
    )


def _parts_panel(named: Named, instrument: Instrument) -> Panel:
    """The correlation of each domain and facet."""
    names = {domain.id: domain.name for domain in instrument.domains}
    names |= {facet.id: facet.name for facet in instrument.facets}

    def correlations(trial: EditionTrial) -> dict[str, Any]:
        found = [round(part.correlation, 3) for part in trial.parts.values()]
        return {"x": found, "y": [label(names[part]) for part in trial.parts]}

    lowest = []
    for name, trial in named:
        part, found = min(trial.parts.items(), key=lambda each: each[1].correlation)
        lowest.append(f"{name}, {names[part]} ({found.correlation:.3f})")
    axes = titled("Correlation with the truth"), {"autorange": "reversed"}
    return Panel(
        id="parts",
        heading="Domain by domain, facet by facet",
        takeaway=f"The least well recovered: {'; '.join(lowest)}.",
        figure=figure(_dots(named, "%{y}: %{x}", correlations), *axes, 140 + 34 * len(names)),
        headers=_RECOVERY_HEADERS,
        rows=tuple(
            row for name, trial in named for row in _recovery_rows(name, trial.parts, names.__getitem__)
        ),
    )


def _coverage_panel(named: Named) -> Panel:
    """The share of 95 % bands that hold the true score, by level."""

    def coverages(trial: EditionTrial) -> dict[str, Any]:
        found = [round(100 * level.coverage, 2) for level in trial.recoveries.values()]
        return {"x": [level.capitalize() for level in trial.recoveries], "y": found}

    low, high = FAIR_COVERAGE
    found = [
        (name, level, each.coverage) for name, trial in named for level, each in trial.recoveries.items()
    ]
    outside = [f"{name}, {level} ({percent(at)})" for name, level, at in found if not low <= at <= high]
    takeaway = f"Everywhere between {low:.0%} and {high:.0%}, the green region."
    if outside:
        takeaway = f"Outside the green region of {low:.0%} to {high:.0%}: {'; '.join(outside)}."
    fair = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": 100 * low, "y1": 100 * high}
    axes = {"type": "category"}, titled("Bands that hold the true score, %", range=[85, 100])
    shapes = [{**fair, "fillcolor": FAIR, "line": {"width": 0}, "layer": "below"}]
    return Panel(
        id="coverage",
        heading="Do the 95 % bands keep their promise?",
        takeaway=takeaway,
        figure=figure(_dots(named, "%{x}: %{y} %", coverages), *axes, shapes=shapes),
        headers=("Edition", "Level", "Bands that hold the true score"),
        rows=tuple((name, level.capitalize(), percent(coverage)) for name, level, coverage in found),
    )


def _confusion_panel(edition: str, trial: EditionTrial, instrument: Instrument) -> Panel:
    """Which archetype is most probable to the scoring, for each that is true."""
    names = {archetype.id: archetype.name for archetype in instrument.archetypes}
    rows = trial.confusion.rows
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": label(name),
            "y": [label(names[true]) for true in rows],
            "x": [round(100 * row[named] / max(1, sum(row.values())), 1) for row in rows.values()],
            "marker": {"color": colour(place)},
            "hovertemplate": "truly %{y}: %{x} %<extra></extra>",
        }
        for place, (named, name) in enumerate(names.items())
    ]
    across = titled("Of those who truly are one, % most probably taken for …", range=[0, 100])
    return Panel(
        id=f"archetypes-{trial.edition}",
        heading=f"Which archetype is named? {edition}",
        takeaway=" ".join(_confusion_sentences(trial))
        or "No archetype is ever named: the scores cannot carry one.",
        figure=figure(data, across, {"autorange": "reversed"}, 320, barmode="stack"),
        headers=("Truly", *(f"Taken for {name}" for name in names.values())),
        rows=tuple((names[true], *(f"{row[named]:,}" for named in names)) for true, row in rows.items()),
    )


def _confusion_sentences(trial: EditionTrial) -> Iterator[str]:
    said = {
        Wording.PLAIN: ("plainly", PLAIN_FROM),
        Wording.LEANING: ("as leaning towards it", LEANING_FROM),
    }
    for wording, (how, promised) in said.items():
        if named := trial.confusion.named.get(wording, 0):
            share = percent(trial.confusion.rightly.get(wording, 0) / named)
            yield (
                f"Of {named:,} for whom it is said {how}, it is the true one for {share}; "
                f"promised are {promised:.0%} or more."
            )


def _careless_panel(named: Named) -> Panel:
    """The correlation with the truth as more and more respondents do not read."""
    shares = [100 * share for share in CARELESS_SHARES]
    data, rows, sentences = [], [], []
    for place, (edition, trial) in enumerate(named):
        for effect, dash in zip(trial.careless, ("solid", "dot"), strict=True):
            name = f"{edition}, {effect.kind}"
            line = {"mode": "lines+markers", "line": {"color": colour(place), "dash": dash}}
            values = {"name": label(name), "x": shares, "y": [round(each, 3) for each in effect.headline]}
            data.append({"type": "scatter", **line, **values, "hovertemplate": "%{x} %: %{y}<extra></extra>"})
            by_share = zip(CARELESS_SHARES, effect.headline, effect.facets, strict=True)
            rows += [(name, percent(share), f"{head:.3f}", f"{facet:.3f}") for share, head, facet in by_share]
            sentences.append(
                f"{edition}: {effect.kind} is scored around {effect.mean:.0f} (SD {effect.sd:.1f}), "
                f"and an archetype is named plainly to {percent(effect.named_plainly)}."
            )
    across = titled("Respondents who do not read, %", tickvals=shares)
    return Panel(
        id="careless",
        heading="What do people do to the figures who do not read?",
        takeaway=" ".join(sentences),
        figure=figure(data, across, titled("Correlation of the headline with the truth")),
        headers=("Edition and how they answer", "Share of them", "Headline", "Facets"),
        rows=tuple(rows),
    )


def _time_panel(named: Named, instrument: Instrument) -> Panel:
    """Minutes for usual readers, from fast to slow ones, beside what the edition tells people."""
    told = [instrument.editions[trial.edition].minutes for _, trial in named]
    times, editions = [trial.reading for _, trial in named], [label(name) for name, _ in named]
    low, usual, high = (
        [getattr(time, reader) / 60 for time in times] for reader in ("fast", "usual", "slow")
    )
    estimated = {"y": [round(each, 2) for each in usual], "error_y": uneven(low, usual, high)}
    bars: dict[str, dict[str, Any]] = {"Estimated": estimated, "Told to people": {"y": told}}
    data = [
        {"type": "bar", "name": name, "x": editions, "marker": {"color": colour(place)}, **bar}
        for place, (name, bar) in enumerate(bars.items())
    ]
    said = (f"{name}: about {trial.reading.usual:.0f} seconds" for name, trial in named)
    return Panel(
        id="time",
        heading="How long does it take?",
        takeaway=f"{'; '.join(said)}. An estimate from the number of words, and three seconds a decision.",
        figure=figure(data, {"type": "category"}, titled("Minutes"), barmode="group"),
        headers=(
            *("Edition", "Items", "Words"),
            *("Fast readers", "Usual readers", "Slow readers", "Told to people"),
        ),
        rows=tuple(
            (
                *(name, str(time.items), f"{time.words:,}"),
                *(f"{each:.0f} s" for each in (time.fast, time.usual, time.slow)),
                f"{minutes} min",
            )
            for (name, _), time, minutes in zip(named, times, told, strict=True)
        ),
    )


def _dots(named: Named, says: str, at: Callable[[EditionTrial], dict[str, Any]]) -> list[dict[str, Any]]:
    """A trace an edition, with what pointing at a dot says and where its dots are."""
    hover = f"{says}<extra></extra>"
    return [
        marks(place, name=label(name), hovertemplate=hover, **at(trial))
        for place, (name, trial) in enumerate(named)
    ]


def _recovery_rows(
    edition: str, recoveries: Mapping[str, Recovery], name_of: Callable[[str], str]
) -> Iterator[tuple[str, ...]]:
    for part, found in recoveries.items():
        figures = f"{found.correlation:.3f}", percent(found.coverage), f"{found.mean_sem:.1f}"
        yield edition, name_of(part), f"{found.n:,}", *figures
