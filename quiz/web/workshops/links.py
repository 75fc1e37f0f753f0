"""The secret link to copy or to photograph, and links for co-facilitators."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.store.database.engine import reading, writing, writing_once
from quiz.store.facilitators import (
    CoLink,
    co_token,
    issue_co_facilitator,
    load_co_links,
    revoke_co_facilitator,
)
from quiz.store.workshops import lock_workshop
from quiz.web.guards.workshops import Permit, find_first_permit_or_404, find_permit_or_404
from quiz.web.page.forms import withdraws
from quiz.web.page.qr import is_this_machine, qr_svg
from quiz.web.page.words import past_day, today
from quiz.web.services import services


@dataclass(frozen=True)
class CoLinkRow:
    co_id: str
    url: str
    revoked_on: str
    is_new: bool


@dataclass(frozen=True)
class LinksPage:
    title: str
    workshop_title: str
    is_new: bool
    secret_link: str
    qr_svg: str
    is_reachable: bool
    co_links: tuple[CoLinkRow, ...]
    is_co: bool
    is_full: bool
    workshop_id: str
    is_private: bool = True


blueprint = Blueprint("workshop_links", __name__, url_prefix="/workshops/<workshop_id>")

MOST_CO_LINKS = 10


@blueprint.get("/links")
def show(workshop_id: str) -> ResponseReturnValue:
    permit = find_permit_or_404(workshop_id)
    with reading(services().engine) as connection:
        co_links = () if permit.is_co else load_co_links(connection, workshop_id)
    secret = _address(permit.token)
    page = LinksPage(
        title="Your secret link",
        workshop_title=permit.workshop.title,
        is_new="new" in request.args,
        secret_link=secret,
        qr_svg=qr_svg(secret),
        is_reachable=not is_this_machine(secret),
        co_links=tuple(_row(link, permit) for link in co_links),
        is_co=permit.is_co,
        is_full=len(co_links) >= MOST_CO_LINKS,
        workshop_id=workshop_id,
    )
    return render_template("workshops/links.html", page=page)


@blueprint.post("/co-facilitators")
def invite(workshop_id: str) -> ResponseReturnValue:
    permit = find_first_permit_or_404(workshop_id)
    with writing(services().engine) as connection:
        lock_workshop(connection, workshop_id)  # two presses at once shall not make one too many
        if len(load_co_links(connection, workshop_id)) >= MOST_CO_LINKS:
            abort(422)
        co_id = issue_co_facilitator(connection, permit.token, workshop_id)
    return redirect(url_for("workshop_links.show", workshop_id=workshop_id, made=co_id, _anchor="co"), 303)


@blueprint.post("/co-facilitators/<co_id>/revocation")
@withdraws
def revoke(workshop_id: str, co_id: str) -> ResponseReturnValue:
    find_first_permit_or_404(workshop_id)
    with writing_once(services().engine) as connection:
        if not revoke_co_facilitator(connection, workshop_id, co_id, today()):
            abort(404)
    return redirect(url_for("workshop_links.show", workshop_id=workshop_id, _anchor="co"), 303)


def _address(token: str) -> str:
    return services().settings.origin + url_for("workshops.enter", token=token)


def _row(link: CoLink, permit: Permit) -> CoLinkRow:
    return CoLinkRow(
        co_id=link.co_id,
        url="" if link.revoked_on else _address(co_token(permit.token, link.co_id)),
        revoked_on=past_day(link.revoked_on) if link.revoked_on else "",
        is_new=request.args.get("made") == link.co_id,
    )
