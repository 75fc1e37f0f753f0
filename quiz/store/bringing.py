"""Bringing an earlier private result to a workshop: once, wherever that is."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Text, cast, select

from quiz.measurement.responses import ResponseSet
from quiz.store.participants import enter, mark_used, new_seat, picture_key
from quiz.store.response_sets import hash_token, submit_response_set
from quiz.store.tables import participants, pictures, used_results
from quiz.store.workshops import Workshop


class BroughtBeforeError(Exception):
    """This result is, or was, in a workshop already: two pictures with it would tell of the others."""


def bring_result(
    connection: Connection,
    workshop: Workshop,
    brought: ResponseSet,
    source: str,
    *,
    is_scored: bool,
    today: date,
) -> str:
    """Let somebody in with a copy of a finished result of theirs, kept under the token `source`.

    Returns the copy's token. Raises DoorClosedError or BroughtBeforeError.
    """
    key = picture_key(source)
    if _was_there(connection, source, key):
        raise BroughtBeforeError
    mark_used(connection, source)
    seat = new_seat(workshop.id)
    enter(connection, workshop, seat, today, key=key, is_scored=is_scored)
    submit_response_set(connection, seat.token, brought, today)
    return seat.token


def _was_there(connection: Connection, source: str, key: str) -> bool:
    """Whether this result takes part anywhere or did, or is in any picture.

    By its mark alone, but for what was brought before there were marks.
    """
    used = select(used_results.c.token_hash).where(used_results.c.token_hash == hash_token(source))
    here = select(participants.c.key).where(participants.c.key == key)
    pictured = select(pictures.c.number).where(cast(pictures.c.members, Text).contains(key, autoescape=True))
    return any(connection.execute(statement.limit(1)).first() for statement in (used, here, pictured))
