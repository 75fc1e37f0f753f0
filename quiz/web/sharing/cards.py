"""Cards: the picture of a share link, there as long as the link is open, its address, and its painter.

Drawing takes some 60 ms of a processor, so each process draws one at a time, only so many a minute, each of
them once. Whoever asks for a card waits for its one drawing, and not for long: answers are saved by the same
few threads.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from quiz.charts.card import draw_png, social_card_svg
from quiz.measurement.as_others_see import Extent
from quiz.settings.environment import ROOT
from quiz.store.share_links import LinkState, load_link_state
from quiz.web.assets import DEFAULT_CARD
from quiz.web.front.tallies import Event, tallies
from quiz.web.guards.access import Finished, find_shared_or_404
from quiz.web.page.words import still_today
from quiz.web.results.page import Result
from quiz.web.services import Kept, services

KEPT = 64
"""Cards in memory, some 60 KB each."""

RENDERS = parse("120 per minute")
PATIENCE = 2.0
"""Seconds that a request waits for its card at most."""

_COMPLAINT_EVERY = 60.0  # seconds
_log = logging.getLogger("quiz.cards")


class CardPainter:
    """Draws cards and remembers them by their content."""

    def __init__(self, default: Path, count: Callable[[Event], None] = lambda _event: None) -> None:
        self._count = count
        self._default_path = default
        self._kept: Kept[str, bytes] = Kept(KEPT)
        self._keeping = Lock()
        self._drawing = Lock()
        self._drawings: dict[str, Future[bytes | None]] = {}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._complained_at = float("-inf")

    @cached_property
    def default(self) -> bytes:
        return self._default_path.read_bytes()

    def drawn(self, svg: str) -> bytes | None:
        """The card, from memory or drawn now; None without time, budget or success."""
        key = hashlib.sha256(svg.encode()).hexdigest()
        with self._keeping:
            if (kept := self._kept.get(key)) is not None:
                return kept
            drawing = self._drawings.get(key)
            if drawing is None:
                self._drawings[key] = Future()
        if drawing is not None:
            return drawing.result() if wait([drawing], PATIENCE).done else None
        png = None
        try:
            png = self._draw_alone(svg)
        finally:
            self._end(key, png)
        return png

    def _draw_alone(self, svg: str) -> bytes | None:
        if not self._drawing.acquire(timeout=PATIENCE):
            return None
        try:
            if not self._limiter.hit(RENDERS, "card"):
                return None
            png = draw_png(svg)
        except Exception as error:  # noqa: BLE001 - a picture is never worth an error page
            self._count(Event.CARD_FAULT)
            self._complain(error)
            return None
        finally:
            self._drawing.release()
        self._count(Event.CARD_DRAWN)
        return png

    def _end(self, key: str, png: bytes | None) -> None:
        """Keeps what was drawn, and gives it to all who waited."""
        with self._keeping:
            drawing = self._drawings.pop(key)
            if png is not None:
                self._kept.keep(key, png)
        drawing.set_result(png)

    def _complain(self, error: Exception) -> None:
        now = time.monotonic()
        if now - self._complained_at > _COMPLAINT_EVERY:
            self._complained_at = now
            _log.warning("a card could not be drawn: %s", type(error).__name__)


def card_painter() -> CardPainter:
    """The one of this process's application."""
    default = ROOT / "static" / DEFAULT_CARD
    return services().kept(CardPainter, lambda: CardPainter(default, tallies().count))


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
LATER = {"Retry-After": "2"}
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
            return Response("This picture is not drawn yet.", 503, LATER, mimetype="text/plain")
        card = _known().keep(share_token, Card.of(version, png))
    if version != card.version:
        abort(404)
    if request.headers.get("If-None-Match", "").strip('W/"') == version:
        return Response(status=304, headers=card.headers)
    return Response(card.png, mimetype="image/png", headers=card.headers)


def _require_open(share_token: str) -> None:
    """404 or 410 unless the link is open."""
    state = load_link_state(services().engine, share_token, still_today())
    if state is not LinkState.OPEN:
        _known().forget(share_token)
        abort(404 if state is None else 410)


def _known() -> Kept[str, Card]:
    """By a share link's token. What belongs to a link never changes."""
    return services().kept(Card, lambda: Kept(KEPT))
