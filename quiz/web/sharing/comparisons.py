"""Comparisons: proposing one, answering, seeing it, ending it. Each person goes by their own private link."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from wtforms import StringField
from wtforms.validators import AnyOf, ValidationError

from quiz.measurement.as_others_see import Extent
from quiz.measurement.comparison import comparable_instruments
from quiz.store.comparisons import (
    Comparison,
    ComparisonState,
    OwnResultError,
    Proposal,
    TooManyProposalsError,
    accept_comparison,
    end_comparison,
    load_comparison,
    propose_comparison,
)
from quiz.store.database.engine import forget_traces, reading, writing, writing_once
from quiz.store.response_sets import load_response_set
from quiz.web.guards.access import (
    Finished,
    Shared,
    find_finished_or_404,
    find_shared_or_404,
    finished_or_404,
)
from quiz.web.guards.limits import limited
from quiz.web.page.forms import form_summary, refuse_repeated_fields, withdraws
from quiz.web.page.pages import ErrorSummary
from quiz.web.page.pasted import private_tokens, what_it_is_instead
from quiz.web.page.words import still_today, today
from quiz.web.services import services
from quiz.web.sharing.comparison_pages import comparison_page, other_name
from quiz.web.sharing.link_pages import EXTENTS, SHOWS, NamedForm

blueprint = Blueprint("comparisons", __name__)

_OF_ONE = "/results/<token>/comparisons/<comparison_id>"
_FIRST = {"extent": f"extent-{EXTENTS[0][0]}"}
# The first of several radio buttons, where an error leads.


class _NameNeeded(NamedForm):
    """A name is asked for and needed: people agree to a comparison with somebody."""

    def validate_display_name(self, field: StringField) -> None:
        super().validate_display_name(field)
        if not field.data:
            raise ValidationError("Write the name by which the other one shall know you.")


class ProposalForm(_NameNeeded):
    """Fields of a proposal: whose result, by which name, and how much of it."""

    private_link = StringField()
    extent = StringField(validators=[AnyOf([each.value for each in Extent], "Choose how much they may see.")])

    def validate_private_link(self, _field: StringField) -> None:
        found = self._tokens()
        if len(found) > 1:
            raise ValidationError("There is more than one private link in this. Leave only your own.")
        if not found:
            raise ValidationError(
                what_it_is_instead(self.private_link.data or "")
                or "This is not a private link. Copy the address of your own result: it ends in 32 letters, "
                "digits, hyphens or underscores."
            )

    @property
    def private_token(self) -> str | None:
        """The token of the link that was typed or pasted, in whatever way; None when it is not clear."""
        found = self._tokens()
        return next(iter(found)) if len(found) == 1 else None

    def _tokens(self) -> frozenset[str]:
        return private_tokens(self.private_link.data or "")


class AcceptanceForm(_NameNeeded):
    """By which name the owner of the share link will be shown."""


@dataclass(frozen=True)
class ProposalPage:
    """`owner_name` is empty when the share link has none on it."""

    title: str
    owner_name: str
    extents: tuple[tuple[str, str, str], ...]
    form: ProposalForm
    summary: ErrorSummary | None
    is_private: bool = True


@dataclass(frozen=True)
class WaitingPage:
    """Proposed and not answered, as either sees it; `form` is there for the one who may accept."""

    title: str
    other_name: str
    shows: str
    is_mine_to_answer: bool
    form: AcceptanceForm | None
    summary: ErrorSummary | None
    is_private: bool = True


class _ProposalError(Exception):
    """Reason why there can be no proposal; `target` is the control it is about."""

    def __init__(self, message: str, target: str = "private-link") -> None:
        super().__init__(message)
        self.target = target


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
        return _proposal_html(share_token, form, form_summary(form, _FIRST)), 422
    token = str(form.private_token)
    try:
        comparison = _proposed(shared, form)
    except _ProposalError as error:
        summary = ErrorSummary.of_one(error.target, str(error))
        return _proposal_html(share_token, form, summary), 422
    except IntegrityError:  # the result, or the share link, was deleted since we looked
        abort(410)
    return redirect(url_for("comparisons.show", token=token, comparison_id=comparison.id), 303)


@blueprint.get(_OF_ONE)
def show(token: str, comparison_id: str) -> ResponseReturnValue:
    comparison = _find_comparison_or_404(token, comparison_id)
    if comparison.state_on(still_today()) is ComparisonState.ACCEPTED:
        page = comparison_page(comparison, token)
        return render_template("comparisons/show.html", page=page, token=token, comparison_id=comparison_id)
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
        return _waiting_html(comparison, token, form, form_summary(form, _FIRST)), 422
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


def _proposed(shared: Shared, form: ProposalForm) -> Comparison:
    """The proposal, or the one that was made before. Raises _ProposalError."""
    token = str(form.private_token)
    if not comparable_instruments(_own_result(token).instrument, shared.finished.instrument):
        raise _ProposalError("These two results come from different questionnaires and cannot be compared.")
    proposal = Proposal(form.display_name.data, Extent(form.extent.data))
    try:
        with writing(services().engine) as connection:
            comparison = propose_comparison(connection, shared.link, token, proposal, today())
    except OwnResultError:
        raise _ProposalError(
            "This is the private link of the very result you are looking at. A comparison needs two people."
        ) from None
    except TooManyProposalsError:
        raise _ProposalError(
            "Many proposals wait at this share link already. Ask its owner to answer some first, or for a "
            "link of your own."
        ) from None
    if comparison.state_on(still_today()) is ComparisonState.ENDED:
        raise _ProposalError(
            "You proposed this before, and it was ended. If you both want to compare after all, ask for a "
            "new share link."
        )
    return comparison


def _own_result(token: str) -> Finished:
    with reading(services().engine) as connection:
        saved = load_response_set(connection, token)
    if saved is None:
        raise _ProposalError(
            "There is no result under this link on this server. Check that all of it is there."
        )
    if saved.completed_on is None:
        raise _ProposalError(
            "These answers are not finished yet. Finish the quiz first, then come back here."
        )
    return finished_or_404(saved)


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
    )
    return render_template("comparisons/propose.html", page=page, share_token=share_token)


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
    )
    return render_template("comparisons/waiting.html", page=page, token=token, comparison_id=comparison.id)
