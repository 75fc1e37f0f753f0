"""Consent to research: given and taken back by a result's owner, and the response sets it covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, bindparam, delete, exists, select

from quiz.measurement.responses import ResponseSet
from quiz.store.database.dialects import insert_once
from quiz.store.database.tables import participants, research_consents, response_sets
from quiz.store.response_sets import RESPONSE_SET_COLUMNS, hash_token, saved_response_set

AT_ONCE = 2_000
"""Rows a statement; see `samples`."""


@dataclass(frozen=True)
class Consented:
    """A finished response set that may be exported. Nothing here leads to its owner."""

    response_set: ResponseSet
    completed_on: date


def save_research_consent(connection: Connection, token: str, today: date) -> None:
    """Consent; the first day stays. Raises IntegrityError when there is no such response set."""
    insert_once(connection, research_consents, {"token_hash": hash_token(token), "given_on": today})


def revoke_research_consent(connection: Connection, token: str) -> None:
    """Take it back: no export from now on has these answers."""
    connection.execute(delete(research_consents).where(research_consents.c.token_hash == hash_token(token)))


def load_research_consent(connection: Connection, token: str) -> date | None:
    """Since which day; None without consent."""
    given_on = select(research_consents.c.given_on).where(research_consents.c.token_hash == hash_token(token))
    return connection.execute(given_on).scalar_one_or_none()


def load_consented(connection: Connection) -> Iterator[Consented]:
    """What may be exported: finished, consented to, and no part of a workshop that still keeps it.

    In the order of hashes, which is none of people or time, AT_ONCE a statement.
    """
    last: bytes | None = b""
    while last is not None:
        rows = connection.execute(_AFTER, {"after": last}).mappings().all()
        for row in rows:
            saved = saved_response_set(row)
            assert saved.completed_on is not None
            yield Consented(saved.response_set, saved.completed_on)
        last = rows[-1]["token_hash"] if len(rows) == AT_ONCE else None
        connection.rollback()


_AFTER: Select[tuple[object, ...]] = (
    select(response_sets.c.token_hash, *RESPONSE_SET_COLUMNS)
    .join(research_consents, research_consents.c.token_hash == response_sets.c.token_hash)
    .where(
        response_sets.c.token_hash > bindparam("after"),
        response_sets.c.completed_on.is_not(None),
        ~exists().where(participants.c.token_hash == response_sets.c.token_hash),
    )
    .order_by(response_sets.c.token_hash)
    .limit(AT_ONCE)
)
