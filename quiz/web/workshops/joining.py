"""Coming in: by code or QR, anew or with an earlier result, and back again from whatever device."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from sqlalchemy.exc import IntegrityError

from quiz.instrument.nesting import is_answered_with
from quiz.measurement.responses import ResponseSet
from quiz.store.database.engine import reading, writing
from quiz.store.paper_codes import paper_code
from quiz.store.participants import (
    BroughtBeforeError,
    DoorClosedError,
    WorkshopFullError,
    bring_result,
    find_by_paper_code,
    issue_participant,
    load_participation,
    new_seat,
)
from quiz.store.response_sets import hash_token, load_response_set
from quiz.store.retakes import continue_from
from quiz.store.workshops import Workshop, load_workshop_by_code
from quiz.web.front.address_parts import moved
from quiz.web.front.headers import public
from quiz.web.front.tallies import Event, tallies
from quiz.web.guards.limits import JOIN_CODES, PAPER_CODES, count, count_from_here, is_part_of_another_site
from quiz.web.guards.workshops import WorkshopOverError, open_or_410
from quiz.web.page.forms import refuse_repeated_fields
from quiz.web.page.pages import ErrorSummary, Problem
from quiz.web.page.pasted import join_code, private_tokens, what_it_is_instead
from quiz.web.page.words import today
from quiz.web.services import services
from quiz.web.workshops.door_page import CodePage, door_page
from quiz.web.workshops.picture import instrument_of, is_scored
from quiz.web.workshops.way_back import left_behind, remember, remembered
from quiz.workshop.codes import PAPER_LENGTH, CodeError, typed_code
from quiz.workshop.stages import may_join

blueprint = Blueprint("joining", __name__)

NO_SUCH = "No workshop has this code now. Look at the screen again, or ask who gave it to you."
CHANGED = "The facilitator has lowered the smallest group since you opened this page."
MOST_TYPED = 400
MOST_RETURNS = parse("30 per hour")
"""Of one participant, by their paper code."""


@blueprint.get("/join")
@public
def find() -> ResponseReturnValue:
    return render_template("joining/code.html", page=CodePage("Join a workshop"))


@blueprint.post("/join")
def go() -> ResponseReturnValue:
    """From the code that was typed to its door; what cannot be a code is told apart from one nobody has."""
    typed = request.form.get("code", "")
    try:
        code = typed_code(join_code(typed))
    except CodeError as error:
        return _code_page(typed, str(error)), 422
    if _find_open(code) is None:
        return _code_page(typed, NO_SUCH), 422
    return redirect(url_for("joining.door", code=code), 303)


@blueprint.get("/join/<code>")
def door(code: str) -> ResponseReturnValue:
    if not any(sign.isalnum() for sign in code):
        return moved(url_for("joining.find"))
    workshop = _find_open(_meant(code))
    if workshop is None:
        return _code_page(code[:20], NO_SUCH), 404
    if code != workshop.join_code and code.startswith(workshop.join_code):
        return moved(url_for("joining.door", code=workshop.join_code))
    came = remembered(workshop)
    if came and came[1].round == workshop.round:
        return redirect(url_for("participants.show", token=came[0]), 303)
    return render_template("joining/door.html", page=door_page(workshop, has_earlier=came is not None))


@blueprint.post("/join/<code>")
def join(code: str) -> ResponseReturnValue:
    workshop = _find_open(code)
    if workshop is None:
        return _code_page(code[:20], NO_SUCH), 404
    refuse_repeated_fields()
    came = remembered(workshop)
    if came and came[1].round == workshop.round:  # pressed twice, or back and pressed again
        return redirect(url_for("participants.show", token=came[0]), 303)
    if _was_promised_more(workshop):
        summary = ErrorSummary("Please read this once more", (Problem("promises", CHANGED),))
        return render_template("joining/door.html", page=door_page(workshop, summary)), 409
    try:
        token = _join(workshop, came[0] if came else None)
    except DoorClosedError as error:
        is_full = isinstance(error, WorkshopFullError)
        page = door_page(_find(code) or workshop, is_full=is_full)
        return render_template("joining/door.html", page=page), 409
    except _BringError as error:
        summary = ErrorSummary.of_one("private-link", str(error))
        page = door_page(workshop, summary, has_earlier=came is not None)
        return render_template("joining/door.html", page=page), 422
    PAPER_CODES.note_right(workshop.id + paper_code(token))
    return remember(redirect(url_for("participants.show", token=token), 303), workshop, token)


@blueprint.post("/join/<code>/return")
def come_back(code: str) -> ResponseReturnValue:
    """From another device, by the paper code."""
    workshop = _find_open(code)
    if workshop is None:
        return _code_page(code[:20], NO_SUCH), 404
    try:
        token = _find_by_paper(workshop, typed_code(request.form.get("paper_code", ""), PAPER_LENGTH))
    except CodeError as error:
        summary = ErrorSummary.of_one("paper-code", str(error))
        return render_template("joining/door.html", page=door_page(workshop, summary)), 422
    count(MOST_RETURNS, "returns", hash_token(token).hex())
    return remember(redirect(url_for("participants.show", token=token), 303), workshop, token)


def _meant(code: str) -> str:
    """The code in this part of an address, whatever a chat program has left behind it."""
    try:
        return typed_code(code)
    except CodeError:
        return join_code(f"join/{code}")


class _BringError(ValueError):
    """An earlier result that cannot be brought; the message is for its owner."""


def _was_promised_more(workshop: Workshop) -> bool:
    """Whether a larger smallest group stood on the door when it was read."""
    read = request.form.get("minimum_group", "")[:3]
    return read.isascii() and read.isdigit() and int(read) > workshop.minimum_group


def _join(workshop: Workshop, earlier: str | None) -> str:
    typed = request.form.get("private_link", "").strip()
    if typed and workshop.may_bring:
        return _bring(workshop, typed)
    _count_join(workshop)
    seat = new_seat(workshop.id)
    with writing(services().engine) as connection:
        token = issue_participant(connection, workshop, today(), seat)
        if earlier and request.form.get("continues"):
            continue_from(connection, token, earlier)
    tallies().count(Event.STARTED)
    return token


def _count_join(workshop: Workshop) -> None:
    """Just before it is done. Who finds the door shut, or fills another workshop, uses up nobody's turn."""
    if not may_join(workshop.stage, is_locked=workshop.is_locked):
        raise DoorClosedError
    count_from_here("joins", services().settings.joins_per_minute, into=workshop.id)


def _bring(workshop: Workshop, typed: str) -> str:
    found = private_tokens(typed)
    if len(found) > 1:
        raise _BringError("There is more than one private link in this. Leave only your own.")
    token = next(iter(found), "")
    with reading(services().engine) as connection:
        saved = load_response_set(connection, token) if token else None
    if saved is None:
        instead = "" if token else what_it_is_instead(typed)
        raise _BringError(
            instead or "There is no result under this link. Copy the whole address of your own result."
        )
    if saved.completed_on is None:
        raise _BringError("Those questions are not finished yet. Finish them first, or answer here.")
    given = _given_to(workshop, saved.response_set)
    _count_join(workshop)
    try:
        with writing(services().engine) as connection:
            return bring_result(connection, workshop, given, token, is_scored=is_scored(given), today=today())
    except (BroughtBeforeError, IntegrityError) as error:
        raise _BringError(
            "That result is or was in a workshop already, and counts once only. Please answer here instead."
        ) from error


def _given_to(workshop: Workshop, given: ResponseSet) -> ResponseSet:
    """What of an earlier result was given to this workshop’s. Raises _BringError when nothing was."""
    instrument = instrument_of(workshop.instrument_sha256)
    if given.instrument_sha256 != workshop.instrument_sha256 or not is_answered_with(
        instrument, workshop.edition, given.edition
    ):
        raise _BringError("That result has other questions than this workshop. Please answer here instead.")
    return given.within(instrument.editions[workshop.edition])


def _find(code: str) -> Workshop | None:
    with reading(services().engine) as connection:
        return load_workshop_by_code(connection, code)


def _find_open(code: str) -> Workshop | None:
    """The workshop, 410 when its time is over; None for what cannot be a code, and for one nobody has."""
    try:
        typed = typed_code(code)
    except CodeError:
        return None
    if is_part_of_another_site():
        return None
    JOIN_CODES.refuse(typed)
    workshop = _find(typed)
    if workshop is None:
        JOIN_CODES.count()
        return None
    JOIN_CODES.note_right(typed)
    try:
        return open_or_410(workshop)
    except WorkshopOverError as over:
        if came := remembered(workshop):
            raise over.leading_to(url_for("results.show", token=came[0]), "See what is mine") from over
        raise


def _find_by_paper(workshop: Workshop, paper: str) -> str:
    """The token of the participant who has this paper code. Raises CodeError when nobody has it."""
    PAPER_CODES.refuse(workshop.id + paper)
    with reading(services().engine) as connection:
        token = find_by_paper_code(connection, workshop.id, paper)
        is_here = token is not None and load_participation(connection, token) is not None
    if token is None or not is_here:
        PAPER_CODES.count()
        raise CodeError("Nobody in this workshop has this paper code. Look at your paper again.")
    return token


def _code_page(typed: str, problem: str) -> str:
    own = left_behind()
    page = CodePage(
        "Join a workshop",
        typed[:MOST_TYPED],
        ErrorSummary.of_one("code", problem),
        own_url=url_for("results.show", token=own) if own else "",
    )
    return render_template("joining/code.html", page=page)
