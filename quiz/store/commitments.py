"""Commitments: one sentence of each participant, public in the room, and tied to no answers."""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from quiz.store.tables import commitments


def save_commitment(connection: Connection, workshop_id: str, round_: int, token: str, text: str) -> None:
    """Keep this sentence in place of the participant's earlier one; an empty one takes it back."""
    delete_commitment(connection, workshop_id, round_, token)
    if text:
        row = {"workshop_id": workshop_id, "round": round_, "author_hash": _author(token), "text": text}
        connection.execute(insert(commitments), row)


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


def delete_commitment(connection: Connection, workshop_id: str, round_: int, token: str) -> None:
    connection.execute(delete(commitments).where(*_own(workshop_id, round_, token)))


def _own(workshop_id: str, round_: int, token: str) -> tuple[ColumnElement[bool], ...]:
    return (
        commitments.c.workshop_id == workshop_id,
        commitments.c.round == round_,
        commitments.c.author_hash == _author(token),
    )


def _author(token: str) -> bytes:
    """Leads from the token here, but from here neither to the token nor to the answers' own hash."""
    return hmac.digest(token.encode(), b"commitment", hashlib.sha256)
