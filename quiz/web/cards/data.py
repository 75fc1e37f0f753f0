"""Which card belongs to a result, and its address."""

from __future__ import annotations

import base64
import hashlib

from flask import url_for

from quiz.charts.card import social_card_svg
from quiz.measurement.as_others_see import Extent
from quiz.web.access import Finished
from quiz.web.cards.easel import easel
from quiz.web.results.page import Result, profile_shown


def card_svg(finished: Finished, extent: Extent) -> str:
    result = Result.of(finished.response_set, finished.instrument)
    return social_card_svg(profile_shown(result, for_others=True), extent, finished.instrument)


def card_version(svg: str) -> str:
    """Changes with the card: previews keep what they fetched under an address for long."""
    return hashlib.sha256(svg.encode()).hexdigest()[:12]


def card_path(finished: Finished, extent: Extent, share_token: str) -> str:
    version = card_version(card_svg(finished, extent))
    return url_for("cards.show", share_token=share_token, version=version)


def card_data(finished: Finished, extent: Extent) -> str:
    """The card as an address that holds it whole, for the preview of a link that is not there yet."""
    png = easel().drawn(card_svg(finished, extent)) or easel().default
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
