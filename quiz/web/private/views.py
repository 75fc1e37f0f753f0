"""A result, for whoever holds its private link: see it, take it away, delete it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from quiz.measurement.result_file import result_csv, result_document
from quiz.store.comparison_groups import load_group_seen
from quiz.store.comparisons import Comparison, load_comparisons
from quiz.store.consents import load_research_consent
from quiz.store.database.engine import forget_traces, reading, writing
from quiz.store.participants import withdraw
from quiz.store.response_sets import delete_response_set, load_started_on
from quiz.store.retakes import load_earlier, load_retaken_on
from quiz.store.share_links import ShareLink, load_share_links
from quiz.web.guards.access import Finished, find_finished_or_404, find_response_set_or_404
from quiz.web.page.forms import withdraws
from quiz.web.page.qr import phone_page
from quiz.web.page.words import today
from quiz.web.private.page import load_beside, private_html
from quiz.web.results.page import Result, result_page
from quiz.web.services import services

blueprint = Blueprint("results", __name__, url_prefix="/results")

NOTICES = {
    "kept": "You had sent these answers already. They were counted once.",
    "first": "You had already submitted. The first answers stay; those you sent just now were not counted.",
    "sharpened": (
        "This is your result from all of your answers now. Share links, comparisons and workshops show what "
        "they showed before."
    ),
    "ended": "The comparison has ended, for both of you.",
    "counted": "Your overall score counts from now on. Thank you.",
    "not_counted": "Your overall score does not count for others.",
    "withdrawn": "You have left the workshop. This result is yours alone now.",
    "too_late": (
        "The workshop’s round had ended when you sent this. It is not in the team’s picture, but it is yours."
    ),
}


@blueprint.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    result = Result.of(finished.response_set, finished.instrument)
    notice = NOTICES.get(request.args.get("sent", ""))
    with reading(services().engine) as connection:
        beside = load_beside(connection, token, finished, result, notice)
    return private_html(result_page(result, finished.completed_on), beside, token)


@blueprint.get("/<token>/phone")
def phone(token: str) -> ResponseReturnValue:
    """The private link as a QR code."""
    find_finished_or_404(token)
    return render_template("results/phone.html", page=phone_page(token), token=token)


@blueprint.get("/<token>/data.json")
def download_json(token: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    with reading(services().engine) as connection:
        stored = stored_about_owner(connection, token)
    document = result_document(
        finished.response_set, finished.completed_on, finished.instrument, finished.median_seconds
    )
    document |= {"sharpening": _sharpening(finished), **stored}
    return _download(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "application/json", "json")


@blueprint.get("/<token>/data.csv")
def download_csv(token: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    table = result_csv(
        finished.response_set, finished.completed_on, finished.instrument, finished.median_seconds
    )
    return _download(table, "text/csv", "csv")


@dataclass(frozen=True)
class DeletionPage:
    title: str
    is_result: bool
    is_private: bool = True


@blueprint.get("/<token>/deletion")
def confirm_deletion(token: str) -> ResponseReturnValue:
    saved = find_response_set_or_404(token)
    page = DeletionPage(title="Delete", is_result=saved.completed_on is not None)
    return render_template("results/deletion.html", page=page, token=token)


@blueprint.post("/<token>/deletion")
@withdraws
def delete(token: str) -> ResponseReturnValue:
    find_response_set_or_404(token)
    with writing(services().engine) as connection:
        withdraw(connection, token)
        delete_response_set(connection, token)
    forget_traces(services().engine)
    return redirect(url_for("about.landing", notice="deleted"), 303)


LOOK_BACK_AFTER = timedelta(weeks=4)


@blueprint.get("/<token>/look-back.ics")
def look_back(token: str) -> ResponseReturnValue:
    """A day in four weeks for a calendar (RFC 5545); it says whose result it is about to nobody."""
    find_finished_or_404(token)
    day = today() + LOOK_BACK_AFTER
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Limelight//Limelight//EN", "BEGIN:VEVENT"),
        *(f"UID:{uuid4()}", f"DTSTAMP:{today():%Y%m%d}T000000Z", f"DTSTART;VALUE=DATE:{day:%Y%m%d}"),
        "SUMMARY:Look back: what became of the one thing I wanted to try?",
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    return _download("\r\n".join(lines), "text/calendar", "ics", "look-back")


def _download(text: str, mimetype: str, ending: str, name: str = "result") -> Response:
    response = Response(text, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="limelight-{name}.{ending}"'
    return response


def stored_about_owner(connection: Connection, token: str) -> dict[str, Any]:
    """As docs/result-format.md has it; no token and no hash of one is in it."""
    return {
        "share_links": [_share_link(link) for link in load_share_links(connection, token)],
        "comparisons": [_comparison(each, token) for each in load_comparisons(connection, token)],
        "earlier_results": [
            {"completed_on": _day(earlier.completed_on)} for earlier in load_earlier(connection, token)
        ],
        "retaken_on": [_day(day) for day in load_retaken_on(connection, token)],
        "counts_for_others": load_group_seen(connection, token).is_counted,
        "started_on": _day(load_started_on(connection, token)),
        "research_consent_on": _day(load_research_consent(connection, token)),
    }


def _sharpening(finished: Finished) -> dict[str, Any] | None:
    """Longer edition gone on to, and what was answered of it so far; None while nobody goes on."""
    if finished.goes_on_to is None:
        return None
    given = finished.further_responses.items()
    return {
        "edition": finished.goes_on_to,
        "responses": [{"item": item, "option": option} for item, option in given],
    }


def _share_link(link: ShareLink) -> dict[str, Any]:
    return {
        "last_four": link.last_four,
        "extent": link.extent.value,
        "edition": link.edition,
        "display_name": link.display_name or None,
        "is_findable": link.is_findable,
        "created_on": _day(link.created_on),
        "expires_on": _day(link.expires_on),
        "revoked_on": _day(link.revoked_on),
    }


def _comparison(comparison: Comparison, token: str) -> dict[str, Any]:
    return {
        "role": "proposer" if comparison.is_proposer(token) else "owner",
        "proposer_name": comparison.proposer_name,
        "owner_name": comparison.owner_name or None,
        "extent": comparison.extent.value,
        "proposed_on": _day(comparison.proposed_on),
        "accepted_on": _day(comparison.accepted_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
