"""Posters: pictures of a result that its owner saves or hands to a share sheet, under the private link."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from quiz.charts.card import Shape, poster_svg
from quiz.web.guards.access import find_finished_or_404
from quiz.web.guards.limits import limited
from quiz.web.results.page import Result
from quiz.web.sharing.cards import LATER, card_painter

blueprint = Blueprint("posters", __name__, url_prefix="/results/<token>/posters")

SHAPES: Mapping[str, str] = {Shape.SQUARE: "Square", Shape.TALL: "Tall", Shape.WIDE: "Wide"}
"""By the name of each, the one that suits most places first."""

_KINDS = {"neutral": False, "score": True}


@blueprint.get("/<shape>-<kind>.png")
@limited("120 per hour")
def show(token: str, shape: str, kind: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    if shape not in SHAPES or kind not in _KINDS:
        abort(404)
    result = Result.of(finished.response_set, finished.instrument, for_others=True)
    svg = poster_svg(result.profile, finished.instrument, Shape(shape), has_score=_KINDS[kind])
    png = card_painter().drawn(svg)
    find_finished_or_404(token)  # it may have been deleted while the poster was drawn
    if png is None:
        return Response("This picture is not drawn yet.", 503, LATER, mimetype="text/plain")
    return Response(png, mimetype="image/png")
