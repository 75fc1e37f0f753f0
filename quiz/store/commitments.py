"""Commitments: one sentence of each participant, public in the room, and tied to no answers."""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from quiz.store.database.tables import commitments, participants
from quiz.store.response_sets import hash_token

TAKEN_OFF = ""
"""In the place of a sentence that the facilitator took off the wall; its writer's own empty one is no row."""


def save_commitment(connection: Connection, workshop_id: str, round_: int, token: str, text: str) -> bool:
    """Keep this sentence in place of the participant's earlier one; an empty one takes it back.

    False for somebody who takes no part in this round, or has just withdrawn. While the workshop is locked.
    """
    part = select(participants.c.round).where(
        participants.c.token_hash == hash_token(token),
        participants.c.workshop_id == workshop_id,
        participants.c.round == round_,
    )
    if connection.execute(part).first() is None:
        return False
    delete_commitment(connection, workshop_id, round_, token)
    if text:
        row = {"workshop_id": workshop_id, "round": round_, "author_hash": _author(token), "text": text}
        connection.execute(insert(commitments), row)
    return True


def load_commitment(connection: Connection, workshop_id: str, round_: int, token: str) -> str | None:
    """What this participant wrote, TAKEN_OFF, or None."""
    statement = select(commitments.c.text).where(*_own(workshop_id, round_, token))
    return connection.execute(statement).scalar_one_or_none()


def load_commitments(connection: Connection, workshop_id: str, round_: int) -> tuple[str, ...]:
    """All of a round in the order of the alphabet: nobody sees who was first."""
    statement = select(commitments.c.text).where(
        commitments.c.workshop_id == workshop_id,
        commitments.c.round == round_,
        commitments.c.text != TAKEN_OFF,
    )
    return tuple(sorted(connection.execute(statement).scalars(), key=str.casefold))


def take_off_commitment(connection: Connection, workshop_id: str, round_: int, text: str) -> bool:
    """Whether this sentence was there, from however many; of it is left only that its writer had one.

    By its words, for the hash it is kept under would tell which sentences are of the same person.
    """
    same = update(commitments).where(
        commitments.c.workshop_id == workshop_id,
        commitments.c.round == round_,
        commitments.c.text == text,
        commitments.c.text != TAKEN_OFF,
    )
    return connection.execute(same.values(text=TAKEN_OFF)).rowcount > 0


def delete_commitment(connection: Connection, workshop_id: str, round_: int, token: str) -> bool:
    """Whether there was one."""
    return connection.execute(delete(commitments).where(*_own(workshop_id, round_, token))).rowcount == 1


def _own(workshop_id: str, round_: int, token: str) -> tuple[ColumnElement[bool], ...]:
    return (
        commitments.c.workshop_id == workshop_id,
        commitments.c.round == round_,
        commitments.c.author_hash == _author(token),
    )


def _author(token: str) -> bytes:
    """Leads from the token here, but from here neither to the token nor to the answers' own hash."""
    return hmac.digest(token.encode(), b"commitment", hashlib.sha256)
