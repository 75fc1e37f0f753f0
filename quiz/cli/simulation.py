"""`limelight instrument simulate`: what an instrument's scores could be worth, before anybody answers it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import BinaryIO

import click

from quiz.charts.evidence.naming import shares
from quiz.charts.evidence.trial import trial_page
from quiz.cli.installation import plain_faults
from quiz.cli.instrument import read_instrument
from quiz.cli.terminal import print_table, progress
from quiz.evidence.naming import BINS
from quiz.evidence.simulation import Recovery
from quiz.evidence.trial import CARELESS_SHARES, LEAST_RESPONDENTS, EditionTrial, try_edition
from quiz.evidence.worlds import WORLDS
from quiz.instrument.instrument import Instrument
from quiz.measurement.profile import Wording
from quiz.store.database.ownership import write_text

SEED = 1969
"""Of the figures in docs/measurement.md."""

RESPONDENTS = 10_000


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--n",
    "count",
    type=click.IntRange(min=LEAST_RESPONDENTS),
    default=RESPONDENTS,
    show_default=True,
    help="Respondents to draw for each edition.",
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="The same seed, the same figures.")
@click.option("--edition", "only", help="One edition, and not all of them.")
@click.option(
    "--world",
    type=click.Choice(tuple(WORLDS)),
    default="own",
    show_default=True,
    help="What is assumed of people and items; the others are less favourable.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write plots to this HTML file, which needs no network.",
)
def simulate(
    file: BinaryIO, count: int, seed: int, only: str | None, world: str, output: Path | None
) -> None:
    """Try the instrument in FILE ("-" for standard input) on simulated respondents of known truth.

    Tells how well scores recover the truth, whether bands hold it, which archetypes are taken for which,
    how many facets are named and how often rightly, what careless answering does, and how long it takes.
    docs/measurement.md says what it assumes.
    """
    instrument = read_instrument(file)
    if only and only not in instrument.editions:
        raise click.UsageError(f"There is no edition {only}; there are {', '.join(instrument.editions)}.")
    editions = [edition for edition in instrument.editions.values() if only in {None, edition.id}]
    with progress("Simulating", count * len(editions)) as advance:
        # Each edition begins at the seed, so that leaving one out changes nothing about another.
        trials = [
            try_edition(each, instrument, Random(seed), count, advance, WORLDS[world])  # noqa: S311
            for each in editions
        ]
    _print(trials, instrument)
    if output:
        with plain_faults():
            write_text(output, trial_page(trials, instrument, seed))
        click.echo(f"{output}: written.")


def _print(trials: Sequence[EditionTrial], instrument: Instrument) -> None:
    names = [instrument.editions[trial.edition].name for trial in trials]
    print_table(
        f"{instrument.title}, version {instrument.version}: {trials[0].respondents:,} simulated respondents; "
        f"{trials[0].world.about}",
        ("edition", "level", "scores", "correlation with the truth", "bands that hold it", "mean SEM"),
        (
            (name, level, *_recovery_cells(found))
            for name, trial in zip(names, trials, strict=True)
            for level, found in trial.recoveries.items()
        ),
        left=2,
    )
    print_table(
        "Archetypes: how firmly named, and how often rightly",
        ("edition", "wording", "named", "rightly"),
        (
            (name, wording, f"{named:,}", f"{trial.confusion.rightly[wording] / named:.1%}")
            for name, trial in zip(names, trials, strict=True)
            for wording in Wording
            if (named := trial.confusion.named.get(wording, 0))
        ),
        left=2,
    )
    _print_naming(trials, names)
    print_table(
        "Headline's correlation with the truth, by the share who do not read",
        ("edition", "they answer by", *(f"{share:.0%}" for share in CARELESS_SHARES), "named plainly"),
        (
            (name, effect.kind, *(f"{each:.3f}" for each in effect.headline), f"{effect.named_plainly:.1%}")
            for name, trial in zip(names, trials, strict=True)
            for effect in trial.careless
        ),
        left=2,
    )
    print_table(
        "Time to answer, estimated from the words",
        ("edition", "items", "words", "fast", "usual", "slow", "told to people"),
        (_time_row(name, trial, instrument) for name, trial in zip(names, trials, strict=True)),
    )


def _print_naming(trials: Sequence[EditionTrial], names: Sequence[str]) -> None:
    namings = [(name, trial.naming) for name, trial in zip(names, trials, strict=True)]
    print_table(
        "Facets: how many are named, and how often rightly",
        ("edition", "named at the median", "people with none", "probably: right", "clearly: right"),
        (
            (
                *(name, str(each.facets_named), f"{each.without_any:.1%}"),
                *(shares(each.probably)[0], shares(each.clearly)[0]),
            )
            for name, each in namings
        ),
    )
    print_table(
        "Right of what is said with a probability of so much or more, up to the next",
        ("edition", "what", *(f"{low:.2f}" for low in BINS)),
        (
            (name, what, *(" ± ".join(shares(found)) for found in by_bin))
            for name, each in namings
            for what, by_bin in (("facets", each.facets), ("archetypes", each.archetypes))
        ),
        left=2,
    )


def _recovery_cells(found: Recovery) -> tuple[str, ...]:
    return f"{found.n:,}", f"{found.correlation:.3f}", f"{found.coverage:.1%}", f"{found.mean_sem:.1f}"


def _time_row(name: str, trial: EditionTrial, instrument: Instrument) -> tuple[str, ...]:
    time, minutes = trial.reading, instrument.editions[trial.edition].minutes
    seconds = (f"{each:.0f} s" for each in (time.fast, time.usual, time.slow))
    return name, str(time.items), f"{time.words:,}", *seconds, f"{minutes} min"
