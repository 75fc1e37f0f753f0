"""The card of a share link: there as long as the link is open."""

from __future__ import annotations

from collections import OrderedDict
from typing import cast

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from quiz.store.engine import reading
from quiz.store.share_links import LinkState, load_share_link
from quiz.web.access import find_shared_or_404
from quiz.web.cards.data import card_svg, card_version
from quiz.web.cards.easel import KEPT, easel
from quiz.web.days import today
from quiz.web.services import services

blueprint = Blueprint("cards", __name__)

_KEY = "limelight.cards"
Known = OrderedDict[bytes, tuple[str, bytes]]
"""By a share link's hash: the version and the picture. Neither ever changes for a link."""


@blueprint.get("/shared/<share_token>/card-<version>.png")
def show(share_token: str, version: str) -> ResponseReturnValue:
    link_hash = _require_open(share_token)
    known = _known().get(link_hash)
    if known is None:
        shared = find_shared_or_404(share_token)
        svg = card_svg(shared.finished, shared.link.extent)
        if version != card_version(svg):
            abort(404)
        png = easel().drawn(svg)
        _require_open(share_token)  # it may have been taken back, or deleted, while the card was drawn
        if png is None:
            return _default()
        known = _remember(link_hash, version, png)
    if version != known[0]:
        abort(404)
    return _card(*known)


def _require_open(share_token: str) -> bytes:
    """The hash of an open link; else 404 or 410."""
    with reading(services().engine) as connection:
        link = load_share_link(connection, share_token)
    if link is None:
        abort(404)
    if link.state_on(today()) is not LinkState.OPEN:
        _known().pop(link.token_hash, None)
        abort(410)
    return link.token_hash


def _known() -> Known:
    return cast("Known", current_app.extensions.setdefault(_KEY, OrderedDict()))


def _remember(link_hash: bytes, version: str, png: bytes) -> tuple[str, bytes]:
    known = _known()
    known[link_hash] = (version, png)
    while len(known) > KEPT:
        known.popitem(last=False)
    return version, png


def _card(version: str, png: bytes) -> Response:
    response = Response(png, mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(version)
    response.make_conditional(request)
    return response


def _default() -> Response:
    """Says nothing about anyone, and is not to be kept in place of the real one."""
    response = Response(easel().default, mimetype="image/png")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
