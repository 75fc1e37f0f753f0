"""Settings as they are where the server or a command is started, and what the commands are told of them."""

from __future__ import annotations

import click
from flask.cli import load_dotenv
from flask.helpers import get_load_dotenv

from quiz.cli.installation import Installation
from quiz.settings.dotenv_file import require_whole_dotenv
from quiz.settings.environment import Settings, SettingsError, load_settings
from quiz.store.retention.rules import Periods


def installation_of(settings: Settings) -> Installation:
    return Installation(settings.database_url, settings.instance_dir, periods_of(settings))


def periods_of(settings: Settings) -> Periods:
    return Periods(
        unfinished_days=settings.retention_unfinished_days,
        results_days=settings.retention_results_days,
        ended_days=settings.retention_ended_days,
    )


def configured_installation() -> Installation:
    """From the environment; settings that cannot be used end the command."""
    try:
        return installation_of(settings_here())
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def settings_here() -> Settings:
    """As `flask` has them, which reads `.env` before it asks us: a backup shall be of the same database."""
    if get_load_dotenv():
        require_whole_dotenv()
        load_dotenv()
    return load_settings()
