"""Participants: response sets that are a part of a workshop's round.

To the store a participant is an ordinary response set with one row beside it. Taking that row away makes it
an ordinary private result again; deleting the response set takes the row with it.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import (
    Connection,
    RowMapping,
    Text,
    bindparam,
    cast,
    delete,
    insert,
    select,
    update,
)

from quiz.measurement.responses import ResponseSet
from quiz.store.commitments import delete_commitment
from quiz.store.database.tables import participants, pictures, used_results, workshops
from quiz.store.paper_codes import SealedToken, paper_hash, seal, unseal
from quiz.store.response_sets import (
    hash_token,
    issue_response_set,
    save_responses,
    submit_response_set,
)
from quiz.store.tokens import ID_BYTES, new_token
from quiz.store.told_counts import count_joined, keep_told
from quiz.store.workshops import (
    Workshop,
    admit,
    change_workshop,
    lock_workshop,
    note_arrival,
    workshop_of,
)
from quiz.workshop.stages import MOST_PARTICIPANTS, Stage, may_answer


class DoorClosedError(Exception):
    """The workshop takes nobody new, or its round ended meanwhile."""


class WorkshopFullError(DoorClosedError):
    """As many take part in this round as may."""


class BroughtBeforeError(Exception):
    """This result is, or was, in a workshop already: two pictures with it would tell of the others."""


class Submitted(StrEnum):
    """What became of a submit in a workshop."""

    COUNTED = "counted"
    TOO_LATE = "too_late"
    """The round is over: a private result, and no part of the workshop any more."""

    TOO_EARLY = "too_early"
    """Nobody may answer yet: kept, not finished."""

    BEFORE = "before"


@dataclass(frozen=True)
class Participation:
    """A participant's place in a workshop, with the workshop as it is now."""

    workshop: Workshop
    round: int
    is_scored: bool


@dataclass(frozen=True)
class Seat:
    """A new participant's token, and what is kept of it."""

    token: str
    sealed: SealedToken


def new_seat(workshop_id: str) -> Seat:
    """Made before a transaction begins: it is slow on purpose, and everybody else would wait."""
    token = new_token()
    return Seat(token, seal(token, workshop_id))


def issue_participant(
    connection: Connection, workshop: Workshop, today: date, seat: Seat | None = None
) -> str:
    """Let somebody in with an empty response set; returns its token. In a `writing` transaction.

    Raises DoorClosedError, and WorkshopFullError, which is one.
    """
    seat = seat or new_seat(workshop.id)
    enter(connection, workshop, seat, today, key=picture_key(seat.token))
    return seat.token


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


def load_participation(connection: Connection, token: str) -> Participation | None:
    """Where this response set takes part, or None."""
    row = connection.execute(_PARTICIPATION, {"key": hash_token(token)}).mappings().one_or_none()
    return None if row is None else Participation(workshop_of(row), row["own_round"], row["is_scored"])


def find_by_paper_code(connection: Connection, workshop_id: str, code: str) -> str | None:
    """The token of the participant with this paper code, or None."""
    statement = select(participants.c.sealed_token).where(
        participants.c.paper_hash == paper_hash(code, workshop_id)
    )
    sealed = connection.execute(statement).scalar_one_or_none()
    return None if sealed is None else unseal(code, workshop_id, sealed)


def submit_in_workshop(
    connection: Connection, token: str, given: ResponseSet, today: date, still: date, *, is_scored: bool
) -> Submitted:
    """Keep these responses for good, and count them unless the round is over. In a `writing` transaction.

    It was finished `today`, and it is `still` that day somewhere (`earliest_day`). The workshop is locked
    first: a close comes before this or after it, never in between.
    """
    key = {"key": hash_token(token)}
    found = connection.execute(_PARTICIPATION.with_for_update(of=workshops), key).mappings().one_or_none()
    is_over = found is None or _is_over(found, still)
    if found is not None and not is_over and not may_answer(Stage(found["stage"])):
        is_saved = save_responses(connection, token, given, None)
        return Submitted.TOO_EARLY if is_saved else Submitted.BEFORE
    if found is not None:
        keep_told(connection, found["id"])
    if not submit_response_set(connection, token, given, today):
        return Submitted.BEFORE
    if found is None:
        return Submitted.TOO_LATE
    if is_over:
        connection.execute(_LEAVE, key)
        note_arrival(connection, found["id"])
        return Submitted.TOO_LATE
    own = participants.c.token_hash == key["key"]
    connection.execute(update(participants).where(own).values(is_scored=is_scored))
    note_arrival(connection, found["id"])
    return Submitted.COUNTED


def withdraw(connection: Connection, token: str) -> bool:
    """Take a response set out of its workshop, with the sentence its owner wrote; the result stays theirs.

    Screens learn of it at once only if a sentence goes from them: else everybody saw who just left. Whoever
    changes participants locks the workshop before, in this order, or two of them wait for each other.
    """
    participation = load_participation(connection, token)
    if participation is None or lock_workshop(connection, participation.workshop.id) is None:
        return False
    keep_told(connection, participation.workshop.id)
    if connection.execute(_LEAVE, {"key": hash_token(token)}).rowcount == 0:
        return False
    note_arrival(connection, participation.workshop.id)
    if delete_commitment(connection, participation.workshop.id, participation.round, token):
        change_workshop(connection, participation.workshop)
    return True


def enter(
    connection: Connection, workshop: Workshop, seat: Seat, today: date, *, key: str, is_scored: bool = False
) -> None:
    """Put an empty response set on this seat. In a `writing` transaction.

    Raises DoorClosedError, and WorkshopFullError, which is one. This locks the workshop, so nobody else comes
    in between the count and the next commit.
    """
    keep_told(connection, workshop.id)
    if not admit(connection, workshop):
        raise DoorClosedError
    if count_joined(connection, workshop) >= MOST_PARTICIPANTS:
        raise WorkshopFullError
    issue_response_set(connection, workshop.instrument_sha256, workshop.edition, today, seat.token)
    row = {
        **vars(seat.sealed),
        "token_hash": hash_token(seat.token),
        "workshop_id": workshop.id,
        "round": workshop.round,
        "key": key,
        "is_scored": is_scored,
    }
    connection.execute(insert(participants), row)
    mark_used(connection, seat.token)


def mark_used(connection: Connection, token: str) -> None:
    """This result counts in one workshop, once, and in no other: also after it was withdrawn.

    Raises IntegrityError for one that is marked, or is none.
    """
    connection.execute(insert(used_results), {"token_hash": hash_token(token)})


def picture_key(token: str) -> str:
    """What pictures know of a result: always the same for it, and nobody finds the result by it.

    Not made from the hash that the database holds: whoever has the database cannot tell who was in a picture
    and then withdrew.
    """
    digest = hmac.digest(token.encode("utf-8", "surrogatepass"), b"picture", hashlib.sha256)
    return urlsafe_b64encode(digest[:ID_BYTES]).decode().rstrip("=")


def _was_there(connection: Connection, source: str, key: str) -> bool:
    """Whether this result takes part anywhere or did, or is in any picture.

    By its mark alone, but for what was brought before there were marks.
    """
    used = select(used_results.c.token_hash).where(used_results.c.token_hash == hash_token(source))
    here = select(participants.c.key).where(participants.c.key == key)
    pictured = select(pictures.c.number).where(cast(pictures.c.members, Text).contains(key, autoescape=True))
    return any(connection.execute(statement.limit(1)).first() for statement in (used, here, pictured))


def _is_over(found: RowMapping, still: date) -> bool:
    is_of_now = found["round"] == found["own_round"] and found["kept_until"] >= still
    return found["stage"] == Stage.CLOSED.value or not is_of_now


_PARTICIPATION = (
    select(workshops, participants.c.round.label("own_round"), participants.c.is_scored)
    .join_from(participants, workshops)
    .where(participants.c.token_hash == bindparam("key"))
)

_LEAVE = delete(participants).where(participants.c.token_hash == bindparam("key"))
