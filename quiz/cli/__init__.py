"""The command line, `limelight`: parse → call → print. One module a noun."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli.backup import backup
from quiz.cli.database import database
from quiz.cli.installation import read_env_file
from quiz.cli.instrument import instrument
from quiz.cli.research import research
from quiz.cli.retention import retention
from quiz.cli.simulation import simulate
from quiz.cli.statistics import statistics

instrument.add_command(statistics)
instrument.add_command(simulate)


@click.group()
@click.option(
    "--env-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read settings from this file, too.",
)
def limelight(env_file: Path | None) -> None:
    """Look after a Limelight: its questionnaire, its database, its backups, and what is kept.

    Settings are those of the server: the environment, then FILE, then a file .env. `python app.py` starts it.
    """
    if env_file is not None:
        read_env_file(env_file)


for group in (instrument, database, backup, retention, research):
    limelight.add_command(group)
