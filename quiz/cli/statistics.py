"""`limelight instrument statistics`: how good the items and scales are, by the answers given here."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quiz.charts.evidence.statistics import statistics_page
from quiz.cli.installation import current_database, plain_faults
from quiz.cli.terminal import print_table, progress
from quiz.evidence.figures import LEAST_FOR_CORRELATIONS, LEAST_FOR_MEANS, LEAST_FOR_SHARES, EditionStatistics
from quiz.evidence.statistics import edition_statistics
from quiz.evidence.statistics_file import (
    ITEM_HEADERS,
    SCALE_HEADERS,
    SHARE_HEADERS,
    item_row,
    scale_row,
    share_rows,
    statistics_csv,
    statistics_document,
)
from quiz.store.database.engine import reading
from quiz.store.database.ownership import write_text
from quiz.store.samples import SampleCounts, load_sample_counts, load_sums


@click.command()
@click.option("--json", "form", flag_value="json", help="In full precision, for programs.")
@click.option("--csv", "form", flag_value="csv", help="As one table, for spreadsheets and R.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Also write the figures as a page with charts, one HTML file, here.",
)
def statistics(form: str | None, output: Path | None) -> None:
    """Means, SDs, reliabilities, SEMs and item-rest correlations, by instrument version and edition.

    Each person counts once: retakes are left out, and so is what a workshop keeps. docs/measurement.md says
    how each figure comes about, and from how many people on it is shown.
    """
    with current_database() as engine, reading(engine) as connection:
        counts = load_sample_counts(connection)
        with progress("Counting", counts.sampled) as advance:
            found = load_sums(connection, advance)
    editions = [edition_statistics(sums) for sums in found]
    if output:
        with plain_faults():
            write_text(output, statistics_page(editions))
        click.echo(f"{output}: written.", err=True)
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
        print_table(f"{title}: {people}", SCALE_HEADERS, map(scale_row, edition.scales))
        print_table("", ITEM_HEADERS, map(item_row, edition.items))
        print_table("", SHARE_HEADERS, share_rows(edition.shares))
    click.echo(
        f"{counts.sampled:,} finished response sets; left out: {counts.in_workshops:,} in workshops, "
        f"{counts.retakes:,} retakes."
    )
    click.echo(
        f"Too few: below {LEAST_FOR_MEANS} people, and for what has no interval below "
        f"{LEAST_FOR_CORRELATIONS}, for shares of variance below {LEAST_FOR_SHARES}. Reliability is alpha "
        "with Feldt's interval for facets, stratified alpha for what is a mean of facets."
    )
