"""What the server does by itself once a day, beside the visitors: deletes what is kept no longer.

Each process of each host asks for the day's work; the database gives it to one of them (docs/adr/0021).
"""

from __future__ import annotations

import random
import time
from datetime import date
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.chores import claim_chore
from quiz.store.database.engine import writing
from quiz.store.database.health import database_fault
from quiz.store.retention.sweep import sweep
from quiz.web.page.words import still_today
from quiz.web.services import services

if TYPE_CHECKING:
    from flask import Flask

FIRST, EVERY = (30.0, 300.0), 3600.0
"""Seconds: from a start until the first look, at random so that not all ask at once; and between two."""


def keep_house(app: Flask) -> None:
    """For a thread of each process; does not return."""
    time.sleep(random.uniform(*FIRST))  # noqa: S311 - nothing depends on it
    while True:
        with app.app_context():
            do_chores(still_today())
        time.sleep(EVERY)


def do_chores(on: date) -> bool:
    """Whether this process had anything to do. What goes wrong is logged, and left for the next day."""
    app_services = services()
    engine, settings = app_services.engine, app_services.settings
    try:
        with writing(engine) as connection:
            if not claim_chore(connection, "retention", on):
                return False
        swept = sweep(engine, on, settings.periods)
    except SQLAlchemyError as error:
        current_app.logger.warning("retention was not run: %s", database_fault(error))
        return False
    for each in swept:
        if each.rows:
            current_app.logger.info("retention: %s: %d", each.name, each.rows)
    return True
