"""Consent to research: off until the owner ticks it, and taken back in the same place.

The context of the page on which an owner consents to research.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from quiz.store.consents import load_research_consent, revoke_research_consent, save_research_consent
from quiz.store.database.engine import reading, writing_once
from quiz.store.response_sets import SavedResponseSet
from quiz.web.guards.access import find_response_set_or_404
from quiz.web.page.forms import withdraws
from quiz.web.page.words import past_day, today
from quiz.web.services import services


@dataclass(frozen=True)
class ResearchPage:
    """`given_on` is the day of the consent, or None; in a workshop there is nothing to consent to."""

    title: str
    given_on: str | None
    is_in_workshop: bool
    notice: str | None
    is_private: bool = True


blueprint = Blueprint("research", __name__, url_prefix="/results/<token>/research")

NOTICES = {
    "given": "Thank you. Your answers may be used for research from now on.",
    "revoked": "Taken back. No export from now on has your answers.",
}


@blueprint.get("")
def show(token: str) -> ResponseReturnValue:
    saved = _find_result_or_404(token)
    with reading(services().engine) as connection:
        given_on = load_research_consent(connection, token)
    page = ResearchPage(
        title="For research",
        given_on=past_day(given_on) if given_on else None,
        is_in_workshop=_is_in_workshop(saved),
        notice=NOTICES.get(request.args.get("sent", "")),
    )
    return render_template("research/show.html", page=page, token=token)


@blueprint.post("")
@withdraws
def save(token: str) -> ResponseReturnValue:
    """The tick as it was sent; without it, no consent is left."""
    saved = _find_result_or_404(token)
    is_consent = request.form.get("consent") == "y"
    if is_consent and _is_in_workshop(saved):  # no page of ours offers it; the page says why
        return redirect(url_for("research.show", token=token), 303)
    try:
        with writing_once(services().engine) as connection:
            if is_consent:
                save_research_consent(connection, token, today())
            else:
                revoke_research_consent(connection, token)
    except IntegrityError:  # the result was deleted since we looked
        abort(404)
    sent = "given" if is_consent else "revoked"
    return redirect(url_for("research.show", token=token, sent=sent), 303)


def _find_result_or_404(token: str) -> SavedResponseSet:
    saved = find_response_set_or_404(token)
    if saved.completed_on is None:
        abort(404)
    return saved


def _is_in_workshop(saved: SavedResponseSet) -> bool:
    return saved.workshop_id is not None
