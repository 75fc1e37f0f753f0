"""A workshop from its making to its deletion, for whoever holds a facilitator's link."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerHour
from sqlalchemy.exc import IntegrityError

from quiz.instrument.instrument import Edition
from quiz.store.database.engine import forget_traces, writing
from quiz.store.facilitators import issue_facilitator
from quiz.store.workshops import (
    Workshop,
    delete_workshop,
    issue_workshop,
)
from quiz.web.guards.limits import JOIN_CODES, count_from_here
from quiz.web.guards.secret_cookie import Role, keep_secret
from quiz.web.guards.workshops import find_first_permit_or_404, find_permit_by_link_or_404
from quiz.web.page.forms import form_summary, refuse_repeated_fields, withdraws
from quiz.web.page.pages import ErrorSummary
from quiz.web.page.words import today
from quiz.web.services import services
from quiz.web.workshops.forms import KEEPING, TITLE_LETTERS, WorkshopForm
from quiz.web.workshops.live import watch


@dataclass(frozen=True)
class CreationPage:
    title: str
    editions: tuple[Edition, ...]
    keeping: tuple[tuple[str, str], ...]
    form: WorkshopForm
    summary: ErrorSummary | None
    title_letters: int
    is_private: bool = False


@dataclass(frozen=True)
class WorkshopDeletionPage:
    title: str
    workshop_title: str
    workshop_id: str
    is_private: bool = True


blueprint = Blueprint("workshops", __name__)

TRIES = 5
"""Of making a workshop whose join code is taken: once in millions."""


@blueprint.get("/workshops")
def new() -> ResponseReturnValue:
    return _creation_html(WorkshopForm(services().instrument))


@blueprint.post("/workshops")
def create() -> ResponseReturnValue:
    refuse_repeated_fields()
    form = WorkshopForm(services().instrument)
    if not form.validate():
        return _creation_html(form, _summary(form)), 422
    count_from_here("workshops", services().settings.workshops_per_hour, RateLimitItemPerHour)
    workshop, token = _create(form)
    JOIN_CODES.note_right(workshop.join_code)
    way = url_for("workshop_links.show", workshop_id=workshop.id, new="yes")
    return keep_secret(redirect(way, 303), Role.FACILITATOR, workshop.id, token)


@blueprint.get("/facilitators/<token>")
def enter(token: str) -> ResponseReturnValue:
    """The secret link: exchanged for a cookie and an address without a secret."""
    permit = find_permit_by_link_or_404(token)
    way = url_for("console.show", workshop_id=permit.workshop.id)
    return keep_secret(redirect(way, 303), Role.FACILITATOR, permit.workshop.id, token)


@blueprint.get("/workshops/<workshop_id>/deletion")
def confirm_deletion(workshop_id: str) -> ResponseReturnValue:
    permit = find_first_permit_or_404(workshop_id)
    page = WorkshopDeletionPage(
        title="Delete the workshop",
        workshop_title=permit.workshop.title,
        workshop_id=workshop_id,
    )
    return render_template("workshops/deletion.html", page=page)


@blueprint.post("/workshops/<workshop_id>/deletion")
@withdraws
def delete(workshop_id: str) -> ResponseReturnValue:
    find_first_permit_or_404(workshop_id)
    with writing(services().engine) as connection:
        delete_workshop(connection, workshop_id)
    forget_traces(services().engine)
    watch().forget(workshop_id)
    return redirect(url_for("about.landing", notice="deleted"), 303)


def _create(form: WorkshopForm, tries: int = TRIES) -> tuple[Workshop, str]:
    try:
        with writing(services().engine) as connection:
            workshop = issue_workshop(connection, form.plan(), today())
            return workshop, issue_facilitator(connection, workshop.id)
    except IntegrityError:
        if tries == 1:
            raise
        return _create(form, tries - 1)


def _creation_html(form: WorkshopForm, summary: ErrorSummary | None = None) -> str:
    page = CreationPage(
        title="A workshop with your team",
        editions=tuple(services().instrument.editions.values()),
        keeping=KEEPING,
        form=form,
        summary=summary,
        title_letters=TITLE_LETTERS,
    )
    return render_template("workshops/new.html", page=page)


def _summary(form: WorkshopForm) -> ErrorSummary:
    first_edition = next(iter(services().instrument.editions))
    targets = {"edition": f"edition-{first_edition}", "keep_days": f"keep-{KEEPING[0][0]}"}
    return form_summary(form, targets)
