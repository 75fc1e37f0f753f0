"""When a submit cannot be taken, the same page comes back with the same answers. Nothing anyone gave is lost."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError

from quiz.web.about import landing_html
from quiz.web.errors import RETRY_AFTER_SECONDS, unavailable
from quiz.web.pages import ErrorSummary
from quiz.web.questionnaire_page import questionnaire_html
from quiz.web.submission import posted_submission

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
    blueprint.register_error_handler(CSRFError, _after_forgery)
    blueprint.register_error_handler(DBAPIError, _after_database_error)


def _after_forgery(error: CSRFError) -> ResponseReturnValue:
    if request.endpoint == "questionnaire.start":
        return landing_html("Please press start once more. If you see this again, allow this site's cookie."), 400
    if request.endpoint == "questionnaire.submit":
        return _again(_FORGERY), 400
    raise error


def _after_database_error(error: DBAPIError) -> ResponseReturnValue:
    if request.endpoint != "questionnaire.submit":
        return unavailable(error)
    current_app.logger.error("a submit could not be saved: %s", type(error.orig).__name__)
    return _again(_UNAVAILABLE), 503, {"Retry-After": str(RETRY_AFTER_SECONDS)}


def _again(summary: ErrorSummary) -> str:
    sent = posted_submission()
    view_args: dict[str, Any] = request.view_args or {}
    return questionnaire_html(
        view_args["token"], sent.instrument, sent.edition, sent.response_set.responses, summary=summary
    )
