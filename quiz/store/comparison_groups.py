"""Comparison groups: whose scores count, and what is shown of all of them together.

A person's counted scores are a row that hangs on their response set, so they go with it, however it goes.
What is shown is a copy in counts, changed a step of people at a time (see `comparison_group`): nobody's page
scans the group, and two looks at it do not tell of the one who came in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    RowMapping,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from quiz.measurement.comparison_group import (
    LEAST_SHOWN,
    ComparisonGroup,
    CountedScores,
    added,
    may_come_in,
    may_go_out,
    tally,
)
from quiz.measurement.responses import ResponseSet
from quiz.store.direct import first_row
from quiz.store.insert_once import insert_once
from quiz.store.response_sets import hash_token
from quiz.store.tables import comparison_groups, counted_scores, instruments, response_sets, retakes


@dataclass(frozen=True)
class GroupSeen:
    """A result's group as it is shown, whether its scores count there, and whether it continues another."""

    group: ComparisonGroup | None
    is_counted: bool
    is_retake: bool


def load_group_seen(connection: Connection, token: str) -> GroupSeen:
    """What the result under this token sees of its group; nothing when there is no such result."""
    row = first_row(connection, _SEEN, {"key": hash_token(token)})
    if row is None:
        return GroupSeen(None, is_counted=False, is_retake=False)
    return GroupSeen(_shown(row), bool(row["is_counted"]), bool(row["is_retake"]))


def count_scores(connection: Connection, token: str, given: ResponseSet, scores: CountedScores) -> bool:
    """Let these scores count from now on; False when they do already. In a `writing` transaction.

    Raises sqlalchemy's IntegrityError when the response set was deleted meanwhile.
    """
    _lock(connection, given)
    row = {"token_hash": hash_token(token), "scores": dict(scores), "is_shown": False, **_of(given)}
    is_new = insert_once(connection, counted_scores, row)
    if is_new:
        update_group(connection, given)
    return is_new


def take_scores_back(connection: Connection, token: str, given: ResponseSet) -> bool:
    """Let them count no longer; False when they did not. In a `writing` transaction."""
    _lock(connection, given)
    own = delete(counted_scores).where(counted_scores.c.token_hash == hash_token(token))
    is_gone = connection.execute(own).rowcount == 1
    if is_gone:
        update_group(connection, given)
    return is_gone


def update_group(connection: Connection, of: ResponseSet) -> None:
    """Bring what is shown as near to those who count as steps allow. In a `writing` transaction.

    To be called after scores were deleted, too; if it is not, the next to come do it.
    """
    _lock(connection, of)
    found = (
        connection.execute(select(comparison_groups).where(*_in(comparison_groups, of))).mappings().first()
    )
    shown = None if found is None else _shown(found)
    people = shown.people if shown else 0
    staying, waiting = _number(connection, of, is_shown=True), _number(connection, of, is_shown=False)
    comes_in, goes_out = may_come_in(people, waiting), may_go_out(people - staying)
    if comes_in:
        newcomers = _tally(connection, of, is_shown=False)
        connection.execute(update(counted_scores).where(*_in(counted_scores, of)).values(is_shown=True))
    if goes_out:
        _show(connection, of, staying + waiting * comes_in, _tally(connection, of, is_shown=True))
    elif comes_in:
        _show(connection, of, people + waiting, added(shown.counts if shown else {}, newcomers))


def _show(connection: Connection, of: ResponseSet, people: int, counts: Mapping[str, Any]) -> None:
    """Fewer than LEAST_SHOWN wait until they are more again."""
    connection.execute(delete(comparison_groups).where(*_in(comparison_groups, of)))
    if people < LEAST_SHOWN:
        connection.execute(update(counted_scores).where(*_in(counted_scores, of)).values(is_shown=False))
    else:
        connection.execute(insert(comparison_groups), {**_of(of), "people": people, "counts": counts})


def _lock(connection: Connection, of: ResponseSet) -> None:
    """One at a time, whatever group it is of this instrument; who starts a questionnaire need not wait."""
    archived = select(instruments.c.sha256).where(instruments.c.sha256 == of.instrument_sha256)
    connection.execute(archived.with_for_update(key_share=True))


def _tally(connection: Connection, of: ResponseSet, *, is_shown: bool) -> dict[str, dict[int, int]]:
    rows = select(counted_scores.c.scores).where(
        *_in(counted_scores, of), counted_scores.c.is_shown == is_shown
    )
    return tally(connection.execute(rows).scalars())


def _number(connection: Connection, of: ResponseSet, *, is_shown: bool) -> int:
    rows = (
        select(func.count())
        .select_from(counted_scores)
        .where(*_in(counted_scores, of), counted_scores.c.is_shown == is_shown)
    )
    return connection.execute(rows).scalar_one()


def _of(given: ResponseSet) -> dict[str, str]:
    return {"instrument_sha256": given.instrument_sha256, "edition": given.edition}


def _in(table: Any, of: ResponseSet) -> tuple[Any, Any]:
    return table.c.instrument_sha256 == of.instrument_sha256, table.c.edition == of.edition


def _shown(row: RowMapping | Mapping[str, Any]) -> ComparisonGroup | None:
    if row["people"] is None:
        return None
    counts = {
        name: {int(points): people for points, people in each.items()} for name, each in row["counts"].items()
    }
    return ComparisonGroup(row["people"], counts)


_KEY: BindParameter[bytes] = bindparam("key")
_SEEN = (
    select(
        comparison_groups.c.people,
        comparison_groups.c.counts,
        exists().where(counted_scores.c.token_hash == _KEY).label("is_counted"),
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
