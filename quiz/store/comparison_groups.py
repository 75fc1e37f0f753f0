"""Comparison groups: whose headline counts, and what is shown of all of them together.

A person's counted headline is a row that hangs on their response set, so it goes with it, however it goes.
What is shown is a release (see `comparison_group`): made when the group has doubled, by whoever comes then,
and left alone until it has doubled again, whoever comes and goes meanwhile.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, bindparam, delete, exists, func, select

from quiz.measurement.comparison_group import Release, blurred, class_counts, release_due
from quiz.measurement.responses import ResponseSet
from quiz.store.database.dialects import insert_once
from quiz.store.database.driver import first_row
from quiz.store.database.tables import comparison_groups, counted_headlines, response_sets, retakes
from quiz.store.response_sets import hash_token


@dataclass(frozen=True)
class GroupSeen:
    """A result’s group as it is shown; in which edition the result counts; whether it continues another."""

    release: Release | None
    counted_in: str | None
    is_retake: bool

    @property
    def is_counted(self) -> bool:
        return self.counted_in is not None


def load_group_seen(connection: Connection, token: str) -> GroupSeen:
    """What the result under this token sees of its group; nothing when there is no such result."""
    row = first_row(connection, _SEEN, {"key": hash_token(token)})
    if row is None:
        return GroupSeen(None, counted_in=None, is_retake=False)
    return GroupSeen(_release(row), row["counted_in"], bool(row["is_retake"]))


def count_headline(connection: Connection, token: str, given: ResponseSet, points: int) -> bool:
    """Let this headline count from now on; False when it does already. In a `writing` transaction.

    Raises sqlalchemy's IntegrityError when the response set was deleted meanwhile.
    """
    row = {"token_hash": hash_token(token), "points": points, **_of(given)}
    is_new = insert_once(connection, counted_headlines, row)
    if is_new:
        _release_if_due(connection, given)
    return is_new


def take_headline_back(connection: Connection, token: str) -> bool:
    """Let it count no longer; False when it did not. What was released stays as it is."""
    own = delete(counted_headlines).where(counted_headlines.c.token_hash == hash_token(token))
    return connection.execute(own).rowcount == 1


def _release_if_due(connection: Connection, of: ResponseSet) -> None:
    """Without a lock: two who come in the same moment may leave it to the next, and one release is kept."""
    counting, group = _in(counted_headlines, of), comparison_groups
    people = connection.execute(select(func.count()).where(*counting)).scalar_one()
    released = connection.execute(select(group.c.people).where(*_in(group, of))).scalar() or 0
    days = 0 if released else connection.execute(_DAYS.where(*counting)).scalar_one()
    size = release_due(people, days, released)
    if size is None:
        return
    points = connection.execute(select(counted_headlines.c.points).where(*counting)).scalars()
    counts = list(blurred(class_counts(points), secrets.randbelow))
    connection.execute(delete(group).where(*_in(group, of), group.c.people == released))
    insert_once(connection, group, {**_of(of), "people": size, "counts": counts})


def _of(given: ResponseSet) -> dict[str, str]:
    return {"instrument_sha256": given.instrument_sha256, "edition": given.edition}


def _in(table: Any, of: ResponseSet) -> tuple[Any, Any]:
    return table.c.instrument_sha256 == of.instrument_sha256, table.c.edition == of.edition


def _release(row: RowMapping | Mapping[str, Any]) -> Release | None:
    return None if row["people"] is None else Release(row["people"], tuple(row["counts"]))


_DAYS = select(func.count(response_sets.c.started_on.distinct())).join_from(
    counted_headlines, response_sets, response_sets.c.token_hash == counted_headlines.c.token_hash
)

_KEY: BindParameter[bytes] = bindparam("key")
_SEEN = (
    select(
        comparison_groups.c.people,
        comparison_groups.c.counts,
        select(counted_headlines.c.edition)
        .where(counted_headlines.c.token_hash == _KEY)
        .scalar_subquery()
        .label("counted_in"),
        exists().where(retakes.c.token_hash == _KEY).label("is_retake"),
    )
    .select_from(response_sets)
    .outerjoin(
        comparison_groups,
        (comparison_groups.c.instrument_sha256 == response_sets.c.instrument_sha256)
        & (comparison_groups.c.edition == response_sets.c.edition),
    )
    .where(response_sets.c.token_hash == _KEY)
)
"""Where a result stands among others, and whether its headline counts for them."""
