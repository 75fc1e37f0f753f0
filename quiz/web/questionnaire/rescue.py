"""When a submit cannot be taken, the same page comes back with the same answers: nothing is lost."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError

from quiz.web.about import landing_html
from quiz.web.errors import RETRY_AFTER_SECONDS, http_error, refuse, unavailable
from quiz.web.pages import ErrorSummary
from quiz.web.questionnaire.page import questionnaire_html
from quiz.web.questionnaire.response_input import MalformedResponsesError
from quiz.web.questionnaire.submission import posted_submission

_START_AGAIN = "Please press start once more. If you see this again, allow this site's cookie."
_FORGERY = ErrorSummary(
    heading="Please send it once more",
    problems=(),
    note=(
        "We could not be sure that this came from our own page, so nothing was sent. Your answers are all "
        "still here. If you see this again, allow this site's cookie: it holds nothing about you."
    ),
)
_UNAVAILABLE = ErrorSummary(
    heading="Not saved yet",
    problems=(),
    note=(
        "The server cannot save anything at the moment. Your answers are still on this page: "
        "leave it open and send it again in a minute."
    ),
)


def rescue(blueprint: Blueprint) -> None:
    """Give the questionnaire's blueprint its own answers to the errors that would cost answers."""
    blueprint.register_error_handler(MalformedResponsesError, refuse)
    blueprint.register_error_handler(CSRFError, _after_forgery)
    blueprint.register_error_handler(DBAPIError, _after_database_error)


def _after_forgery(error: CSRFError) -> ResponseReturnValue:
    if request.endpoint == "questionnaire.start":
        return landing_html(_START_AGAIN), 400
    return _same_page(_FORGERY, 400) or http_error(error)


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
    page = questionnaire_html(sent.instrument, sent.edition, responses, summary=summary)
    return page, status, {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else {}
