"""Proposing a comparison, answering, seeing it, ending it. Each person goes by their own private link."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from quiz.measurement.as_others_see import Extent
from quiz.store.comparisons import (
    Comparison,
    ComparisonState,
    accept_comparison,
    end_comparison,
    load_comparison,
)
from quiz.store.database.engine import forget_traces, reading, writing_once
from quiz.web.guards.access import find_finished_or_404, find_shared_or_404
from quiz.web.guards.limits import limited
from quiz.web.guards.withdrawing import withdraws
from quiz.web.page.forms import refuse_repeated_fields
from quiz.web.page.pages import ErrorSummary, Problem
from quiz.web.page.words import still_today, today
from quiz.web.services import services
from quiz.web.sharing.comparison_forms import AcceptanceForm, ProposalError, ProposalForm, proposed
from quiz.web.sharing.comparison_pages import SHOWS, ProposalPage, WaitingPage, comparison_page, other_name
from quiz.web.sharing.forms import EXTENTS

blueprint = Blueprint("comparisons", __name__)

_OF_ONE = "/results/<token>/comparisons/<comparison_id>"


@blueprint.get("/shared/<share_token>/comparison")
def propose(share_token: str) -> ResponseReturnValue:
    link = find_shared_or_404(share_token).link
    form = ProposalForm(extent=link.extent.value)
    return _proposal_html(share_token, form)


@blueprint.post("/shared/<share_token>/comparison")
@limited("30 per hour", of="share_token")
def send_proposal(share_token: str) -> ResponseReturnValue:
    shared = find_shared_or_404(share_token)
    refuse_repeated_fields()
    form = ProposalForm()
    if not form.validate():
        return _proposal_html(share_token, form, _summary(form)), 422
    token = str(form.private_token)
    try:
        comparison = proposed(shared, form)
    except ProposalError as error:
        problems = (Problem(error.target, str(error)),)
        return _proposal_html(share_token, form, ErrorSummary("There is a problem", problems)), 422
    except IntegrityError:  # the result, or the share link, was deleted since we looked
        abort(410)
    return redirect(url_for("comparisons.show", token=token, comparison_id=comparison.id), 303)


@blueprint.get(_OF_ONE)
def show(token: str, comparison_id: str) -> ResponseReturnValue:
    comparison = _find_comparison_or_404(token, comparison_id)
    if comparison.state_on(still_today()) is ComparisonState.ACCEPTED:
        return render_template("comparisons/show.html", page=comparison_page(comparison, token))
    form = None
    if not comparison.is_proposer(token):
        form = AcceptanceForm(formdata=None, display_name=comparison.link.display_name)
    return _waiting_html(comparison, token, form)


@blueprint.post(f"{_OF_ONE}/acceptance")
def accept(token: str, comparison_id: str) -> ResponseReturnValue:
    comparison = _find_comparison_or_404(token, comparison_id)
    if comparison.is_proposer(token):
        abort(403)
    refuse_repeated_fields()
    form = AcceptanceForm()
    if not form.validate():
        return _waiting_html(comparison, token, form, _summary(form)), 422
    with writing_once(services().engine) as connection:
        accept_comparison(connection, comparison_id, token, form.display_name.data, today())
    return redirect(url_for("comparisons.show", token=token, comparison_id=comparison_id), 303)


@blueprint.post(f"{_OF_ONE}/withdrawal")
@withdraws
def withdraw(token: str, comparison_id: str) -> ResponseReturnValue:
    """Declined by the one, or withdrawn by either; what has ended stays ended."""
    with reading(services().engine) as connection:
        comparison = load_comparison(connection, comparison_id)
    if comparison is None or not comparison.is_party(token):
        abort(404)
    with writing_once(services().engine) as connection:
        end_comparison(connection, comparison_id, token, today())
    forget_traces(services().engine)
    return redirect(url_for("results.show", token=token, sent="ended"), 303)


def _find_comparison_or_404(token: str, comparison_id: str) -> Comparison:
    """For the two whom it is about; 410 for them when it has ended, 404 for everybody else."""
    find_finished_or_404(token)
    with reading(services().engine) as connection:
        comparison = load_comparison(connection, comparison_id)
    if comparison is None or not comparison.is_party(token):
        abort(404)
    if comparison.state_on(still_today()) is ComparisonState.ENDED:
        abort(410)
    return comparison


def _proposal_html(share_token: str, form: ProposalForm, summary: ErrorSummary | None = None) -> str:
    link = find_shared_or_404(share_token).link
    page = ProposalPage(
        title="Compare with your result",
        owner_name=link.display_name,
        extents=tuple(extent for extent in EXTENTS if link.extent.includes(Extent(extent[0]))),
        form=form,
        summary=summary,
        action_url=url_for("comparisons.send_proposal", share_token=share_token),
        shared_url=url_for("shared.show", share_token=share_token),
    )
    return render_template("comparisons/propose.html", page=page)


def _waiting_html(
    comparison: Comparison, token: str, form: AcceptanceForm | None, summary: ErrorSummary | None = None
) -> str:
    page = WaitingPage(
        title="A comparison is proposed" if form else "Waiting for an answer",
        other_name=other_name(comparison, token),
        shows=SHOWS[comparison.extent.value],
        is_mine_to_answer=form is not None,
        form=form,
        summary=summary,
        acceptance_url=url_for("comparisons.accept", token=token, comparison_id=comparison.id),
        withdrawal_url=url_for("comparisons.withdraw", token=token, comparison_id=comparison.id),
        result_url=url_for("results.show", token=token),
    )
    return render_template("comparisons/waiting.html", page=page)


def _summary(form: ProposalForm | AcceptanceForm) -> ErrorSummary:
    targets = {"extent": f"extent-{EXTENTS[0][0]}"}
    problems = (
        Problem(targets.get(name, name.replace("_", "-")), str(messages[0]))
        for name, messages in form.errors.items()
    )
    return ErrorSummary("There is a problem", tuple(problems))
