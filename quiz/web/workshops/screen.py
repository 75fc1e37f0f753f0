"""The room's screen: no controls on it, nothing about any one person, and the same after a reload."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from quiz.settings.host_names import is_among
from quiz.store.workshops import Workshop
from quiz.web.front.requests import ENDPOINT
from quiz.web.page.words import still_today
from quiz.web.services import Services
from quiz.web.workshops.live import watch_of
from quiz.web.workshops.picture import TeamSection, team_section
from quiz.web.workshops.workshop_view import (
    SLIDE_NAMES,
    WorkshopView,
    find_live_or_404,
    page_title,
    sentence,
    sentence_while_answering,
    still_answering,
    workshop_view,
)
from quiz.workshop.stages import Stage

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


blueprint = Blueprint("projector", __name__, url_prefix="/projector")


SCREEN_LETTERS, CARD_LETTERS = 3000, 50
"""So many letters have room at a size for the last row; each card's frame takes as much as some of them."""


@dataclass(frozen=True)
class ProjectorPage:
    """`team` and `slide` are there after the reveal; `unshown` commitments have no room on the screen."""

    title: str
    workshop: WorkshopView
    slide: str
    team: TeamSection | None
    commitments: tuple[str, ...]
    unshown: int
    is_private: bool = True


@blueprint.get("/<workshop_id>")
def show(workshop_id: str) -> ResponseReturnValue:
    live = find_live_or_404(workshop_id)
    team = team_section(live.workshop)
    commitments = _fitting(team.commitments) if team else ()
    page = ProjectorPage(
        title=page_title(live.workshop, f"Screen: {_seen(live.workshop)}"),
        workshop=workshop_view(live),
        slide=live.workshop.slide,
        team=team,
        commitments=commitments,
        unshown=len(team.commitments) - len(commitments) if team else 0,
    )
    return render_template("projector/show.html", page=page)


@blueprint.get("/<workshop_id>/state")
def state(workshop_id: str) -> ResponseReturnValue:
    """Counts, stage and slide, and never a person; unchanged, it is answered from memory with a 304."""
    live = find_live_or_404(workshop_id)
    if live.is_as(request.headers.get("If-None-Match", "")):
        return Response(status=304, headers={"ETag": f'"{live.etag}"'})
    workshop = live.workshop
    told = {
        "version": workshop.version,
        "arrivals": live.arrivals,
        "stage": workshop.stage.value,
        "slide": workshop.slide,
        "round": workshop.round,
        "reminders": workshop.reminders,
        **vars(live.counts),
        "sentence": sentence(workshop, live.counts),
        "still_answering": still_answering(workshop, live.counts),
        "while_answering": sentence_while_answering(workshop),
    }
    return told, 200, {"ETag": f'"{live.etag}"'}


def _seen(workshop: Workshop) -> str:
    """Name of what the room's screen shows now, in a word or two."""
    if workshop.is_revealed:
        return SLIDE_NAMES[workshop.slide].lower()
    if workshop.stage is Stage.CLOSED:
        return "closed"
    doing = "join" if workshop.stage is Stage.LOBBY else "answering"
    return f"{doing}, door locked" if workshop.is_locked else doing


def _fitting(commitments: tuple[str, ...]) -> tuple[str, ...]:
    """As many as the screen has room for: nobody can scroll a wall."""
    spaces = accumulate(len(text) + CARD_LETTERS for text in commitments)
    return tuple(text for text, space in zip(commitments, spaces, strict=True) if space <= SCREEN_LETTERS)


BEFORE, AFTER = "/projector/", "/state"


class NothingNew:
    """The answer that a room's screens get most, given before Flask hears of the question (docs/adr/0020).

    It has no database, no page and no person in it: only what this process looked at a moment ago. Whatever
    else is asked, or when nobody looked just now, the question goes on to `state`, which answers the same.
    """

    def __init__(self, app: WSGIApplication, services: Services) -> None:
        self._app, self._services = app, services

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if (etag := self._unchanged(environ)) is None:
            return self._app(environ, start_response)
        environ[ENDPOINT] = "projector.state"
        start_response("304 NOT MODIFIED", [("ETag", f'"{etag}"'), ("Vary", "Accept-Encoding")])
        return []

    def _unchanged(self, environ: WSGIEnvironment) -> str | None:
        """The ETag of a state that the screen knows and that is fresh in memory."""
        known, path = environ.get("HTTP_IF_NONE_MATCH"), environ["PATH_INFO"]
        if not known or not path.startswith(BEFORE) or not path.endswith(AFTER):
            return None
        live = watch_of(self._services).glance(path[len(BEFORE) : -len(AFTER)])
        if live is None or not live.is_as(known) or live.workshop.kept_until < still_today():
            return None
        return live.etag if self._is_ours(environ) else None

    def _is_ours(self, environ: WSGIEnvironment) -> bool:
        """A GET for a host that Flask would answer, too."""
        hosts = self._services.settings.allowed_hosts
        return (not hosts or is_among(environ.get("HTTP_HOST"), hosts)) and environ["REQUEST_METHOD"] == "GET"
