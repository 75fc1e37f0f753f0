"""Sharpening: going on from a finished edition to the next, and the offer to do so on the private page.

The result stays as it is until all of the next portion is sent (docs/adr/0040).
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import Connection

from quiz.instrument.nesting import Portion, next_portion
from quiz.measurement.precision import expected_narrowing
from quiz.store.database.engine import reading
from quiz.store.participants import load_participation
from quiz.store.response_sets import sharpen_response_set
from quiz.web.guards import csrf
from quiz.web.guards.access import Finished, find_finished_or_404
from quiz.web.guards.limits import limited
from quiz.web.page.forms import chosen_edition
from quiz.web.page.slots import slot, slotted_page
from quiz.web.page.words import share_in_words
from quiz.web.services import services
from quiz.workshop.stages import Stage

blueprint = Blueprint("sharpening", __name__, url_prefix="/results/<token>/sharpening")


@dataclass(frozen=True)
class SharpeningOffer:
    """Next portion for this result's owner; `answered` of it so far, None before they went on."""

    portion: Portion
    answered: int | None


@blueprint.post("")
@limited("60 per hour")
def start(token: str) -> ResponseReturnValue:
    """Pressed twice, it goes on once; pressed on an old page, it shows the result as it is by now."""
    finished = find_finished_or_404(token)
    wanted = chosen_edition(finished.instrument)
    with reading(services().engine) as connection:
        offer = sharpening_offer(connection, token, finished)
    if offer is None or offer.portion.edition.id != wanted:
        return redirect(url_for("results.show", token=token), 303)
    sharpen_response_set(services().group_commit, token, finished.response_set, wanted)
    return redirect(url_for("questionnaire.show", token=token), 303)


def sharpening_offer(connection: Connection, token: str, finished: Finished) -> SharpeningOffer | None:
    """None when nothing is left to be asked, or while the round that the result is a part of goes on."""
    portion = next_portion(finished.instrument, finished.response_set.edition)
    if portion is None or (finished.workshop_id and _is_in_running_round(connection, token)):
        return None
    return SharpeningOffer(portion, len(finished.further_responses) if finished.goes_on_to else None)


def _is_in_running_round(connection: Connection, token: str) -> bool:
    place = load_participation(connection, token)
    if place is None:
        return False
    return place.round == place.workshop.round and place.workshop.stage is not Stage.CLOSED


def sharpening_html(offer: SharpeningOffer, token: str) -> Markup:
    """The offer's part of the private page; what is one person's are slots."""
    portion, is_begun = offer.portion, offer.answered is not None
    key = ("sharpening", portion.instrument.sha256, portion.edition.id, portion.after_id, is_begun)
    page = slotted_page(key, lambda: _render(offer))
    if is_begun:
        return page.fill({"url": url_for("questionnaire.show", token=token), "answered": str(offer.answered)})
    return page.fill({"url": url_for("sharpening.start", token=token), "csrf_token": csrf.token()})


def _render(offer: SharpeningOffer) -> str:
    narrower = expected_narrowing(offer.portion.asked_before, len(offer.portion.edition.items))
    words = share_in_words(narrower)
    return "\n" + render_template("results/_sharpen.html", page=offer, narrower=words, slot=slot)
