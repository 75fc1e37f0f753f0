"""A participant's own page: where the room is, what is mine, what I want to say, and the way out."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.charts.base.chart import Chart
from quiz.store.commitments import TAKEN_OFF, load_commitment, save_commitment
from quiz.store.database.engine import forget_traces, reading, writing
from quiz.store.paper_codes import paper_code
from quiz.store.participants import Participation, load_participation, withdraw
from quiz.store.response_sets import SavedResponseSet, load_response_set
from quiz.store.workshops import change_workshop, lock_workshop
from quiz.web.guards.access import find_instrument_or_404, find_response_set_or_404
from quiz.web.guards.workshops import WorkshopOverError, open_or_410
from quiz.web.page.display_names import DisplayNameError, one_line
from quiz.web.page.errors import ErrorText, ToldError
from quiz.web.page.forms import refuse_repeated_fields, withdraws
from quiz.web.page.pages import ErrorSummary
from quiz.web.services import services
from quiz.web.workshops.live import watch
from quiz.web.workshops.picture import TeamSection, kept_section, own_map, profile_in, team_section
from quiz.web.workshops.way_back import has_joined_here
from quiz.web.workshops.workshop_view import WorkshopView, find_live_or_404, page_title, workshop_view
from quiz.workshop.codes import grouped
from quiz.workshop.stages import Stage


@dataclass(frozen=True)
class ParticipantPage:
    """`phase`: what the phone shows. `is_committing`: the room is at its commitments now."""

    title: str
    workshop: WorkshopView
    phase: str
    is_scored: bool
    has_joined_here: bool
    team: TeamSection | None
    own_map: Chart | None
    commitment: str
    is_taken_off: bool
    may_commit: bool
    is_committing: bool
    commitment_letters: int
    summary: ErrorSummary | None
    paper_code: str
    is_private: bool = True


@dataclass(frozen=True)
class WithdrawalPage:
    title: str
    workshop_title: str
    is_revealed: bool
    is_private: bool = True


blueprint = Blueprint("participants", __name__, url_prefix="/participants/<token>")

COMMITMENT_LETTERS = 200
NOT_NOW = "Commitments can be written while the picture is shown. Nothing was changed."
PHASES = {
    "waiting": "You are in",
    "answering": "It is your turn",
    "finished": "Thank you",
    "revealed": "The picture",
    "closed": "Round closed",
    "new_round": "A new round",
}
"""Titles of a phone's page, by what it shows."""


@blueprint.get("")
def show(token: str) -> ResponseReturnValue:
    return _html(token)


@blueprint.post("/commitment")
@withdraws
def commit(token: str) -> ResponseReturnValue:
    participation = _find_or_404(token)
    refuse_repeated_fields()
    if _phase(participation, find_response_set_or_404(token)) != "revealed":
        return _html(token, ErrorSummary("There is a problem", (), NOT_NOW)), 409
    try:
        text = one_line(request.form.get("commitment", ""), COMMITMENT_LETTERS, "sentence")
    except DisplayNameError as error:
        return _html(token, ErrorSummary.of_one("commitment-text", str(error))), 422
    with writing(services().engine) as connection:
        workshop = open_or_410(lock_workshop(connection, participation.workshop.id))
        if workshop.stage is not Stage.REVEALED or workshop.round != participation.round:
            abort(409)
        if not save_commitment(connection, workshop.id, workshop.round, token, text):
            abort(404)
        change_workshop(connection, workshop)
    forget_traces(services().engine)  # of the sentence that was there before
    watch().forget(participation.workshop.id)
    return redirect(url_for("participants.show", token=token, _anchor="commitment"), 303)


@blueprint.get("/withdrawal")
def confirm_withdrawal(token: str) -> ResponseReturnValue:
    participation = _find_or_404(token)
    page = WithdrawalPage(
        title="Withdraw my part",
        workshop_title=participation.workshop.title,
        is_revealed=participation.workshop.is_revealed,
    )
    return render_template("participants/withdrawal.html", page=page, token=token)


@blueprint.post("/withdrawal")
@withdraws
def leave(token: str) -> ResponseReturnValue:
    participation = _find_or_404(token)
    with writing(services().engine) as connection:
        withdraw(connection, token)
    forget_traces(services().engine)
    watch().forget(participation.workshop.id)
    return redirect(url_for("results.show", token=token, sent="withdrawn"), 303)


class NotInWorkshopError(ToldError):
    """Whoever has this link has their own answers here, but no part in a workshop."""

    code = 404
    told = ErrorText(
        "You are in no workshop here",
        "You have left the workshop, or whoever ran it has deleted it.",
        "Your own answers and your result are not affected: they are still yours, under this same link.",
        "If there is another workshop, ask whoever runs it for its code.",
    )


def _find_or_404(token: str) -> Participation:
    """Raises NotInWorkshopError or WorkshopOverError for somebody who still has something of their own."""
    with reading(services().engine) as connection:
        found = load_participation(connection, token)
        saved = load_response_set(connection, token)
    if saved is None:
        abort(404)
    own = (
        url_for("results.show", token=token),
        "See my own result" if saved.completed_on else "Go to my own questions",
    )
    if found is None:
        raise NotInWorkshopError().leading_to(*own)
    try:
        open_or_410(found.workshop)
    except WorkshopOverError as over:
        raise over.leading_to(*own) from over
    return found


def _phase(participation: Participation, saved: SavedResponseSet) -> str:
    """Phase of the phone: waiting, answering, finished, revealed, closed, or that a new round has begun."""
    workshop = participation.workshop
    if workshop.round != participation.round:
        return "new_round"
    if saved.completed_on is not None and workshop.is_revealed:
        return "closed" if workshop.stage is Stage.CLOSED else "revealed"
    if workshop.stage is Stage.CLOSED:
        return "closed"
    if saved.completed_on is not None:
        return "finished"
    return "waiting" if workshop.stage is Stage.LOBBY else "answering"


def _html(token: str, summary: ErrorSummary | None = None) -> str:
    participation, saved = _find_or_404(token), find_response_set_or_404(token)
    workshop = participation.workshop
    phase = _phase(participation, saved)
    team = _team(participation, saved, phase)
    with reading(services().engine) as connection:
        commitment = load_commitment(connection, workshop.id, participation.round, token)
    page = ParticipantPage(
        title=page_title(workshop, _seen(phase, is_shown=team is not None)),
        workshop=workshop_view(find_live_or_404(workshop.id)),
        phase=phase,
        is_scored=participation.is_scored,
        has_joined_here=has_joined_here(workshop.id, token),
        team=team,
        own_map=_own_map(participation, saved) if team else None,
        commitment=request.form.get("commitment", "") if summary else commitment or "",
        is_taken_off=commitment == TAKEN_OFF,
        may_commit=phase == "revealed",
        is_committing=phase == "revealed" and workshop.slide == "commitments",
        commitment_letters=COMMITMENT_LETTERS,
        summary=summary,
        paper_code=grouped(paper_code(token)),
    )
    return render_template("participants/show.html", page=page, token=token)


def _seen(phase: str, *, is_shown: bool) -> str:
    if phase == "closed" and is_shown:
        return "The picture, round closed"
    return PHASES[phase]


def _team(participation: Participation, saved: SavedResponseSet, phase: str) -> TeamSection | None:
    """The picture of this person's round: while it is shown, and once the next round has begun."""
    if saved.completed_on is None:
        return None
    if phase == "new_round":
        return kept_section(participation.workshop, participation.round)
    return team_section(participation.workshop) if phase in {"revealed", "closed"} else None


def _own_map(participation: Participation, saved: SavedResponseSet) -> Chart | None:
    if not participation.is_scored:
        return None
    workshop = participation.workshop
    given = saved.shown_as(workshop.edition).response_set
    instrument, _ = find_instrument_or_404(given)
    return own_map(workshop, participation.round, profile_in(given, instrument))
