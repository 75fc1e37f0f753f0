"""Answering in a workshop: may this person begin, was it counted, and the line above their questions."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import writing
from quiz.store.participants import Submitted, submit_in_workshop
from quiz.web.front.tallies import Event, tallies
from quiz.web.page.slots import rendered
from quiz.web.page.words import still_today, today
from quiz.web.services import services
from quiz.web.workshops.live import watch
from quiz.web.workshops.picture import is_scored
from quiz.web.workshops.way_back import has_joined_here
from quiz.web.workshops.workshop_view import ROUND_IS_OVER, sentence_while_answering
from quiz.workshop.stages import Stage


@dataclass(frozen=True)
class RoomLine:
    """`over` is said when the room has gone on to another round than `round`.

    `has_joined_here`: whether this browser came in by the door, or somebody else may have made the link.
    """

    workshop_title: str
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
        round=live.workshop.round,
        told=sentence_while_answering(live.workshop),
        over=ROUND_IS_OVER,
        has_joined_here=has_joined_here(workshop_id, token),
        door_url=url_for("joining.door", code=live.workshop.join_code),
    )
    return rendered("participants/_room_line.html", line=line, token=token, workshop_id=workshop_id)


def is_waiting(workshop_id: str) -> bool:
    """Whether the room is still in its lobby.

    What this process remembers may be a moment old: who taps right after the press must not be sent back.
    """
    if not _is_in_lobby(workshop_id):
        return False
    watch().forget(workshop_id)
    return _is_in_lobby(workshop_id)


def submitted_to_workshop(token: str, given: ResponseSet) -> ResponseReturnValue | None:
    """Submit a participant's complete responses; None when they had submitted before."""
    with writing(services().engine) as connection:
        outcome = submit_in_workshop(
            connection, token, given, today(), still_today(), is_scored=is_scored(given)
        )
    if outcome is Submitted.BEFORE:
        return None
    if outcome is Submitted.TOO_LATE:
        return redirect(url_for("results.show", token=token, sent="too_late"), 303)
    tallies().count(Event.SUBMITTED)
    return redirect(url_for("participants.show", token=token), 303)


def _is_in_lobby(workshop_id: str) -> bool:
    live = watch().look(workshop_id)
    return live is not None and live.workshop.stage is Stage.LOBBY
