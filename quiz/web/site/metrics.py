"""The numbers as text in the format that Prometheus reads (version 0.0.4).

The page that Prometheus reads, for who has its token. Everybody else finds nothing.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping

from flask import Blueprint, Flask, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.database.engine import reading
from quiz.store.database.health import count_workshops
from quiz.store.database.tables import HEAD_REVISION
from quiz.web.front.tallies import BUCKETS, Event, Route, RouteTotals, tallies
from quiz.web.services import services
from quiz.web.site.health import readiness

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ERRORS = {
    Event.FAULT: "program",
    Event.STORE_FAULT: "database",
    Event.CARD_FAULT: "card",
    Event.REDIS_LOST: "redis",
}
_EVENTS = {
    Event.STARTED: ("limelight_response_sets_started_total", "Questionnaires begun."),
    Event.SUBMITTED: ("limelight_response_sets_submitted_total", "Questionnaires submitted, each once."),
    Event.CARD_DRAWN: ("limelight_cards_drawn_total", "Pictures for link previews drawn anew."),
}


def exposition(
    routes: Iterable[RouteTotals], events: Mapping[Event, float], gauges: Mapping[str, Mapping[str, float]]
) -> str:
    """All of it; `gauges` by name, each with its values by label."""
    lines = [*_requests(tuple(routes)), *_events(events), *_gauge_lines(gauges)]
    return "\n".join(lines) + "\n"


def _requests(routes: tuple[RouteTotals, ...]) -> Iterator[str]:
    name = "limelight_requests_total"
    yield from _head(name, "counter", "Answers, by route and status; 304 is 'nothing changed'.")
    for each in routes:
        for status, number in each.by_status.items():
            if number:
                yield _line(name, {**_labels(each), "status": status}, number)
    name = "limelight_request_duration_seconds"
    yield from _head(name, "histogram", "From the request's head to the beginning of the answer.")
    for each in routes:
        so_far = 0.0
        for bound, number in zip((*map(str, BUCKETS), "+Inf"), each.by_bucket, strict=True):
            so_far += number
            yield _line(f"{name}_bucket", {**_labels(each), "le": bound}, so_far)
        yield _line(f"{name}_sum", _labels(each), each.seconds)
        yield _line(f"{name}_count", _labels(each), so_far)


def _events(events: Mapping[Event, float]) -> Iterator[str]:
    for event, (name, meaning) in _EVENTS.items():
        yield from _head(name, "counter", meaning)
        yield _line(name, {}, events[event])
    name = "limelight_errors_total"
    yield from _head(name, "counter", "What went wrong on our side, by kind; the log says more.")
    for event, kind in _ERRORS.items():
        yield _line(name, {"kind": kind}, events[event])


def _gauge_lines(gauges: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    for name, (label, meaning) in GAUGES.items():
        if name in gauges:
            yield from _head(name, "gauge", meaning)
            for value, number in gauges[name].items():
                yield _line(name, {label: value} if label else {}, number)


GAUGES = {
    "limelight_workshops": ("stage", "Workshops there are, by stage."),
    "limelight_ready": ("part", "Whether this part is as it must be: 1 or 0."),
    "limelight_processes": ("", "Processes of this server that answer."),
    "limelight_revision": ("schema", "The schema this version works with; always 1."),
}
"""Name: its one label, if any, and its meaning."""


def _labels(each: RouteTotals) -> dict[str, str]:
    return {"method": each.route.method, "route": each.route.template}


def _head(name: str, kind: str, meaning: str) -> tuple[str, str]:
    return f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"


def _line(name: str, labels: Mapping[str, str], number: float) -> str:
    """Nothing in a label needs to be escaped: all are names in our code."""
    named = ",".join(f'{label}="{value}"' for label, value in labels.items())
    return f"{name}{{{named}}} {number:.17g}" if named else f"{name} {number:.17g}"


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
