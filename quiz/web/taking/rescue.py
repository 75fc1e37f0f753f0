"""When a submit cannot be taken, the same page comes back with the same answers: nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError

from quiz.web.page.errors import (
    RETRY_AFTER_SECONDS,
    doubtful,
    doubtful_summary,
    http_error,
    refuse,
    unavailable,
)
from quiz.web.page.once_more import page_once_more
from quiz.web.page.pages import ErrorSummary
from quiz.web.taking.page import questionnaire_html
from quiz.web.taking.response_input import MalformedResponsesError
from quiz.web.taking.submission import posted_submission

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
        return page_once_more(replace(doubtful_summary(""), heading="Please press start once more"), 400) or (
            http_error(error)
        )
    return _same_page(doubtful_summary("Your answers are all still here."), 400) or doubtful(error)


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
