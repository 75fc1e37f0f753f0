"""Way back of a phone that comes by the code again: its browser remembers who it was."""

from __future__ import annotations

from werkzeug import Response

from quiz.store.database.engine import reading
from quiz.store.participants import Participation, load_participation
from quiz.store.response_sets import load_response_set
from quiz.store.workshops import Workshop
from quiz.web.guards.secret_cookie import Role, keep_secret, secret_of, secrets_of
from quiz.web.services import services


def remember(response: Response, workshop: Workshop, token: str) -> Response:
    return keep_secret(response, Role.PARTICIPANT, workshop.id, token)


def remembered(workshop: Workshop) -> tuple[str, Participation] | None:
    """The participant of this workshop who came by this browser before, in whatever round."""
    token = secret_of(Role.PARTICIPANT, workshop.id)
    with reading(services().engine) as connection:
        found = load_participation(connection, token) if token else None
    return (token, found) if found and found.workshop.id == workshop.id else None


def left_behind() -> str:
    """The token of who was last in a workshop by this browser and is in it no more, or ""."""
    with reading(services().engine) as connection:
        for token in reversed(secrets_of(Role.PARTICIPANT)):
            if load_response_set(connection, token) and not load_participation(connection, token):
                return token
    return ""


def has_joined_here(workshop_id: str, token: str) -> bool:
    """Whether this browser came in with this token, or is the one of another round of the same person."""
    own = secret_of(Role.PARTICIPANT, workshop_id)
    if not own or own == token:
        return bool(own)
    with reading(services().engine) as connection:
        mine, this = load_participation(connection, own), load_participation(connection, token)
    if mine is None or this is None or mine.workshop.id != workshop_id:
        return False
    return mine.round != this.round
