"""Who may run a workshop: whoever holds its secret link, or a co-facilitator's link that is not revoked.

A co-facilitator's token is made from the first one's and a public id. So the first facilitator's page can
show the link again while the database knows only its hash (as share links, docs/adr/0011).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from quiz.store.database.tables import facilitators, workshops
from quiz.store.response_sets import hash_token
from quiz.store.tokens import derived_token, new_id, new_token
from quiz.store.workshops import Workshop, workshop_of


@dataclass(frozen=True)
class Facilitator:
    """Somebody with a valid link to this workshop. `is_co`: invited, and so may not invite or delete."""

    workshop: Workshop
    is_co: bool


@dataclass(frozen=True)
class CoLink:
    """A co-facilitator's link in the first facilitator's list."""

    co_id: str
    revoked_on: date | None


def issue_facilitator(connection: Connection, workshop_id: str) -> str:
    """The first facilitator's token, kept nowhere but with them."""
    token = new_token()
    _insert(connection, token, workshop_id, None)
    return token


def issue_co_facilitator(connection: Connection, token: str, workshop_id: str) -> str:
    """Another link for this workshop; returns its public id."""
    co_id = new_id(lambda co_id: co_token(token, co_id))
    _insert(connection, co_token(token, co_id), workshop_id, co_id)
    return co_id


def co_token(token: str, co_id: str) -> str:
    """The co-facilitator's token, made from the first facilitator's."""
    return derived_token(token, f"co-facilitator:{co_id}")


def load_facilitator(connection: Connection, token: str) -> Facilitator | None:
    """The one with this token, unless it was revoked."""
    statement = (
        select(workshops, facilitators.c.co_id)
        .join_from(facilitators, workshops)
        .where(facilitators.c.token_hash == hash_token(token), facilitators.c.revoked_on.is_(None))
    )
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else Facilitator(workshop_of(row), is_co=row["co_id"] is not None)


def load_co_links(connection: Connection, workshop_id: str) -> tuple[CoLink, ...]:
    statement = (
        select(facilitators.c.co_id, facilitators.c.revoked_on)
        .where(facilitators.c.workshop_id == workshop_id, facilitators.c.co_id.is_not(None))
        .order_by(facilitators.c.co_id)
    )
    return tuple(CoLink(co_id, revoked_on) for co_id, revoked_on in connection.execute(statement))


def revoke_co_facilitator(connection: Connection, workshop_id: str, co_id: str, today: date) -> bool:
    """Whether there was such a link; the first facilitator's own cannot be revoked."""
    if not co_id.isascii() or "\x00" in co_id:  # PostgreSQL does not even look for such an id
        return False
    statement = update(facilitators).where(
        facilitators.c.workshop_id == workshop_id, facilitators.c.co_id == co_id
    )
    return connection.execute(statement.values(revoked_on=today)).rowcount == 1


def _insert(connection: Connection, token: str, workshop_id: str, co_id: str | None) -> None:
    row = {"token_hash": hash_token(token), "workshop_id": workshop_id, "co_id": co_id, "revoked_on": None}
    connection.execute(insert(facilitators), row)
