"""For whoever watches the server: is the process there, and can it save answers?"""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.readiness import find_fault
from quiz.web.services import services

blueprint = Blueprint("health", __name__)

_PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}


@blueprint.get("/healthz")
def process() -> ResponseReturnValue:
    return "ok\n", 200, _PLAIN


@blueprint.get("/readyz")
def readiness() -> ResponseReturnValue:
    try:
        fault = find_fault(services().engine)
    except SQLAlchemyError as error:
        fault = f"the database does not answer ({type(error).__name__})"
    if fault:
        current_app.logger.warning("not ready: %s", fault)
        return f"not ready: {fault}\n", 503, _PLAIN
    return "ready\n", 200, _PLAIN
