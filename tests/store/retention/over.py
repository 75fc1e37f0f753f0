"""What is over and what is left, for tests of retention."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Engine, func, select

from quiz.measurement.as_others_see import Extent
from quiz.store.comparisons import (
    Proposal,
    accept_comparison,
    propose_comparison,
)
from quiz.store.database.engine import reading, writing
from quiz.store.database.tables import metadata
from quiz.store.response_sets import issue_response_set, load_response_set
from quiz.store.retention.rules import Periods
from quiz.store.retention.sweep import Swept
from quiz.store.share_links import load_share_link
from quiz.workshop.stages import Move
from tests.store.conftest import INSTRUMENT, TODAY
from tests.store.people import a_result, a_share_link
from tests.store.workshops import a_group, press

PERIODS = Periods(unfinished_days=30, results_days=None, ended_days=365)


def days_later(days: int) -> date:
    return TODAY + timedelta(days=days)


def rows(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def went(swept: tuple[Swept, ...]) -> dict[str, int]:
    return {each.name: each.rows for each in swept if each.rows}


def begin(engine: Engine) -> str:
    with writing(engine) as connection:
        return issue_response_set(connection, INSTRUMENT.sha256, "full", TODAY)


def has(engine: Engine, token: str) -> bool:
    with reading(engine) as connection:
        return load_response_set(connection, token) is not None


def a_comparison(engine: Engine, expires_on: date | None = None) -> tuple[str, str]:
    """Its id, and its owner's private token."""
    ada, ben = a_result(engine), a_result(engine)
    shared = a_share_link(engine, ada, expires_on=expires_on)
    with writing(engine) as connection:
        link = load_share_link(connection, shared)
        made = propose_comparison(connection, link, ben, Proposal("Ben", Extent.HEADLINE), TODAY)
        assert accept_comparison(connection, made.id, ada, "Ada", TODAY)
    return made.id, ada


def an_open_group(engine: Engine, workshop_id: str) -> list[str]:
    """Three people who join the workshop and finish; their tokens."""
    press(engine, workshop_id, Move.OPEN)
    return a_group(engine, workshop_id, 75, 25, 50)
