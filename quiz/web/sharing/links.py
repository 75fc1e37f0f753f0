"""Making share links and taking them back. Nothing is public before the owner says so."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from quiz.measurement.as_others_see import Extent
from quiz.store.database.engine import forget_traces, reading, writing, writing_once
from quiz.store.share_links import (
    issue_share_link,
    load_share_links,
    new_link_id,
    revoke_share_link,
    share_token,
)
from quiz.web.guards.access import Finished, find_finished_or_404
from quiz.web.guards.limits import limited
from quiz.web.page.forms import form_summary, refuse_repeated_fields, withdraws
from quiz.web.page.pages import ErrorSummary, Problem
from quiz.web.page.words import still_today, today, until
from quiz.web.services import services
from quiz.web.sharing.cards import card_data
from quiz.web.sharing.link_pages import (
    EXPIRIES,
    EXTENTS,
    LINK_ID,
    PreviewPage,
    ShareForm,
    ShareLinksPage,
    share_link_row,
)
from quiz.web.sharing.shared_page import headline, shared_page

blueprint = Blueprint("share_links", __name__, url_prefix="/results/<token>/share-links")

MOST_LINKS = 50
"""Of one result, those taken back included: nobody needs more, and each is a row."""

_MADE_ALREADY = ErrorSummary(
    "That page had made its link already",
    (
        Problem(
            "make",
            "The link it made is in the list below and stays as it is. To make another with these choices, "
            "preview it again.",
        ),
    ),
)

_SHARPER_SINCE = ErrorSummary(
    "Your result has changed since that preview",
    (Problem("make", "You answered more questions since. Preview it again to see what others will see."),),
)

_FIRST = {"extent": f"extent-{Extent.HEADLINE.value}", "expiry": f"expiry-{EXPIRIES[0][0]}"}
# The first of several radio buttons, where an error leads.


@blueprint.get("")
def show(token: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    return _list_html(token, finished, ShareForm(token))


@blueprint.post("/preview")
@limited("120 per hour")
def preview(token: str) -> ResponseReturnValue:
    """Changes nothing: shows what others would see."""
    finished = find_finished_or_404(token)
    form = _posted_form(token)
    if "change" in request.form:
        return _list_html(token, finished, form)
    if not form.validate():
        return _list_html(token, finished, form, form_summary(form, _FIRST)), 422
    wish = form.wish(today())
    share = share_token(token, wish.link_id)
    shared = shared_page(finished, wish.extent, wish.display_name, share, is_findable=wish.is_findable)
    page = PreviewPage(
        title="Preview",
        shared=shared,
        card_src=card_data(finished, wish.extent),
        edition=finished.response_set.edition,
        form=form,
        ends=until(wish.expires_on),
    )
    return render_template("share_links/preview.html", page=page, token=token)


@blueprint.post("")
@limited("30 per hour")
def create(token: str) -> ResponseReturnValue:
    finished = find_finished_or_404(token)
    form = _posted_form(token)
    if not form.validate():
        return _list_html(token, finished, form, form_summary(form, _FIRST)), 422
    if form.edition.data and form.edition.data != finished.response_set.edition:
        return _list_html(token, finished, form, _SHARPER_SINCE), 409
    wish = form.wish(today())
    with reading(services().engine) as connection:
        links = {link.link_id: link for link in load_share_links(connection, token)}
    made = links.get(wish.link_id)
    if made and not made.is_as_wished(wish):
        form.link_id.data = new_link_id(token)
        return _list_html(token, finished, form, _MADE_ALREADY), 409
    if made is None and len(links) >= MOST_LINKS:
        return _list_html(token, finished, form), 422
    try:
        with writing_once(services().engine) as connection:
            issue_share_link(connection, token, wish, today())
    except IntegrityError:  # the result was deleted since we looked
        abort(404)
    return redirect(url_for("share_links.show", token=token, new=form.link_id.data, _anchor="links"), 303)


@blueprint.post("/<link_id>/revocation")
@withdraws
def revoke(token: str, link_id: str) -> ResponseReturnValue:
    find_finished_or_404(token)
    if not LINK_ID.match(link_id):
        abort(404)
    with writing(services().engine) as connection:
        revoke_share_link(connection, token, link_id, today())
    forget_traces(services().engine)
    with reading(services().engine) as connection:
        if link_id not in {link.link_id for link in load_share_links(connection, token)}:
            abort(404)
    return redirect(url_for("share_links.show", token=token, _anchor="links"), 303)


def _posted_form(token: str) -> ShareForm:
    refuse_repeated_fields()
    form = ShareForm(token)
    if not LINK_ID.match(form.link_id.data or ""):
        abort(400)
    return form


def _list_html(token: str, finished: Finished, form: ShareForm, summary: ErrorSummary | None = None) -> str:
    with reading(services().engine) as connection:
        links = load_share_links(connection, token)
    new_id = request.args.get("new", "")
    rows = tuple(share_link_row(link, token, finished, still_today(), new_id) for link in links)
    page = ShareLinksPage(
        title="Share links",
        links=tuple(sorted(rows, key=lambda row: not row.is_new)),
        extents=EXTENTS,
        expiries=EXPIRIES,
        form=form,
        headline=headline(finished),
        has_new=any(row.is_new for row in rows),
        is_quick=not form.is_submitted() and len(rows) < MOST_LINKS,
        edition=finished.response_set.edition,
        is_full=len(rows) >= MOST_LINKS,
        most_links=MOST_LINKS,
        summary=summary,
    )
    return render_template("share_links/show.html", page=page, token=token)
