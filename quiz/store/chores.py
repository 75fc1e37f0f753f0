"""Chores: what is done once a day, by one process of one host, however many there are."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, or_, update

from quiz.store.database.dialects import insert_once
from quiz.store.database.tables import chores


def claim_chore(connection: Connection, name: str, today: date) -> bool:
    """Whether it is ours to do today: nobody did it, or began to. In a `writing` transaction.

    A day more than one ahead was noted by a clock that went wrong, and does not count.
    """
    if insert_once(connection, chores, {"name": name, "done_on": today}):
        return True
    is_due = or_(chores.c.done_on < today, chores.c.done_on > today + timedelta(days=1))
    statement = update(chores).where(chores.c.name == name, is_due).values(done_on=today)
    return connection.execute(statement).rowcount == 1
