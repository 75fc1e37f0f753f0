"""Samples: the finished response sets that figures about an instrument are worked out from, one by one.

Left out are parts of a workshop, as long as it keeps them, and retakes: each person counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, func, select

from quiz.evidence.sums import EditionSums
from quiz.measurement.responses import ResponseSet
from quiz.store.database.tables import participants, response_sets, retakes
from quiz.store.instruments import load_instrument
from quiz.store.response_sets import RESPONSE_SET_COLUMNS, saved_response_set

AT_ONCE = 2_000
"""Rows a statement: a few hundred milliseconds, well within a server's limit, and little memory."""


@dataclass(frozen=True)
class SampleCounts:
    """How many finished response sets are in the sample, and why others are not."""

    sampled: int
    in_workshops: int
    retakes: int


def load_sample_counts(connection: Connection) -> SampleCounts:
    """Counted by the database; a retake in a workshop counts as in a workshop."""
    return SampleCounts(
        sampled=_count(connection, ~_IN_WORKSHOP, ~_IS_RETAKE),
        in_workshops=_count(connection, _IN_WORKSHOP),
        retakes=_count(connection, ~_IN_WORKSHOP, _IS_RETAKE),
    )


def load_sums(connection: Connection, advance: Callable[[int], None] = lambda _: None) -> list[EditionSums]:
    """By instrument, version and edition; `advance` is told how many response sets more are counted."""
    found: dict[tuple[str, str], EditionSums] = {}
    untold = 0
    for given in load_sample(connection):
        key = (given.instrument_sha256, given.edition)
        if key not in found:
            found[key] = _new_sums(connection, *key)
        found[key].add(given.responses)
        untold += 1
        if untold == AT_ONCE:
            advance(untold)
            untold = 0
    advance(untold)
    return sorted(found.values(), key=_order)


def load_sample(connection: Connection) -> Iterator[ResponseSet]:
    """Every response set of the sample, in the order of their keys, which is no order of people or time.

    Read AT_ONCE at a time, each statement going on after the last: no statement or transaction takes long,
    and a server in use is not held up. What is finished meanwhile may or may not be among them.
    """
    last: bytes | None = b""
    while last is not None:
        rows = connection.execute(_AFTER, {"after": last}).mappings().all()
        for row in rows:
            yield saved_response_set(row).response_set
        last = rows[-1]["token_hash"] if len(rows) == AT_ONCE else None
        connection.rollback()


def _new_sums(connection: Connection, sha256: str, edition: str) -> EditionSums:
    instrument = load_instrument(connection, sha256)
    assert instrument is not None  # response sets refer to the archive
    return EditionSums(instrument.editions[edition], instrument)


def _order(sums: EditionSums) -> tuple[str, int, str, int]:
    instrument = sums.instrument
    return (
        instrument.id,
        instrument.version,
        instrument.sha256,
        list(instrument.editions).index(sums.edition.id),
    )


def _count(connection: Connection, *conditions: Any) -> int:
    return connection.execute(
        select(func.count()).select_from(response_sets).where(_IS_FINISHED, *conditions)
    ).scalar_one()


_IS_FINISHED = response_sets.c.completed_on.is_not(None)

_IN_WORKSHOP = exists().where(participants.c.token_hash == response_sets.c.token_hash)

_IS_RETAKE = exists().where(retakes.c.token_hash == response_sets.c.token_hash)

_AFTER: Select[Any] = (
    select(response_sets.c.token_hash, *RESPONSE_SET_COLUMNS)
    .where(response_sets.c.token_hash > bindparam("after"), _IS_FINISHED, ~_IN_WORKSHOP, ~_IS_RETAKE)
    .order_by(response_sets.c.token_hash)
    .limit(AT_ONCE)
)
