"""`limelight backup`: make one, see whether it is any good, bring it back."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from quiz.cli.installation import installation, plain_faults
from quiz.cli.terminal import progress
from quiz.store.database.url import shown_url
from quiz.store.transfer.backup import Backup, create_backup, restore_backup, verify_backup

_EXISTING = click.Path(exists=True, path_type=Path)


@click.group()
def backup() -> None:
    """Make backups, verify and restore them."""


@backup.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def create(file: Path | None) -> None:
    """Write all that the database holds to FILE, at any time, also while people answer.

    Without FILE it is a new one in the folder backups of INSTANCE_DIR, named by the time (UTC).
    """
    here, now = installation(), datetime.now(UTC)
    path = file or here.instance_dir / "backups" / f"limelight-{now:%Y%m%dT%H%M%SZ}.db.gz"
    with plain_faults():
        made = create_backup(here.database_url, path, now, partial(progress, "Writing"))
    click.echo(f"{path}: {_told(made)}, {path.stat().st_size:,} bytes.")


@backup.command()
@click.argument("file", type=_EXISTING)
def verify(file: Path) -> None:
    """Read the backup FILE to its end, and restore it into a database that is thrown away.

    FILE may also be a copy of an SQLite database's own file. The exit status is 1 for what is damaged.
    """
    with plain_faults():
        found = verify_backup(file, partial(progress, "Trying"))
    click.echo(f"{file}: whole, and can be restored; {_told(found)}.")


@backup.command()
@click.argument("file", type=_EXISTING)
@click.option("--replace", is_flag=True, help="Even though answers are in the database: they are lost.")
def restore(file: Path, replace: bool) -> None:
    """Put what is in the backup FILE into the database of DATABASE_URL. Stop Limelight first.

    All of it comes in, or the database stays as it is.
    """
    url = installation().database_url
    with plain_faults():
        found = restore_backup(url, file, partial(progress, "Restoring"), is_replacing=replace)
    click.echo(f"Restored into {shown_url(url)}: {_told(found)}. Start Limelight.")


def _told(found: Backup) -> str:
    return f"{found.row_count:,} rows as of {found.made_at:%Y-%m-%dT%H:%M:%SZ}, revision {found.revision}"
