"""What the commands are told of the settings, which they cannot read themselves."""

from __future__ import annotations

import click

from quiz.cli.installation import Installation
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
        return installation_of(load_settings())
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
