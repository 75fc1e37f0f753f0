"""The page that Prometheus reads, for who has its token. Everybody else finds nothing."""

from __future__ import annotations

import hmac

from flask import Blueprint, Flask, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.database.engine import reading
from quiz.store.database.health import count_workshops
from quiz.store.database.tables import HEAD_REVISION
from quiz.web.health import readiness
from quiz.web.metrics.exposition import CONTENT_TYPE, exposition
from quiz.web.metrics.tallies import Route, tallies
from quiz.web.services import services

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def show() -> ResponseReturnValue:
    token = services().settings.metrics_token
    sent = request.headers.get("Authorization", "")
    if token is None or not hmac.compare_digest(f"Bearer {token.get_secret_value()}".encode(), sent.encode()):
        abort(404)
    body = exposition(tallies().requests(), tallies().events(), _gauges())
    return body, 200, {"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"}


def routes_of(app: Flask) -> dict[str, Route]:
    """Every route there is, by its endpoint."""
    return {
        rule.endpoint: Route(min((rule.methods or set()) - {"HEAD", "OPTIONS"}), rule.rule)
        for rule in app.url_map.iter_rules()
    }


def _gauges() -> dict[str, dict[str, float]]:
    gauges: dict[str, dict[str, float]] = {
        "limelight_ready": {part.name: float(part.is_ok) for part in readiness()},
        "limelight_processes": {"": tallies().processes()},
        "limelight_revision": {HEAD_REVISION: 1},
    }
    try:
        with reading(services().engine) as connection:
            gauges["limelight_workshops"] = dict(count_workshops(connection))
    except SQLAlchemyError:
        pass  # limelight_ready says so
    return gauges
