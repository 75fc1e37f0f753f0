"""The installation that commands are given on, and what goes wrong with it in a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from dotenv import load_dotenv
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from quiz.settings.dotenv_file import require_whole, settings_here
from quiz.settings.environment import SettingsError
from quiz.store.database.engine import DatabaseEncodingError, create_engine_for
from quiz.store.database.health import database_fault, schema_fault
from quiz.store.database.migrate import BrokenReferenceError, SchemaTooNewError, current_revision
from quiz.store.database.ownership import file_fault
from quiz.store.database.sqlite import UnsoundDatabaseError
from quiz.store.database.tables import HEAD_REVISION
from quiz.store.retention.rules import Periods
from quiz.store.transfer.snapshot import MovingError

_IN_WORDS = (
    *(MovingError, SchemaTooNewError, BrokenReferenceError),
    *(UnsoundDatabaseError, DatabaseEncodingError, SettingsError),
)


@dataclass(frozen=True)
class Installation:
    database_url: str
    instance_dir: Path
    periods: Periods


def installation() -> Installation:
    """As the settings have it, which are read only now; or the one that was handed over with the command."""
    given = click.get_current_context().find_object(Installation)
    if given is not None:
        return given
    with plain_faults():
        settings = settings_here()
    return Installation(settings.database_url, settings.instance_dir, settings.periods)


def read_env_file(path: Path) -> None:
    """What the environment says goes before it."""
    with plain_faults():
        require_whole(path)
    load_dotenv(path)


@contextmanager
def opened_database() -> Iterator[Engine]:
    """The installation's database, for as long as it is needed."""
    engine = create_engine_for(installation().database_url, pool_size=1)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def current_database() -> Iterator[Engine]:
    """The installation's database, which must have this version's schema, for as long as the command runs."""
    with plain_faults(), opened_database() as engine:
        revision = current_revision(engine)
        if revision != HEAD_REVISION:
            raise click.ClickException(schema_fault(revision))
        yield engine


@contextmanager
def plain_faults() -> Iterator[None]:
    """What goes wrong is said in one sentence, with exit status 1 and without a trace."""
    try:
        yield
    except _IN_WORDS as error:
        raise click.ClickException(str(error)) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise click.ClickException(database_fault(error)) from error
    except OSError as error:
        raise click.ClickException(file_fault(error)) from error
