"""Workshops: what was agreed on when they were made, and where the room is now.

Every change raises the workshop's version in the same commit; screens need nothing else to know (ADR 0016).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from quiz.store.database.tables import workshops
from quiz.store.tokens import new_id
from quiz.workshop.codes import JOIN_LENGTH, code_of
from quiz.workshop.disclosure import chosen_minimum
from quiz.workshop.stages import IllegalMoveError, Move, Stage, after

SLIDES = ("map", "facets", "guide", "together", "commitments", "rounds")
"""What the room's screen can show after the reveal, in this order; the last only from a second round on."""


@dataclass(frozen=True)
class Plan:
    """What is agreed on before anybody joins. `keep_days` count from the day a round begins."""

    title: str
    instrument_sha256: str
    edition: str
    minimum_group: int
    may_bring: bool
    keep_days: int


@dataclass(frozen=True)
class Workshop:
    """A workshop as it is kept; over after the day `kept_until`. `slide` is empty while none is shown."""

    id: str
    join_code: str
    title: str
    instrument_sha256: str
    edition: str
    minimum_group: int
    may_bring: bool
    keep_days: int
    kept_until: date
    stage: Stage
    is_locked: bool
    slide: str
    round: int
    reminders: int
    next_round_on: date | None
    version: int
    arrivals: int
    told: Mapping[str, int] | None = None
    told_in: str | None = None

    @property
    def is_revealed(self) -> bool:
        """Whether a picture of this round may be seen."""
        return self.slide != ""


def issue_workshop(connection: Connection, plan: Plan, today: date) -> Workshop:
    """Keep a new workshop in its lobby. Raises sqlalchemy's IntegrityError when its code is taken: rarely."""
    row = {
        **vars(plan),
        "id": new_id(),
        "join_code": code_of([secrets.randbelow(1 << 32) for _ in range(JOIN_LENGTH)]),
        "kept_until": today + timedelta(days=plan.keep_days),
        "stage": Stage.LOBBY,
        "is_locked": False,
        "slide": "",
        "round": 1,
        "reminders": 0,
        "next_round_on": None,
        "version": 1,
        "arrivals": 0,
    }
    connection.execute(insert(workshops), {**row, "stage": Stage.LOBBY.value})
    return Workshop(**row)


def load_workshop(connection: Connection, workshop_id: str) -> Workshop | None:
    if not workshop_id.isascii() or "\x00" in workshop_id:  # PostgreSQL does not even look for such an id
        return None
    row = connection.execute(_LOAD, {"key": workshop_id}).mappings().one_or_none()
    return None if row is None else workshop_of(row)


def load_workshop_by_code(connection: Connection, join_code: str) -> Workshop | None:
    statement = select(workshops).where(workshops.c.join_code == join_code)
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else workshop_of(row)


def lock_workshop(connection: Connection, workshop_id: str) -> Workshop | None:
    """Load it for a change: nobody else changes it until the transaction ends. While `writing`."""
    row = connection.execute(_LOAD.with_for_update(), {"key": workshop_id}).mappings().one_or_none()
    return None if row is None else workshop_of(row)


def change_workshop(connection: Connection, workshop: Workshop, **changes: object) -> None:
    """Keep these changes of a locked workshop, and raise its version."""
    statement = update(workshops).where(workshops.c.id == workshop.id)
    connection.execute(statement.values(**changes, version=workshops.c.version + 1))


def move_workshop(connection: Connection, workshop: Workshop, move: Move) -> None:
    """Any move but the reveal, which needs a picture. Raises IllegalMoveError."""
    stage = after(workshop.stage, move)
    changes: dict[str, object] = {"stage": stage.value}
    if move in {Move.LOCK, Move.UNLOCK}:
        changes["is_locked"] = move is Move.LOCK
    if move is Move.UNDO:
        changes["slide"] = ""
    change_workshop(connection, workshop, **changes)


def raise_minimum(connection: Connection, workshop: Workshop, wanted: int) -> None:
    """Raises MinimumGroupError for a number that may not be chosen (any more).

    Whoever ever came in was promised the current one, also when they have left since.
    """
    minimum = chosen_minimum(wanted, workshop.minimum_group, workshop.arrivals)
    change_workshop(connection, workshop, minimum_group=minimum)


def begin_round(connection: Connection, workshop: Workshop, today: date) -> None:
    """A new round of a closed workshop, with nobody in it yet. Raises IllegalMoveError."""
    if workshop.stage is not Stage.CLOSED:
        raise IllegalMoveError("Close this round first. Then the next one can begin.")
    change_workshop(
        connection,
        workshop,
        stage=Stage.LOBBY.value,
        round=workshop.round + 1,
        slide="",
        is_locked=False,
        next_round_on=None,
        kept_until=today + timedelta(days=workshop.keep_days),
    )
    note_arrival(connection, workshop.id)


def note_arrival(connection: Connection, workshop_id: str) -> None:
    """Somebody came, finished or left."""
    connection.execute(_ARRIVAL, {"key": workshop_id})


def admit(connection: Connection, workshop: Workshop) -> bool:
    """Count somebody who comes in now; False when what they read on the door is not so any more.

    It was closed meanwhile, the round ended, or the minimum group was lowered.
    """
    statement = _ARRIVAL.where(
        workshops.c.stage != Stage.CLOSED.value,
        workshops.c.is_locked.is_(False),
        workshops.c.round == workshop.round,
        workshops.c.minimum_group >= workshop.minimum_group,
    )
    return connection.execute(statement, {"key": workshop.id}).rowcount == 1


def delete_workshop(connection: Connection, workshop_id: str) -> bool:
    """With its facilitators, pictures and commitments. The results of those who took part stay theirs."""
    return connection.execute(delete(workshops).where(workshops.c.id == workshop_id)).rowcount == 1


def workshop_of(row: RowMapping) -> Workshop:
    values = {name: row[name] for name in Workshop.__dataclass_fields__}
    return Workshop(**{**values, "stage": Stage(row["stage"])})


_LOAD = select(workshops).where(workshops.c.id == bindparam("key"))
_ARRIVAL = (
    update(workshops).where(workshops.c.id == bindparam("key")).values(arrivals=workshops.c.arrivals + 1)
)
