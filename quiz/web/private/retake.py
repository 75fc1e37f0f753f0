"""Taking the questionnaire again: a new private link, which continues the earlier result.

The context of the page that asks before a retake.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from quiz.store.database.engine import writing
from quiz.store.retakes import issue_retake
from quiz.web.front.tallies import Event, tallies
from quiz.web.guards.access import find_finished_or_404
from quiz.web.guards.limits import limited
from quiz.web.page.forms import chosen_edition
from quiz.web.page.pages import EditionCard
from quiz.web.page.words import today
from quiz.web.services import services


@dataclass(frozen=True)
class RetakePage:
    title: str
    editions: tuple[EditionCard, ...]
    same_edition: str
    action_url: str
    result_url: str
    is_private: bool = True


blueprint = Blueprint("retakes", __name__, url_prefix="/results/<token>/retake")


@blueprint.get("")
def confirm(token: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    page = RetakePage(
        title="Take it again",
        editions=tuple(
            EditionCard(edition.id, edition.name, len(edition.items), edition.minutes)
            for edition in services().instrument.editions.values()
        ),
        same_edition=finished.response_set.edition,
        action_url=url_for("retakes.start", token=token),
        result_url=url_for("results.show", token=token),
    )
    return render_template("retakes/confirm.html", page=page)


@blueprint.post("")
@limited("20 per hour")
def start(token: str) -> ResponseReturnValue:
    """Pressed twice, it begins two empty questionnaires; the one nobody goes on with shows up nowhere."""
    find_finished_or_404(token)
    instrument = services().instrument
    edition = chosen_edition(instrument)
    try:
        with writing(services().engine) as connection:
            retake = issue_retake(connection, token, instrument.sha256, edition, today())
    except IntegrityError:  # the earlier result was deleted since we looked
        abort(404)
    tallies().count(Event.STARTED)
    return redirect(url_for("questionnaire.show", token=retake), 303)
