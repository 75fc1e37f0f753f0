"""How this was scored: the key, the formulas and the limits of an instrument, for anybody."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quiz.instrument.instrument import Instrument
from quiz.web.front.headers import public
from quiz.web.page.slots import filled, slotted_page
from quiz.web.services import services
from quiz.web.site.scoring_page import scoring_page

blueprint = Blueprint("scoring", __name__, url_prefix="/scoring")


@blueprint.get("")
@public
def show() -> ResponseReturnValue:
    """Of the questionnaire that is asked now."""
    return _page_of(services().instrument)


@blueprint.get("/<sha256>")
@public
def show_version(sha256: str) -> ResponseReturnValue:
    """Of the very questionnaire that a result was taken with."""
    instrument = services().find_instrument(sha256)
    if instrument is None:
        abort(404)
    return _page_of(instrument)


def _page_of(instrument: Instrument) -> ResponseReturnValue:
    page = slotted_page(("scoring", instrument.sha256), lambda: _render(instrument))
    return filled(page, {})


def _render(instrument: Instrument) -> str:
    is_current = instrument.sha256 == services().instrument.sha256
    return render_template("scoring/show.html", page=scoring_page(instrument, is_current=is_current))
