"""What commands know of the installation they are given on; whoever reads the settings tells them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.database.engine import DatabaseEncodingError, create_engine_for
from quiz.store.database.health import database_fault, schema_fault
from quiz.store.database.migrate import BrokenReferenceError, SchemaTooNewError, current_revision
from quiz.store.database.ownership import file_fault
from quiz.store.database.sqlite import UnsoundDatabaseError
from quiz.store.database.tables import HEAD_REVISION
from quiz.store.retention.rules import Periods
from quiz.store.transfer.snapshot import MovingError

_KEY = "limelight-installation"
_IN_WORDS = (
    *(MovingError, SchemaTooNewError, BrokenReferenceError),
    *(UnsoundDatabaseError, DatabaseEncodingError),
)


@dataclass(frozen=True)
class Installation:
    database_url: str
    instance_dir: Path
    periods: Periods


FindInstallation = Callable[[], Installation]


def unknown_installation() -> Installation:
    raise click.ClickException("This command needs the settings of an installation.")


def install(app: Flask, find: FindInstallation) -> None:
    app.extensions[_KEY] = find


def installation() -> Installation:
    """Of the application that runs this command; only now are its settings read."""
    app = click.get_current_context().ensure_object(ScriptInfo).load_app()
    return cast("FindInstallation", app.extensions[_KEY])()


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
    engine = create_engine_for(installation().database_url, pool_size=1)
    try:
        with plain_faults():
            revision = current_revision(engine)
            if revision != HEAD_REVISION:
                raise click.ClickException(schema_fault(revision))
            yield engine
    finally:
        engine.dispose()


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
