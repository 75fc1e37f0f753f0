"""Told counts: who is in a workshop's round, as it was when the clock's window began, to everybody alike.

Whoever finishes is told of when the window has ended, and not before, by whichever process and however often
it is asked (docs/adr/0016). The first change in a window keeps the counts that were there before it; while
nothing is kept for this window, nothing has changed in it, and the counts are as they were. So what is told
goes by the database and the clock alone, and no memory that somebody could empty.

What says for which window counts are kept is made with the server's key: the database holds no time of day.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, case, func, select, update

from quiz.store.database.tables import participants, response_sets, workshops
from quiz.store.response_sets import RESPONSE_SET_COLUMNS, SavedResponseSet, saved_response_set
from quiz.store.workshops import Workshop, load_workshop, lock_workshop
from quiz.workshop.disclosure import Counts

WINDOW = 5
"""Seconds; windows begin together in all processes."""

_KEY = "limelight_window_key"


@dataclass(frozen=True)
class Told:
    """`arrivals` grows with the counts; `is_settled` when nothing has changed since the window began."""

    counts: Counts
    arrivals: int
    is_settled: bool


def tell_by_windows(engine: Engine, key: str) -> None:
    """From now on, for whoever uses this engine; without it every change is told at once."""
    engine.update_execution_options(**{_KEY: key.encode()})


def keep_told(connection: Connection, workshop_id: str) -> None:
    """Before whatever changes a count, in its transaction; the workshop is locked from here on."""
    key = connection.get_execution_options().get(_KEY)
    workshop = lock_workshop(connection, workshop_id) if key else None
    if key is None or workshop is None or _kept(workshop, key) is not None:
        return
    told = {"round": workshop.round, "arrivals": workshop.arrivals}
    told |= asdict(load_counts(connection, workshop))
    changes = {"told_in": _mark(key, workshop.id, window()), "told": told}
    connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(changes))


def load_told(
    connection: Connection, workshop_id: str, known: tuple[Workshop, Told] | None = None
) -> tuple[Workshop, Told] | None:
    """The workshop with the counts that may be told of it now; `known` is what was told before."""
    key = connection.get_execution_options().get(_KEY)
    while (workshop := load_workshop(connection, workshop_id)) is not None:
        if key and (told := _kept(workshop, key)):
            return workshop, told
        if known and known[1].is_settled and _is_same(workshop, known[0]):
            return workshop, known[1]
        counts = load_counts(connection, workshop)
        now = load_workshop(connection, workshop_id)
        if now is not None and _is_same(now, workshop):  # else somebody came in between
            return now, Told(counts, now.arrivals, is_settled=True)
    return None


def window() -> int:
    return int(time.time() // WINDOW)


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
    """All of the current round that may be in a picture, by their keys, in the order of the keys.

    In the workshop's edition, though somebody may have gone on to a longer one for themselves.
    """
    found = connection.execute(_finished(workshop, participants.c.key, *RESPONSE_SET_COLUMNS))
    return {row["key"]: saved_response_set(row).shown_as(workshop.edition) for row in found.mappings()}


def load_finished_keys(connection: Connection, workshop: Workshop) -> list[str]:
    """The keys of the same, without what they answered."""
    return list(connection.execute(_finished(workshop, participants.c.key)).scalars())


def _kept(workshop: Workshop, key: bytes) -> Told | None:
    """What is kept for this window, or for the next: another host's clock may be a little ahead."""
    kept = workshop.told
    marks = [_mark(key, workshop.id, window() + ahead) for ahead in (0, 1)]
    if kept is None or kept["round"] != workshop.round or workshop.told_in not in marks:
        return None
    counts = Counts(kept["joined"], kept["answering"], kept["finished"])
    return Told(counts, kept["arrivals"], is_settled=False)


def _is_same(one: Workshop, other: Workshop) -> bool:
    return (one.round, one.arrivals) == (other.round, other.arrivals)


def _mark(key: bytes, workshop_id: str, number: int) -> str:
    return hmac.new(key, f"window {workshop_id} {number}".encode(), hashlib.sha256).hexdigest()[:16]


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
