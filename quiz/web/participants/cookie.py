"""How a phone finds its way back by the code: one cookie a workshop, sent to its door alone."""

from __future__ import annotations

from flask import request, url_for
from werkzeug import Response

from quiz.store.engine import reading
from quiz.store.participants import Participation, load_participation
from quiz.store.workshops import Workshop
from quiz.web.services import services
from quiz.web.workshops.cookie import cookie_name, keep_secret

COOKIE = "limelight-participant"


def remember(response: Response, workshop: Workshop, token: str) -> Response:
    return keep_secret(response, COOKIE, token, url_for("participants.door", code=workshop.join_code))


def remembered(workshop: Workshop) -> tuple[str, Participation] | None:
    """The participant of this workshop who came by this browser before, in whatever round."""
    token = request.cookies.get(cookie_name(COOKIE), "")
    with reading(services().engine) as connection:
        found = load_participation(connection, token) if token else None
    return (token, found) if found and found.workshop.id == workshop.id else None
