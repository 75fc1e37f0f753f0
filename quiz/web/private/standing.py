"""Whether somebody's headline counts for others: off until they say so, and theirs to take back."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from quiz.store.comparison_groups import count_headline, load_group_seen, take_headline_back
from quiz.store.database.engine import forget_traces, writing
from quiz.web.guards.access import Finished, find_finished_or_404
from quiz.web.guards.limits import limited
from quiz.web.guards.withdrawing import withdraws
from quiz.web.private.standing_section import why_not
from quiz.web.results.page import Result, profile_shown
from quiz.web.services import services

blueprint = Blueprint("standing", __name__, url_prefix="/results/<token>/standing")


@blueprint.post("")
@limited("60 per hour")
@withdraws
def choose(token: str) -> ResponseReturnValue:
    """The tick as it was sent: set, the headline counts; empty, it does not."""
    finished = find_finished_or_404(token)
    wants_to_count = request.form.get("counts") == "yes"
    if wants_to_count:
        _count(token, finished)
    else:
        _take_back(token)
    sent = "counted" if wants_to_count else "not_counted"
    return redirect(url_for("results.show", token=token, sent=sent), 303)


def _count(token: str, finished: Finished) -> None:
    profile = profile_shown(Result.of(finished.response_set, finished.instrument))
    try:
        with writing(services().engine) as connection:
            seen = load_group_seen(connection, token)
            if profile.headline is None or why_not(profile, seen, is_rushed=finished.quality.is_rushed):
                abort(400)  # the page offers it to nobody whose headline may not count
            count_headline(connection, token, finished.response_set, round(profile.headline.score))
    except IntegrityError:  # deleted since we looked
        abort(404)


def _take_back(token: str) -> None:
    with writing(services().engine) as connection:
        is_gone = take_headline_back(connection, token)
    if is_gone:
        forget_traces(services().engine)
