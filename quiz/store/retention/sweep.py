"""The sweep: deletes what is over, a few rows at a time, on as many hosts at once as like to."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, select, text, update

from quiz.store.database.engine import forget_traces, reading, writing
from quiz.store.retention.last_days import earliest_day
from quiz.store.retention.rules import Periods, Rule, rules_on

BATCH = 200
"""Rows in a transaction: SQLite has one writer, and who answers meanwhile waits for it to end."""


PAUSE = 0.02
"""Seconds between two batches, in which others write: who waits for SQLite looks again only now and then."""

_POSTGRES_LOCK = 5_217_400_612
# Another number of our own, beside that of `quiz.store.database.migrate`.


@dataclass(frozen=True)
class Swept:
    """How many rows a rule found, or would find."""

    name: str
    rows: int


def sweep(engine: Engine, today: date, periods: Periods, *, pause: float = PAUSE) -> tuple[Swept, ...]:
    """Delete what is over on this day (`earliest_day`), pausing between batches; empty SQLite's log."""
    rules = rules_on(_agreed(engine, today), periods)
    swept = tuple(Swept(rule.name, _follow(engine, rule, pause)) for rule in rules)
    if any(each.rows for each in swept):
        forget_traces(engine)
    return swept


def would_sweep(engine: Engine, today: date, periods: Periods) -> tuple[Swept, ...]:
    """The same without deleting anything. Who is set free by a workshop's end is not counted yet."""
    rules = rules_on(_agreed(engine, today), periods)
    with reading(engine) as connection:
        return tuple(
            Swept(
                rule.name,
                connection.execute(
                    select(func.count()).select_from(rule.table).where(rule.condition)
                ).scalar_one(),
            )
            for rule in rules
        )


def _agreed(engine: Engine, today: date) -> date:
    """The earlier of this host's day and the database's: one clock that runs ahead deletes nothing."""
    if engine.dialect.name != "postgresql":
        return today
    with reading(engine) as connection:
        theirs: datetime = connection.execute(text("SELECT now() AT TIME ZONE 'UTC'")).scalar_one()
    return min(today, earliest_day(theirs))


def _follow(engine: Engine, rule: Rule, pause: float) -> int:
    statement = delete(rule.table) if rule.changes is None else update(rule.table).values(**rule.changes)
    total = 0
    for keys in _batches_of_keys(engine, rule):
        # Asked once more: somebody may have finished, or another host been here, since the keys were read.
        still = statement.where(rule.key.in_(keys), rule.condition)
        with writing(engine) as connection:
            _wait_for_other_hosts(connection)
            total += connection.execute(still).rowcount
        time.sleep(pause)
    return total


def _wait_for_other_hosts(connection: Connection) -> None:
    """What hangs on the rows goes too, and two hosts could each hold what the other one waits for."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})


def _batches_of_keys(engine: Engine, rule: Rule) -> Iterator[Sequence[Any]]:
    """In the order of keys, each once: the table is gone through one time, and no lock is held."""
    found = select(rule.key).where(rule.condition).order_by(rule.key).limit(BATCH)
    with reading(engine) as connection:
        keys = connection.execute(found).scalars().all()
    while keys:
        yield keys
        with reading(engine) as connection:
            keys = connection.execute(found.where(rule.key > keys[-1])).scalars().all()
