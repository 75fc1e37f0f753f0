"""Cookies that hold one secret for one workshop. Nothing else of a person is in them."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask import request
from werkzeug import Response

from quiz.web.services import services

LASTING = 400 * 24 * 60 * 60
"""Seconds; browsers allow no more. What the secret opens ends sooner, with its workshop."""

MOST_KEPT = 20
"""Of each kind in one browser, which sends them all with every request, and servers take only so much."""

AnyResponse = TypeVar("AnyResponse", bound=Response)


class Role(StrEnum):
    """In which role somebody is in a workshop; also how its cookies' names begin."""

    FACILITATOR = "limelight-facilitator"
    PARTICIPANT = "limelight-participant"


def secret_of(role: Role, workshop_id: str) -> str:
    """Secret that this browser keeps for this role in this workshop, or ""."""
    found = request.cookies.get(f"{_beginning(role)}{workshop_id}")
    if found is None and not _is_https():
        found = request.cookies.get(role)  # its name before; over https a neighbour might have set it
    return found or ""


def secrets_of(role: Role) -> list[str]:
    """All that this browser keeps for this role, the oldest first."""
    return [each for name, each in request.cookies.items() if name.startswith(_beginning(role))][-MOST_KEPT:]


def keep_secret(response: AnyResponse, role: Role, workshop_id: str, secret: str) -> AnyResponse:
    """Never readable by scripts, and only sent by https where the site has it; the oldest one too many goes.

    Over https its name says that this very host has set it: neither a page on plain http nor a neighbour
    with a name beneath the same domain can put another in its place.
    """
    name = f"{_beginning(role)}{workshop_id}"
    others = [each for each in request.cookies if each.startswith(_beginning(role)) and each != name]
    for old in others[: max(0, len(others) + 1 - MOST_KEPT)]:  # browsers send the oldest first
        _set(response, old, "", 0)
    _set(response, name, secret, LASTING)
    return response


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=_is_https(),
        httponly=True,
        samesite="Lax",  # "Strict" would lose it on the way from a link in a message
    )


def _beginning(role: Role) -> str:
    return f"__Host-{role}-" if _is_https() else f"{role}-"


def _is_https() -> bool:
    return services().settings.origin.startswith("https://")
