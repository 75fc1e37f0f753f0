"""`limelight database`: the schema as it is and as it should be, and the way to another database."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from quiz.cli.installation import installation, opened_database, plain_faults
from quiz.cli.terminal import progress
from quiz.store.database.health import find_fault
from quiz.store.database.migrate import migrate
from quiz.store.database.tables import HEAD_REVISION
from quiz.store.database.url import DatabaseUrlError, checked_url, shown_url
from quiz.store.transfer.copying import copy_database


class _DatabaseUrl(click.ParamType[str]):
    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return checked_url(value, Path.cwd())
        except DatabaseUrlError as error:
            self.fail(str(error), param, ctx)


@click.group()
def database() -> None:
    """Upgrade the database, see how it is, copy it into another one."""


@database.command()
def upgrade() -> None:
    """Bring the database to this version's schema, as each start does too."""
    with plain_faults():
        has_changed = migrate(installation().database_url)
    click.echo(f"The schema {'is now' if has_changed else 'was already'} at revision {HEAD_REVISION}.")


@database.command()
@click.pass_context
def status(context: click.Context) -> None:
    """Say whether answers can be saved; the exit status is 1 if not."""
    url = installation().database_url
    with plain_faults(), opened_database() as engine:
        fault = find_fault(engine)
    click.echo(f"{shown_url(url)}: {fault or f'revision {HEAD_REVISION}, can be read and written'}")
    context.exit(1 if fault else 0)


@database.command()
@click.argument("source", metavar="FROM", type=_DatabaseUrl())
@click.argument("target", metavar="TO", type=_DatabaseUrl())
def copy(source: str, target: str) -> None:
    """Copy the database FROM into the empty database TO, of the same kind or not.

    Addresses are written as in DATABASE_URL. Stop Limelight first. The copy is compared row by row before it
    is kept; interrupted, nothing is kept, and it can be made again.
    """
    if source == target:
        raise click.UsageError("FROM and TO are the same database.")
    with plain_faults():
        contents = copy_database(source, target, partial(progress, "Copying"))
    width = max(map(len, contents))
    for table, content in contents.items():
        click.echo(f"{table:<{width}}  {content.rows:>10,}")
    click.echo(f"Copied from {shown_url(source)} to {shown_url(target)}, and compared row by row.")
    click.echo("Set DATABASE_URL to the new address, and start Limelight.")
