"""Saves that a script sends along the way, and the short way for them, before Flask.

Eight of a visit's thirteen requests are such saves, and Flask's part in one costs more than the save itself.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from quiz.measurement.responses import ResponseSet
from quiz.settings.host_names import is_among
from quiz.store.response_sets import save_responses
from quiz.web.front.requests import ENDPOINT
from quiz.web.taking.response_input import (
    MalformedResponsesError,
    named_portion,
    responses_from_json,
    strict_json_object,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from quiz.web.services import Services

STORE_FAULT = "limelight.store_fault"
"""In the environ: the database already failed this request, and need not be waited for again."""

_ADDRESS = re.compile(r"/questionnaire/([A-Za-z0-9_-]{32})/responses", re.ASCII)
_ORDINARY = {
    "REQUEST_METHOD": "POST",
    "HTTP_SEC_FETCH_SITE": "same-origin",
    "CONTENT_TYPE": "application/json",
    "QUERY_STRING": "",
    "SCRIPT_NAME": "",
}


def posted_save(body: bytes, services: Services) -> tuple[ResponseSet, str | None, str]:
    """The responses to be saved, the item their owner is at, and the finished edition they go on from, or "".

    Raises MalformedResponsesError for what no page of ours sends.
    """
    sent = strict_json_object(body)
    portion = named_portion(sent, services)
    responses = responses_from_json(sent.get("responses"), portion.asked, portion.instrument)
    position = sent.get("position")
    if position is not None and not (isinstance(position, str) and position in portion.asked.items_by_id):
        raise MalformedResponsesError("the position is none of the items asked")
    given = ResponseSet(portion.instrument.sha256, portion.edition.id, responses)
    return given, position, portion.after_id


class ShortWayToSave:
    """Does what the view `save` does with an ordinary save that succeeds; all others go on to Flask.

    It stands inside of `WholeBodies`, so that there is the whole body or none.
    """

    def __init__(self, app: WSGIApplication, services: Services) -> None:
        self._app = app
        self._services = services
        self._hosts = services.settings.allowed_hosts

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = _ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        body = self._ordinary_body(environ) if address else None
        if address and body and self._is_saved(address[1], body, environ):
            environ[ENDPOINT] = "questionnaire.save"
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Vary", "Accept-Encoding")]
            start_response("204 NO CONTENT", headers)
            return []
        return self._app(environ, start_response)

    def _ordinary_body(self, environ: WSGIEnvironment) -> bytes | None:
        """Body that was sent, still to be read by Flask as well; None when anything about it is unusual."""
        stream = environ.get("wsgi.input")
        if not isinstance(stream, BytesIO):
            return None
        is_ordinary = (
            all(environ.get(name, "") == value for name, value in _ORDINARY.items())
            and environ.get("CONTENT_LENGTH") == str(len(stream.getbuffer()))
            and (not self._hosts or is_among(environ.get("HTTP_HOST"), self._hosts))
        )
        return stream.getvalue() if is_ordinary else None

    def _is_saved(self, token: str, body: bytes, environ: WSGIEnvironment) -> bool:
        try:
            given, position, after = posted_save(body, self._services)
            return save_responses(self._services.group_commit, token, given, position, after)
        except MalformedResponsesError:
            return False
        except SQLAlchemyError as fault:
            environ |= {STORE_FAULT: fault}
            return False
