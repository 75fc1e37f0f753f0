"""`limelight research`: what may be passed on of the answers given here, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import SystemRandom

import click

from quiz.cli.installation import current_database
from quiz.evidence.research_file import (
    LEAST_GROUP,
    ResearchRecord,
    TooFewResponseSetsError,
    codebook_csv,
    research_csv,
)
from quiz.instrument.instrument import Edition, Instrument
from quiz.store.consents import Consented, load_consented
from quiz.store.database.engine import reading
from quiz.store.database.ownership import make_folder, write_text
from quiz.store.instruments import load_instrument

Records = dict[tuple[str, str], list[ResearchRecord]]


@click.group()
def research() -> None:
    """Export what people let be used for research (docs/research-export.md)."""


@research.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write anonymous response sets and their codebooks to FOLDER, which must be new or empty.

    Only those whose owners consented, without id, name or day, in an order drawn anew; two files for each
    edition of each instrument version. Editions with fewer than five of them are left out.
    """
    with current_database() as engine:
        make_folder(folder, 0o700)
        if any(folder.iterdir()):
            raise click.ClickException(f"{folder} is not empty; name a new folder.")
        with reading(engine) as connection:
            records = _by_edition(load_consented(connection))
            instruments = {sha256: load_instrument(connection, sha256) for sha256, _ in records}
        for (sha256, edition_id), given in sorted(records.items()):
            instrument = instruments[sha256]
            assert instrument is not None  # response sets refer to the archive
            click.echo(_write(folder, given, instrument.editions[edition_id], instrument))
    if not records:
        click.echo("Nobody has consented yet, so there is nothing to export.")


def _by_edition(consented: Iterable[Consented]) -> Records:
    """In an order that chance made; nobody can make it again."""
    records: Records = defaultdict(list)
    for each in consented:
        given = each.response_set
        records[given.instrument_sha256, given.edition].append(
            ResearchRecord(given.responses, each.completed_on)
        )
    for several in records.values():
        SystemRandom().shuffle(several)
    return records


def _write(folder: Path, records: list[ResearchRecord], edition: Edition, instrument: Instrument) -> str:
    """The two files of an edition; what is said of them."""
    name = f"{instrument.id}-v{instrument.version}-{edition.id}-{instrument.sha256[:8]}"
    try:
        data = research_csv(records, edition, instrument)
    except TooFewResponseSetsError:
        return f"{name}: left out, with fewer than {LEAST_GROUP} response sets."
    write_text(folder / f"{name}.csv", data, 0o600)
    write_text(folder / f"{name}-codebook.csv", codebook_csv(edition, instrument), 0o600)
    return f"{folder / name}.csv: {len(records):,} response sets, and its codebook beside it."
