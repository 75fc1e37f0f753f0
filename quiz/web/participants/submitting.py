"""The questionnaire's two questions to the workshop: may this person answer yet, and was it counted."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import writing
from quiz.store.participants import Submitted, submit_in_workshop
from quiz.web.days import still_today, today
from quiz.web.metrics import Event, tallies
from quiz.web.services import services
from quiz.web.teams.live import watch
from quiz.web.teams.section import is_scored
from quiz.workshop.stages import Stage


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
    return redirect(url_for("participant.show", token=token), 303)


def _is_in_lobby(workshop_id: str) -> bool:
    live = watch().look(workshop_id)
    return live is not None and live.workshop.stage is Stage.LOBBY
