"""Metrics: what the processes of this server do, for who has the token. Everybody else finds nothing."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from quiz.store.database.engine import reading
from quiz.store.database.health import count_workshops
from quiz.store.database.tables import HEAD_REVISION
from quiz.web.front.tallies import BUCKETS, Event, Route, RouteTotals, tallies
from quiz.web.services import services
from quiz.web.site.health import readiness

if TYPE_CHECKING:
    from prometheus_client import Metric

blueprint = Blueprint("metrics", __name__)

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_ERRORS = {
    Event.FAULT: "program",
    Event.STORE_FAULT: "database",
    Event.CARD_FAULT: "card",
    Event.REDIS_LOST: "redis",
}
_EVENTS = {
    Event.STARTED: ("limelight_response_sets_started", "Questionnaires begun."),
    Event.SUBMITTED: ("limelight_response_sets_submitted", "Questionnaires submitted, each once."),
    Event.CARD_DRAWN: ("limelight_cards_drawn", "Pictures for link previews drawn anew."),
}


@blueprint.get("/metrics")
def show() -> ResponseReturnValue:
    from prometheus_client import generate_latest  # noqa: PLC0415 - most servers are never asked

    token = services().settings.metrics_token
    sent = request.headers.get("Authorization", "")
    if token is None or not hmac.compare_digest(f"Bearer {token.get_secret_value()}".encode(), sent.encode()):
        abort(404)
    body = generate_latest(_Families())
    return body, 200, {"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"}


def routes_of(app: Flask) -> dict[str, Route]:
    """Every route there is, by its endpoint."""
    return {
        rule.endpoint: Route(min((rule.methods or set()) - {"HEAD", "OPTIONS"}), rule.rule)
        for rule in app.url_map.iter_rules()
    }


class _Families:
    def collect(self) -> Iterator[Metric]:
        yield from _requests(tuple(tallies().requests()))
        yield from _events()
        yield from _gauges()


def _requests(routes: Iterable[RouteTotals]) -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily  # noqa: PLC0415

    meaning = "Answers, by route and status; 304 is 'nothing changed'."
    answers = CounterMetricFamily("limelight_requests", meaning, labels=("method", "route", "status"))
    seconds = HistogramMetricFamily(
        "limelight_request_duration_seconds",
        "From the request's head to the beginning of the answer.",
        labels=("method", "route"),
    )
    for each in routes:
        named = each.route.method, each.route.template
        for status, number in each.by_status.items():
            if number:
                answers.add_metric((*named, status), number)
        bounds = (*map(str, BUCKETS), "+Inf")
        seconds.add_metric(named, tuple(zip(bounds, accumulate(each.by_bucket), strict=True)), each.seconds)
    yield from (answers, seconds)


def _events() -> Iterator[Metric]:
    from prometheus_client.core import CounterMetricFamily  # noqa: PLC0415

    counted = tallies().events()
    for event, (name, meaning) in _EVENTS.items():
        yield CounterMetricFamily(name, meaning, value=counted[event])
    meaning = "What went wrong on our side, by kind; the log says more."
    errors = CounterMetricFamily("limelight_errors", meaning, labels=("kind",))
    for event, kind in _ERRORS.items():
        errors.add_metric((kind,), counted[event])
    yield errors


def _gauges() -> Iterator[Metric]:
    yield _gauge("workshops", "Workshops there are, by stage.", "stage", _workshops())
    ready = {part.name: float(part.is_ok) for part in readiness()}
    yield _gauge("ready", "Whether this part is as it must be: 1 or 0.", "part", ready)
    yield _gauge("processes", "Processes of this server that answer.", "", {"": tallies().processes()})
    meaning = "The schema this version works with; always 1."
    yield _gauge("revision", meaning, "schema", {HEAD_REVISION: 1})


def _gauge(name: str, meaning: str, label: str, values: dict[str, float]) -> Metric:
    """`label`, if there is one, tells the values apart."""
    from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

    gauge = GaugeMetricFamily(f"limelight_{name}", meaning, labels=(label,) if label else ())
    for labelled, value in values.items():
        gauge.add_metric((labelled,) if label else (), value)
    return gauge


def _workshops() -> dict[str, float]:
    """None where the database does not answer: limelight_ready says so."""
    try:
        with reading(services().engine) as connection:
            return dict(count_workshops(connection))
    except SQLAlchemyError:
        return {}
