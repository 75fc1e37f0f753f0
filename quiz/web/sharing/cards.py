"""Cards: the picture of a share link, there as long as the link is open, and its address."""

from __future__ import annotations

import base64
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from quiz.charts.card import social_card_svg
from quiz.measurement.as_others_see import Extent
from quiz.store.share_links import LinkState, load_link_state
from quiz.web.guards.access import Finished, find_shared_or_404
from quiz.web.page.words import still_today
from quiz.web.results.page import Result
from quiz.web.services import services
from quiz.web.sharing.card_painter import KEPT, card_painter


def card_svg(finished: Finished, extent: Extent) -> str:
    result = Result.of(finished.response_set, finished.instrument, for_others=True)
    return social_card_svg(result.profile, extent, finished.instrument)


def card_version(svg: str) -> str:
    """Changes with the card: previews keep what they fetched under an address for long."""
    return hashlib.sha256(svg.encode()).hexdigest()[:12]


def card_path(finished: Finished, extent: Extent, share_token: str) -> str:
    version = card_version(card_svg(finished, extent))
    return url_for("cards.show", share_token=share_token, version=version)


def card_data(finished: Finished, extent: Extent) -> str:
    """The card as an address that holds it whole, for the preview of a link that is not there yet."""
    png = card_painter().drawn(card_svg(finished, extent)) or card_painter().default
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


blueprint = Blueprint("cards", __name__)

_KEY = "limelight.cards"
Known = OrderedDict[str, "Card"]
"""By a share link's token. What belongs to a link never changes."""


@dataclass(frozen=True)
class Card:
    """A drawn card, ready to be sent."""

    version: str
    png: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, version: str, png: bytes) -> Card:
        etag = f'"{version}"'
        return cls(version, png, (("Cache-Control", "no-cache"), ("ETag", etag), *_ANYWHERE))


# "no-cache": whoever keeps a copy asks before showing it again, or a card would outlive its link.
_LATER = {"Retry-After": "2"}
_ANYWHERE = (("Cross-Origin-Resource-Policy", "cross-origin"),)


@blueprint.get("/shared/<share_token>/card-<version>.png")
def show(share_token: str, version: str) -> ResponseReturnValue:
    _require_open(share_token)
    card = _known().get(share_token)
    if card is None:
        shared = find_shared_or_404(share_token)
        svg = card_svg(shared.finished, shared.link.extent)
        if version != card_version(svg):
            abort(404)
        png = card_painter().drawn(svg)
        _require_open(share_token)  # it may have been taken back, or deleted, while the card was drawn
        if png is None:
            return Response("This picture is not drawn yet.", 503, _LATER, mimetype="text/plain")
        card = _remember(share_token, Card.of(version, png))
    if version != card.version:
        abort(404)
    if request.headers.get("If-None-Match", "").strip('W/"') == version:
        return Response(status=304, headers=card.headers)
    return Response(card.png, mimetype="image/png", headers=card.headers)


def _require_open(share_token: str) -> None:
    """404 or 410 unless the link is open."""
    state = load_link_state(services().engine, share_token, still_today())
    if state is not LinkState.OPEN:
        _known().pop(share_token, None)
        abort(404 if state is None else 410)


def _known() -> Known:
    return cast("Known", current_app.extensions.setdefault(_KEY, OrderedDict()))


def _remember(share_token: str, card: Card) -> Card:
    known = _known()
    known[share_token] = card
    while len(known) > KEPT:
        known.popitem(last=False)
    return card
