"""Commitments: one sentence of each participant, public in the room, and tied to no answers."""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from quiz.store.response_sets import hash_token
from quiz.store.tables import commitments, participants


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


def load_commitment(connection: Connection, workshop_id: str, round_: int, token: str) -> str:
    """What this participant wrote, or an empty text."""
    statement = select(commitments.c.text).where(*_own(workshop_id, round_, token))
    return connection.execute(statement).scalar_one_or_none() or ""


def load_commitments(connection: Connection, workshop_id: str, round_: int) -> tuple[str, ...]:
    """All of a round in the order of the alphabet: nobody sees who was first."""
    statement = select(commitments.c.text).where(
        commitments.c.workshop_id == workshop_id, commitments.c.round == round_
    )
    return tuple(sorted(connection.execute(statement).scalars(), key=str.casefold))


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
