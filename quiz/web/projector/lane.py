"""The one answer that a room's screens get most, "nothing new", given before Flask hears of the question.

It has no database, no page and no person in it: only what this process looked at a moment ago. Whatever else
is asked, or when nobody looked just now, the question goes on to `views.state`, which answers the same
(docs/adr/0020).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from quiz.settings.host_names import is_among
from quiz.web.days import still_today
from quiz.web.metrics.requests import ENDPOINT
from quiz.web.teams.live import glance

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask
    from flask.blueprints import BlueprintSetupState

BEFORE, AFTER = "/projector/", "/state"


def open_lane(state: BlueprintSetupState) -> None:
    """Put it in front of the application that the projector's pages are registered with."""
    app = cast("Flask", state.app)
    app.wsgi_app = Lane(app.wsgi_app, app)  # type: ignore[method-assign]


class Lane:
    """A WSGI layer; the security headers are put around it as around everything."""

    def __init__(self, wsgi_app: WSGIApplication, app: Flask) -> None:
        self._wsgi_app, self._app = wsgi_app, app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if (etag := self._unchanged(environ)) is None:
            return self._wsgi_app(environ, start_response)
        environ[ENDPOINT] = "projector.state"
        start_response("304 NOT MODIFIED", [("ETag", f'"{etag}"'), ("Vary", "Accept-Encoding")])
        return []

    def _unchanged(self, environ: WSGIEnvironment) -> str | None:
        """The ETag of a state that the screen knows and that is fresh in memory."""
        known, path = environ.get("HTTP_IF_NONE_MATCH"), environ["PATH_INFO"]
        if not known or not path.startswith(BEFORE) or not path.endswith(AFTER):
            return None
        live = glance(self._app.extensions, path[len(BEFORE) : -len(AFTER)])
        if live is None or not live.is_as(known) or live.workshop.kept_until < still_today():
            return None
        return live.etag if self._is_ours(environ) else None

    def _is_ours(self, environ: WSGIEnvironment) -> bool:
        """A GET for a host that Flask would answer, too."""
        hosts = self._app.config["ALLOWED_HOSTS"]
        return (not hosts or is_among(environ.get("HTTP_HOST"), hosts)) and environ["REQUEST_METHOD"] == "GET"
