"""The command line: parse → call → print. One module a noun."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask

from quiz.cli.backup import backup
from quiz.cli.database import database
from quiz.cli.installation import FindInstallation, unknown_installation
from quiz.cli.installation import install as _install
from quiz.cli.instrument import instrument
from quiz.cli.research import research
from quiz.cli.retention import retention
from quiz.cli.simulation import simulate
from quiz.cli.statistics import statistics

instrument.add_command(statistics)
instrument.add_command(simulate)

GROUPS = (instrument, database, backup, retention, research)


def commands_only(find_installation: FindInstallation = unknown_installation) -> Flask:
    """An application with the commands and nothing else: they are for when the whole one does not work."""
    app = Flask("quiz")
    register(app, find_installation)
    return app


def is_asked_for(arguments: Sequence[str]) -> bool:
    """Whether a command line of `flask` names one of our commands."""
    return any(group.name in arguments for group in GROUPS)


def register(app: Flask, find_installation: FindInstallation = unknown_installation) -> None:
    """Add the commands to `flask`."""
    _install(app, find_installation)
    for group in GROUPS:
        app.cli.add_command(group)
