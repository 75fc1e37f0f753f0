"""`flask instrument statistics`: how good the items and scales are, by the answers given here."""

from __future__ import annotations

import json

import click

from quiz.cli.installation import current_database
from quiz.cli.progress import progress
from quiz.cli.tables import print_table
from quiz.measurement.reliability.figures import (
    LEAST_FOR_CORRELATIONS,
    LEAST_FOR_MEANS,
    EditionStatistics,
    Figure,
    ItemStatistics,
    ScaleStatistics,
)
from quiz.measurement.reliability.statistics import edition_statistics
from quiz.measurement.reliability.statistics_file import statistics_csv, statistics_document
from quiz.store.engine import reading
from quiz.store.samples import SampleCounts, load_sample_counts
from quiz.store.tallies import load_tallies

_SCALES = ("scale", "items", "n", "mean", "SD", "reliability", "95 % interval", "omega", "SEM")
_ITEMS = ("item", "n", "not answered", "mean", "SD", "item-rest", "worth a second look")


@click.command()
@click.option("--json", "form", flag_value="json", help="In full precision, for programs.")
@click.option("--csv", "form", flag_value="csv", help="As one table, for spreadsheets and R.")
def statistics(form: str | None) -> None:
    """Means, SDs, reliabilities, SEMs and item-rest correlations, by instrument version and edition.

    Each person counts once: retakes are left out, and so is what a workshop keeps. docs/measurement.md says
    how each figure comes about, and from how many people on it is shown.
    """
    with current_database() as engine, reading(engine) as connection:
        counts = load_sample_counts(connection)
        with progress("Counting", counts.sampled) as advance:
            tallies = load_tallies(connection, advance)
    editions = [edition_statistics(tally) for tally in tallies]
    if form == "json":
        click.echo(json.dumps(statistics_document(editions), indent=2, ensure_ascii=False))
    elif form == "csv":
        click.echo(statistics_csv(editions), nl=False)
    else:
        _print(editions, counts)


def _print(editions: list[EditionStatistics], counts: SampleCounts) -> None:
    for edition in editions:
        people = f"{edition.respondents:,} respondent{'' if edition.respondents == 1 else 's'}"
        title = (
            f"{edition.instrument_id}, version {edition.version} ({edition.sha256[:12]}), {edition.edition}"
        )
        print_table(f"{title}: {people}", _SCALES, map(_scale_row, edition.scales))
        print_table("", _ITEMS, map(_item_row, edition.items))
    click.echo(
        f"{counts.sampled:,} finished response sets; left out: {counts.in_workshops:,} in workshops, "
        f"{counts.retakes:,} retakes."
    )
    click.echo(
        f"Too few: below {LEAST_FOR_MEANS} people, and for what has no interval below "
        f"{LEAST_FOR_CORRELATIONS}. Reliability is alpha with Feldt's interval for facets, stratified alpha "
        "for what is a mean of facets."
    )


def _scale_row(scale: ScaleStatistics) -> tuple[str, ...]:
    name = scale.id if scale.kind == "headline" else f"{scale.kind} {scale.id}"
    low, high = _text(scale.reliability_low, ".2f"), _text(scale.reliability_high, ".2f")
    interval = low if low == high else f"{low} to {high}"
    return (
        name,
        str(scale.items),
        f"{scale.scored:,}",
        _text(scale.mean, ".1f"),
        _text(scale.sd, ".1f"),
        _text(scale.reliability, ".2f"),
        interval,
        _text(scale.omega, ".2f"),
        _text(scale.sem, ".1f"),
    )


def _item_row(item: ItemStatistics) -> tuple[str, ...]:
    return (
        item.id,
        f"{item.answered:,}",
        f"{item.not_answered:,}",
        _text(item.mean, ".1f"),
        _text(item.sd, ".1f"),
        _text(item.item_rest, ".2f"),
        "; ".join(item.flags),
    )


def _text(figure: Figure, form: str) -> str:
    return str(figure.absent) if figure.value is None else format(figure.value, form)
