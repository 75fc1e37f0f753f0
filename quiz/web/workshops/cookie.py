"""Cookies that hold one secret for one part of the site. Nothing else of a person is in them."""

from __future__ import annotations

from typing import TypeVar

from werkzeug import Response

from quiz.web.services import services

COOKIE = "limelight-facilitator"
LASTING = 400 * 24 * 60 * 60
"""Seconds; browsers allow no more. What the secret opens ends sooner, with its workshop."""

AnyResponse = TypeVar("AnyResponse", bound=Response)


def cookie_name(name: str) -> str:
    """The name as browsers know it. With https it says that no plain http page has set it.

    `__Host-` would say more, but asks for the path /, and this cookie is for one workshop's addresses alone.
    """
    return f"__Secure-{name}" if services().settings.origin.startswith("https://") else name


def keep_secret(response: AnyResponse, name: str, secret: str, path: str) -> AnyResponse:
    """Only sent to this path, never readable by scripts, and only by https where the site has it."""
    response.set_cookie(
        cookie_name(name),
        secret,
        max_age=LASTING,
        path=path,
        secure=services().settings.origin.startswith("https://"),
        httponly=True,
        samesite="Lax",  # "Strict" would lose it on the way from a link in a message
    )
    return response
