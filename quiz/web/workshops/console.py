"""The facilitator's remote: where the room is, and every press that moves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from wtforms import ValidationError

from quiz.store.commitments import take_off_commitment
from quiz.store.database.engine import forget_traces, writing
from quiz.store.workshops import (
    SLIDES,
    Workshop,
    begin_round,
    change_workshop,
    lock_workshop,
    move_workshop,
    raise_minimum,
)
from quiz.web.guards.limits import JOIN_CODES
from quiz.web.guards.workshops import find_permit_or_404, open_or_410
from quiz.web.page.forms import refuse_repeated_fields, withdraws
from quiz.web.page.pages import ErrorSummary, Problem
from quiz.web.page.words import still_today, today
from quiz.web.services import services
from quiz.web.workshops.console_page import console_page
from quiz.web.workshops.forms import future_day, whole_number
from quiz.web.workshops.live import watch
from quiz.web.workshops.picture import instrument_of, next_picture, reveal_picture
from quiz.web.workshops.workshop_view import find_live_or_404
from quiz.workshop.disclosure import MinimumGroupError, Reveal
from quiz.workshop.stages import IllegalMoveError, Move, Stage

blueprint = Blueprint("console", __name__, url_prefix="/workshops/<workshop_id>")

Change = Callable[[Connection, Workshop], str]
"""Function that does what was pressed, and returns what there is to say about it."""

MOST_TYPED = 20
"""Letters of a number or a day that come again with what was wrong with them."""

NOT_YET = "Too few have finished for a picture. Nothing was shown."
SAME = "This is the picture as it was: too few have changed since to show another without exposing anyone."


@blueprint.get("")
def show(workshop_id: str) -> ResponseReturnValue:
    permit = find_permit_or_404(workshop_id)
    JOIN_CODES.note_right(permit.workshop.join_code)  # the room is where its facilitator is
    return _html(workshop_id, is_co=permit.is_co)


@blueprint.post("/moves")
def move(workshop_id: str) -> ResponseReturnValue:
    wanted = request.form.get("move", "")
    if wanted not in set(Move):
        abort(400)
    return _pressed(workshop_id, lambda connection, workshop: _move(connection, workshop, Move(wanted)))


@blueprint.post("/slide")
def slide(workshop_id: str) -> ResponseReturnValue:
    """Slide by its name, and not "the next one": pressed twice, it is the same."""
    wanted = request.form.get("slide", "")
    if wanted not in SLIDES:
        abort(400)

    def change(connection: Connection, workshop: Workshop) -> str:
        if not workshop.is_revealed:
            raise IllegalMoveError("There is no picture on the screen. Reveal it first.")
        change_workshop(connection, workshop, slide=wanted)
        return ""

    return _pressed(workshop_id, change)


@blueprint.post("/reminder")
def remind(workshop_id: str) -> ResponseReturnValue:
    def change(connection: Connection, workshop: Workshop) -> str:
        if workshop.stage is not Stage.ANSWERING:
            raise IllegalMoveError("Nobody is answering now, so there is nobody to remind.")
        change_workshop(connection, workshop, reminders=workshop.reminders + 1)
        return "Every screen now asks those who are still answering to finish."

    return _pressed(workshop_id, change)


@blueprint.post("/minimum")
def choose_minimum(workshop_id: str) -> ResponseReturnValue:
    def change(connection: Connection, workshop: Workshop) -> str:
        raise_minimum(connection, workshop, whole_number(request.form.get("minimum_group")))
        return "The smallest group is changed, and everybody can read it."

    return _pressed(workshop_id, change, "minimum-group")


@blueprint.post("/commitments/removal")
@withdraws
def take_off(workshop_id: str) -> ResponseReturnValue:
    text = request.form.get("commitment", "")

    def change(connection: Connection, workshop: Workshop) -> str:
        if not take_off_commitment(connection, workshop.id, workshop.round, text):
            raise IllegalMoveError("That sentence is not on the wall any more.")
        change_workshop(connection, workshop)
        return (
            "The sentence is off the wall and out of every file. Its writer can read that, and nobody else."
        )

    answer = _pressed(workshop_id, change)
    forget_traces(services().engine)
    return answer


@blueprint.post("/rounds")
def next_round(workshop_id: str) -> ResponseReturnValue:
    def change(connection: Connection, workshop: Workshop) -> str:
        begin_round(connection, workshop, today())
        return "A new round has begun, with the same code. Everybody comes in again."

    return _pressed(workshop_id, change)


@blueprint.post("/next-round")
def plan_next_round(workshop_id: str) -> ResponseReturnValue:
    def change(connection: Connection, workshop: Workshop) -> str:
        chosen = future_day(request.form.get("next_round_on"), still_today())
        change_workshop(connection, workshop, next_round_on=chosen)
        return "The day of the next round is kept." if chosen else "No day is set for a next round."

    return _pressed(workshop_id, change, "next-round-on")


def _move(connection: Connection, workshop: Workshop, wanted: Move) -> str:
    if wanted is not Move.REVEAL:
        move_workshop(connection, workshop, wanted)
        return ""
    verdict = reveal_picture(connection, workshop, instrument_of(workshop.instrument_sha256))
    return {Reveal.NOTHING: NOT_YET, Reveal.FROZEN: SAME, Reveal.ANEW: ""}[verdict]


def _pressed(workshop_id: str, change: Change, field: str = "") -> ResponseReturnValue:
    """One press, in one transaction with the workshop locked; then the console again, saying what it did.

    `field` is the id of what was typed, if anything was.
    """
    permit = find_permit_or_404(workshop_id)
    refuse_repeated_fields()
    try:
        with writing(services().engine) as connection:
            workshop = open_or_410(lock_workshop(connection, workshop_id))
            notice = change(connection, workshop)
    except (IllegalMoveError, MinimumGroupError, ValidationError) as error:
        watch().forget(workshop_id)
        problems = (Problem(field, str(error)),) if field else ()
        summary = ErrorSummary("There is a problem", problems, None if field else str(error))
        return _html(workshop_id, summary, is_co=permit.is_co), 409
    watch().forget(workshop_id)
    if notice:
        return _html(workshop_id, notice, is_co=permit.is_co)
    return redirect(url_for("console.show", workshop_id=workshop_id), 303)


def _html(workshop_id: str, said: str | ErrorSummary | None = None, *, is_co: bool) -> str:
    live = find_live_or_404(workshop_id)
    page = console_page(live, said, next_picture(live), is_co=is_co)
    if isinstance(said, ErrorSummary):
        page = replace(
            page,
            typed_minimum=request.form.get("minimum_group", page.typed_minimum)[:MOST_TYPED],
            next_round_on=request.form.get("next_round_on", page.next_round_on)[:MOST_TYPED],
        )
    return render_template("workshops/console.html", page=page)
