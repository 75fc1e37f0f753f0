"""The line above a participant's questions: the way back, and what the room does meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for

from quiz.web.participants.cookie import has_joined_here
from quiz.web.teams.live import watch
from quiz.web.teams.room import ROUND_IS_OVER, sentence_while_answering


@dataclass(frozen=True)
class RoomLine:
    """`over` is said when the room has gone on to another round than `round`.

    `has_joined_here`: whether this browser came in by the door, or somebody else may have made the link.
    """

    workshop_title: str
    participant_url: str
    state_url: str
    round: int
    told: str
    over: str
    has_joined_here: bool
    door_url: str


def room_line_html(workshop_id: str, token: str) -> str:
    """Nothing when the workshop is gone: the questions are the person's own."""
    live = watch().look(workshop_id)
    if live is None:
        return ""
    line = RoomLine(
        workshop_title=live.workshop.title,
        participant_url=url_for("participant.show", token=token),
        state_url=url_for("projector.state", workshop_id=workshop_id),
        round=live.workshop.round,
        told=sentence_while_answering(live.workshop),
        over=ROUND_IS_OVER,
        has_joined_here=has_joined_here(workshop_id, token),
        door_url=url_for("participants.door", code=live.workshop.join_code),
    )
    return render_template("participants/_room_line.html", line=line)
