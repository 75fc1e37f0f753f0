"""Who is in a workshop's current round: how many, and whose responses may be in its picture."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from quiz.store.response_sets import RESPONSE_SET_COLUMNS, SavedResponseSet, saved_response_set
from quiz.store.tables import participants, response_sets
from quiz.store.workshops import Workshop
from quiz.workshop.disclosure import Counts


def count_joined(connection: Connection, workshop: Workshop) -> int:
    """How many are in; quick, since it is asked at each join."""
    of_round = participants.c.workshop_id == workshop.id, participants.c.round == workshop.round
    return int(
        connection.execute(select(func.count()).select_from(participants).where(*of_round)).scalar_one()
    )


def load_counts(connection: Connection, workshop: Workshop) -> Counts:
    """Of the current round. Whoever left out too much to be scored counts as joined alone."""
    of_round = participants.c.workshop_id == workshop.id, participants.c.round == workshop.round
    statement = (
        select(
            func.count(),
            func.coalesce(func.sum(case((response_sets.c.completed_on.is_(None), 1), else_=0)), 0),
            func.coalesce(func.sum(case((participants.c.is_scored, 1), else_=0)), 0),
        )
        .join_from(participants, response_sets)
        .where(*of_round)
    )
    joined, answering, finished = connection.execute(statement).one()
    return Counts(joined, answering, finished)


def load_finished(connection: Connection, workshop: Workshop) -> dict[str, SavedResponseSet]:
    """All of the current round that may be in a picture, by their keys, in the order of the keys."""
    found = connection.execute(_finished(workshop, participants.c.key, *RESPONSE_SET_COLUMNS))
    return {row["key"]: saved_response_set(row) for row in found.mappings()}


def load_finished_keys(connection: Connection, workshop: Workshop) -> list[str]:
    """The keys of the same, without what they answered."""
    return list(connection.execute(_finished(workshop, participants.c.key)).scalars())


def _finished(workshop: Workshop, *columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns)
        .join_from(participants, response_sets)
        .where(
            participants.c.workshop_id == workshop.id,
            participants.c.round == workshop.round,
            participants.c.is_scored,
            response_sets.c.completed_on.is_not(None),
        )
        .order_by(participants.c.key)
    )
