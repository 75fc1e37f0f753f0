"""Retakes: which response set its owner took after which. Only hashes: neither leads to the other's link."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BindParameter, Connection, bindparam, exists, insert, or_, select

from quiz.store.database.driver import first_row
from quiz.store.database.tables import comparisons, response_sets, retakes, share_links
from quiz.store.response_sets import (
    RESPONSE_SET_COLUMNS,
    SavedResponseSet,
    hash_token,
    issue_response_set,
    saved_response_set,
)

EARLIER_AT_MOST = 12
"""How far back a path is followed: a year of monthly retakes."""


def issue_retake(
    connection: Connection, earlier_token: str, instrument_sha256: str, edition: str, today: date
) -> str:
    """Begin a response set that continues the earlier one, and return its token; in a `writing` transaction.

    Raises sqlalchemy's IntegrityError when there is no such earlier response set (any more).
    """
    token = issue_response_set(connection, instrument_sha256, edition, today)
    continue_from(connection, token, earlier_token)
    return token


def continue_from(connection: Connection, token: str, earlier_token: str) -> None:
    """Let this response set, just begun, continue an earlier one of the same person."""
    connection.execute(
        insert(retakes), {"token_hash": hash_token(token), "earlier_hash": hash_token(earlier_token)}
    )


def load_earlier(connection: Connection, token: str) -> tuple[SavedResponseSet, ...]:
    """The finished response sets that this one continues, oldest first; EARLIER_AT_MOST of them."""
    rows = connection.execute(_EARLIER, {"key": hash_token(token)}).mappings().all()
    return tuple(saved_response_set(row) for row in reversed(rows) if row["completed_on"] is not None)


def load_retaken_on(connection: Connection, token: str) -> tuple[date, ...]:
    """On which days the retakes of this response set were finished, in their order."""
    return tuple(connection.execute(_RETAKEN_ON, {"key": hash_token(token)}).scalars())


def is_alone(connection: Connection, token: str) -> bool:
    """One quick look in place of three: no comparison was ever asked for, and nothing was taken again."""
    row = first_row(connection, _IS_BESIDE_OTHERS, {"key": hash_token(token)})
    return row is not None and not row["is_beside_others"]


_LINE = (
    select(retakes.c.earlier_hash, bindparam("first", 1).label("distance"))
    .where(retakes.c.token_hash == bindparam("key"))
    .cte("line", recursive=True)
)
_LINE = _LINE.union_all(
    select(retakes.c.earlier_hash, _LINE.c.distance + 1)
    .join(_LINE, retakes.c.token_hash == _LINE.c.earlier_hash)
    .where(_LINE.c.distance < EARLIER_AT_MOST)
)

_EARLIER = (
    select(*RESPONSE_SET_COLUMNS)
    .join(_LINE, response_sets.c.token_hash == _LINE.c.earlier_hash)
    .order_by(_LINE.c.distance)
)

_RETAKEN_ON = (
    select(response_sets.c.completed_on)
    .join(retakes, retakes.c.token_hash == response_sets.c.token_hash)
    .where(retakes.c.earlier_hash == bindparam("key"), response_sets.c.completed_on.is_not(None))
    .order_by(response_sets.c.completed_on)
)

_KEY: BindParameter[bytes] = bindparam("key")

_IS_BESIDE_OTHERS = select(
    or_(
        exists().where(retakes.c.token_hash == _KEY),
        exists().where(retakes.c.earlier_hash == _KEY),
        exists().where(comparisons.c.proposer_hash == _KEY),
        exists().where(
            comparisons.c.share_link_hash == share_links.c.token_hash, share_links.c.owner_hash == _KEY
        ),
    ).label("is_beside_others")
)
