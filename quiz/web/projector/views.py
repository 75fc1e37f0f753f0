"""The room's screen: no controls on it, nothing about any one person, and the same after a reload."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from quiz.store.workshops import Workshop
from quiz.web.projector.lane import open_lane
from quiz.web.services import services
from quiz.web.teams.pages import Room, TeamSection
from quiz.web.teams.room import (
    SLIDE_NAMES,
    find_live_or_404,
    page_title,
    room_of,
    sentence,
    sentence_while_answering,
    still_answering,
)
from quiz.web.teams.section import team_section
from quiz.workshop.stages import Stage

blueprint = Blueprint("projector", __name__, url_prefix="/projector")
blueprint.record(open_lane)


SCREEN_LETTERS, CARD_LETTERS = 3000, 50
"""So many letters have room at a size for the last row; each card's frame takes as much as some of them."""


@dataclass(frozen=True)
class ProjectorPage:
    """`team` and `slide` are there after the reveal; `unshown` commitments have no room on the screen."""

    title: str
    room: Room
    slide: str
    team: TeamSection | None
    commitments: tuple[str, ...]
    unshown: int
    plotly_src: str
    is_private: bool = True


@blueprint.get("/<workshop_id>")
def show(workshop_id: str) -> ResponseReturnValue:
    live = find_live_or_404(workshop_id)
    team = team_section(live.workshop)
    commitments = _fitting(team.commitments) if team else ()
    page = ProjectorPage(
        title=page_title(live.workshop, f"Screen: {_seen(live.workshop)}"),
        room=room_of(live),
        slide=live.workshop.slide,
        team=team,
        commitments=commitments,
        unshown=len(team.commitments) - len(commitments) if team else 0,
        plotly_src=services().assets.plotly_url,
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
    """What the room's screen shows now, in a word or two."""
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
