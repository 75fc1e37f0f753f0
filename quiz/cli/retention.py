"""`limelight retention`: delete what is kept no longer, now and by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from quiz.cli.installation import current_database, installation
from quiz.store.retention.last_days import earliest_day
from quiz.store.retention.sweep import sweep, would_sweep


@click.group()
def retention() -> None:
    """Delete what is kept no longer (docs/privacy.md)."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Only say how much it would be.")
def run(dry_run: bool) -> None:
    """Delete what is over by now, at any time, on any number of hosts."""
    periods, today = installation().periods, earliest_day(datetime.now(UTC))
    with current_database() as engine:
        swept = (would_sweep if dry_run else sweep)(engine, today, periods)
    width = max(len(each.name) for each in swept)
    for each in swept:
        click.echo(f"{each.name:<{width}}  {each.rows:>10,}")
    click.echo("Nothing was deleted: this was a dry run." if dry_run else "Deleted.")
