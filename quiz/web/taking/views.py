"""Answering: start, show, save along the way, submit.

When a submit cannot be taken, the same page comes back with the same answers: nothing is lost.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError

from quiz.instrument.nesting import Portion, nested_editions
from quiz.measurement.responses import Responses
from quiz.store.response_sets import (
    SavedResponseSet,
    issue_response_set,
    save_responses,
    submit_response_set,
)
from quiz.web.front.tallies import Event, tallies
from quiz.web.guards import csrf
from quiz.web.guards.access import find_instrument_or_404, find_response_set_or_404
from quiz.web.guards.limits import count_from_here
from quiz.web.page.errors import (
    RETRY_AFTER_SECONDS,
    doubtful,
    doubtful_summary,
    http_error,
    refuse,
    unavailable,
)
from quiz.web.page.forms import chosen_edition
from quiz.web.page.once_more import page_once_more
from quiz.web.page.pages import ErrorSummary
from quiz.web.page.words import today
from quiz.web.services import services
from quiz.web.taking.page import find_problems, questionnaire_html
from quiz.web.taking.response_input import PASS, MalformedResponsesError, posted_submission
from quiz.web.taking.saving import STORE_FAULT, posted_save
from quiz.web.workshops.answering import is_waiting, room_line_html, submitted_to_workshop

blueprint = Blueprint("questionnaire", __name__, url_prefix="/questionnaire")
blueprint.register_error_handler(MalformedResponsesError, refuse)


@blueprint.post("")
def start() -> ResponseReturnValue:
    instrument = services().instrument
    nested = nested_editions(instrument)
    edition = nested[0].id if nested and "edition" not in request.form else chosen_edition(instrument)
    count_from_here("starts", services().settings.starts_per_minute)
    token = issue_response_set(services().group_commit, instrument.sha256, edition, today())
    tallies().count(Event.STARTED)
    return redirect(url_for("questionnaire.show", token=token), 303)


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    saved = find_response_set_or_404(token)
    if saved.completed_on and (not saved.goes_on_to or "result" in request.args):
        return redirect(url_for("results.show", token=token), 303)
    if "deletion" in request.args:  # the page does not know its own address: it is the same for everybody
        return redirect(url_for("results.confirm_deletion", token=token), 303)
    if _is_part_of_workshop(saved) and is_waiting(str(saved.workshop_id)):
        return redirect(url_for("participants.show", token=token), 303)
    instrument, edition = find_instrument_or_404(saved.response_set)
    portion = Portion(instrument, edition)
    if saved.goes_on_to:
        portion = Portion(instrument, instrument.editions[saved.goes_on_to], after=edition)
    so_far = saved.so_far(portion.after_id) or {}
    return questionnaire_html(portion, so_far, position=saved.position, room=_room(saved, token))


@blueprint.get("/<token>/responses")
def responses(token: str) -> ResponseReturnValue:
    """Saved answers, for a page that may be older; and a form's token, which may have grown old too."""
    saved = find_response_set_or_404(token)
    so_far = saved.so_far(request.args.get("after", ""))
    if so_far is None:
        return _unsaved(saved)
    given = {item: option or PASS for item, option in so_far.items()}
    return jsonify(responses=given, csrf_token=csrf.token())


@blueprint.post("/<token>/responses")
def save(token: str) -> ResponseReturnValue:
    if fault := request.environ.get(STORE_FAULT):
        raise fault
    given, position, after = posted_save(request.get_data(), services())
    is_saved = save_responses(services().group_commit, token, given, position, after)
    if not is_saved:
        return _unsaved(find_response_set_or_404(token))
    return "", 204


@blueprint.post("/<token>")
def submit(token: str) -> ResponseReturnValue:
    sent = posted_submission()
    saved = find_response_set_or_404(token)
    after = sent.portion.after_id
    so_far = saved.so_far(after)
    if so_far is None:
        return _submitted_before(token, sent.response_set.responses, saved)
    merged = {**so_far, **sent.response_set.responses}
    given = replace(sent.response_set, responses=merged)
    whole = {**merged, **saved.response_set.responses} if after else merged
    problems = find_problems(whole, sent.portion, may_stay_unscored=sent.may_stay_unscored)
    if _is_part_of_workshop(saved) and not problems:
        return submitted_to_workshop(token, given) or _submitted_before(
            token, sent.response_set.responses, find_response_set_or_404(token)
        )
    if problems:
        is_first = save_responses(services().group_commit, token, given, saved.position, after)
    else:
        is_first = submit_response_set(
            services().group_commit, token, given, today(), sent.median_seconds, after
        )
    if not is_first:  # another tab submitted since we looked
        return _submitted_before(token, sent.response_set.responses, find_response_set_or_404(token))
    if problems:
        return questionnaire_html(sent.portion, merged, summary=problems, room=_room(saved, token)), 422
    if after:
        return redirect(url_for("results.show", token=token, sent="sharpened"), 303)
    tallies().count(Event.SUBMITTED)
    return redirect(url_for("results.show", token=token), 303)


def _is_part_of_workshop(saved: SavedResponseSet) -> bool:
    """Whether it is answered for a workshop; what its owner goes on with afterwards is theirs alone."""
    return saved.workshop_id is not None and saved.completed_on is None


def _room(saved: SavedResponseSet, token: str) -> str:
    return room_line_html(str(saved.workshop_id), token) if _is_part_of_workshop(saved) else ""


def _unsaved(saved: SavedResponseSet) -> ResponseReturnValue:
    if saved.completed_on:
        return jsonify(problem="submitted"), 409
    raise MalformedResponsesError("these responses belong to another edition")


def _submitted_before(token: str, sent: Responses, saved: SavedResponseSet) -> ResponseReturnValue:
    notice = "kept" if sent.items() <= saved.response_set.responses.items() else "first"
    return redirect(url_for("results.show", token=token, sent=notice), 303)


_UNAVAILABLE = ErrorSummary(
    heading="Not saved yet",
    problems=(),
    note=(
        "The server cannot save anything at the moment. Your answers are still on this page: "
        "leave it open and send it again in a minute."
    ),
)


@blueprint.errorhandler(CSRFError)
def _after_forgery(error: CSRFError) -> ResponseReturnValue:
    if request.endpoint == "questionnaire.start":
        return page_once_more(replace(doubtful_summary(""), heading="Please press start once more"), 400) or (
            http_error(error)
        )
    return _same_page(doubtful_summary("Your answers are all still here."), 400) or doubtful(error)


@blueprint.errorhandler(DBAPIError)
def _after_database_error(error: DBAPIError) -> ResponseReturnValue:
    return _same_page(_UNAVAILABLE, 503) or unavailable(error)


def _same_page(summary: ErrorSummary, status: int) -> ResponseReturnValue | None:
    """The questionnaire as it was sent, or None when this was no questionnaire."""
    if request.endpoint != "questionnaire.submit":
        return None
    try:
        sent = posted_submission()
    except (MalformedResponsesError, DBAPIError):
        return None
    responses = sent.response_set.responses
    page = questionnaire_html(sent.portion, responses, summary=summary)
    return page, status, {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else {}
