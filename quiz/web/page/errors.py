"""Error pages: what happened, what became of the answers, what to do now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError

from quiz.web.front.address_parts import mended
from quiz.web.front.log import request_id
from quiz.web.front.tallies import Event, tallies
from quiz.web.page.once_more import COOKIE, address_over_https, page_once_more, typed_once_more
from quiz.web.page.pages import ErrorSummary

RETRY_AFTER_SECONDS = 5


@dataclass(frozen=True)
class ErrorText:
    """`link_url` is where the page leads; the first page if there is nowhere better."""

    heading: str
    what_happened: str
    answers: str
    next_step: str
    link_url: str = ""
    link_text: str = "Go to the first page"


@dataclass(frozen=True)
class ErrorPage:
    """`again` are the fields of a press that can be sent once more to `again_url`."""

    title: str
    text: ErrorText
    reference: str
    is_gone: bool
    again_url: str
    again: tuple[tuple[str, str], ...]
    is_private: bool = True


_SAVED = "Every answer that was shown as saved is still under your private link."

ERROR_TEXTS = {
    400: ErrorText(
        "We could not read that",
        "What your browser sent is not something our pages send.",
        _SAVED,
        "Go back to the page you came from, reload it, and try again.",
    ),
    403: ErrorText(
        "This is not open to you",
        "The page exists, but it belongs to somebody else.",
        "Your own answers are not affected.",
        "If it is yours, open it by its private link.",
    ),
    404: ErrorText(
        "There is nothing at this address",
        "The link may be incomplete, mistyped, or its answers were deleted.",
        "If you kept your private link, your answers are there.",
        "Check that the whole link was copied, down to its last letter.",
    ),
    405: ErrorText(
        "That cannot be done from here",
        "This address only accepts what its own page sends to it.",
        _SAVED,
        "Start again from the first page, or open your private link.",
    ),
    410: ErrorText(
        "This is no longer here",
        "It was taken back, or its time was over.",
        "Your own answers are not affected.",
        "If you need it, ask the person who sent you the link.",
    ),
    413: ErrorText(
        "That was too much at once",
        "Your browser sent more than a whole questionnaire holds.",
        _SAVED,
        "Go back to your private link and send it again from there.",
    ),
    429: ErrorText(
        "One moment, please",
        "This was asked for very often in a short time.",
        _SAVED,
        "Wait a moment, then try again.",
    ),
    500: ErrorText(
        "Something broke on our side",
        "It is a fault in Limelight and nothing you did.",
        _SAVED,
        "Try again in a minute. If it stays broken, tell the person who runs this server.",
    ),
    503: ErrorText(
        "Not available for the moment",
        "The server cannot reach its data right now.",
        "What you sent just now was not saved; what was saved before is safe.",
        "Wait a few seconds, go back, and send it again.",
    ),
}


_KEEPING_THE_PAGE = frozenset({413, 429, 503})
_ONCE_MORE = {
    413: "Make it shorter and send it again.",
    503: "Nothing was saved by this press. Wait a few seconds and send it again.",
}


class ToldError(HTTPException):
    """An HTTP error with words of its own, where those of its number would say too little."""

    told: ErrorText

    def leading_to(self, link_url: str, link_text: str) -> Self:
        """The same, with a better place to go to than the first page."""
        self.told = replace(self.told, link_url=link_url, link_text=link_text)
        return self


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(SecurityError, _untrusted_host)
    app.register_error_handler(CSRFError, doubtful)
    app.register_error_handler(SQLAlchemyError, unavailable)


def unavailable(error: Exception) -> ResponseReturnValue:
    """The database did not do its part."""
    tallies().count(Event.STORE_FAULT)
    current_app.logger.error("the database failed: %s", type(getattr(error, "orig", error)).__name__)
    body, status = _answer(503)
    return body, status, {"Retry-After": str(RETRY_AFTER_SECONDS)}


def doubtful_summary(what: str = "What you typed is still here.") -> ErrorSummary:
    """We cannot be sure that a press came from our own page."""
    return ErrorSummary(
        heading="Please send it once more",
        problems=(),
        note=f"We could not be sure that this came from our own page, so nothing was sent. {what} {COOKIE}",
        elsewhere=address_over_https(),
    )


def doubtful(error: CSRFError) -> ResponseReturnValue:
    """With a fresh token; another site is told no more than a refusal."""
    if request.headers.get("Sec-Fetch-Site"):
        return http_error(error)
    return page_once_more(doubtful_summary(), 400) or http_error(error)


def _untrusted_host(_error: Exception) -> ResponseReturnValue:
    # Under a name that is not ours no address can be built, so there is no page to show.
    return (
        "This server does not answer under that name.\n",
        400,
        {"Content-Type": "text/plain; charset=utf-8"},
    )


def refuse(error: Exception) -> ResponseReturnValue:
    """Refusal of what no page of ours sends; the log says what was wrong with it."""
    current_app.logger.info("refused responses: %r", str(error)[:200])
    return _answer(400)


def http_error(error: Exception) -> ResponseReturnValue:
    """The page for an HTTP error; what is no HTTP error is a fault of ours."""
    if not isinstance(error, HTTPException) or error.code is None:
        return _answer(500)
    if error.code < 400:  # a redirect is raised as an exception too
        return error.get_response()
    if error.code == 404 and (right := mended()):
        return right
    told = error.told if isinstance(error, ToldError) else None
    body, status = _answer(error.code, told)
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return body, status, kept


def _answer(status: int, told: ErrorText | None = None) -> tuple[Response | str, int]:
    text = told or _text(status)
    if request.is_json:
        return jsonify(problem=text.heading.lower()), status
    if status in _KEEPING_THE_PAGE:
        note = f"{text.what_happened} What you typed is still here. {_ONCE_MORE.get(status, text.next_step)}"
        if same := page_once_more(ErrorSummary(text.heading, (), note), status):
            return same, status
    page = ErrorPage(
        title=text.heading,
        text=text,
        reference=request_id(request.environ),
        is_gone=status in {404, 410},
        again_url=request.path,
        again=typed_once_more() if status == 503 else (),
    )
    return render_template("errors/error.html", page=page), status


def _text(status: int) -> ErrorText:
    return ERROR_TEXTS.get(status) or ERROR_TEXTS[400 if status < 500 else 500]
