"""From a valid form to a proposal, or to the sentence that says why it cannot be made.

What people type to propose a comparison, and to accept one.
"""

from __future__ import annotations

from flask_wtf import FlaskForm
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
    propose_comparison,
)
from quiz.store.database.engine import reading, writing
from quiz.store.response_sets import load_response_set
from quiz.web.guards.access import Finished, Shared, finished_or_404
from quiz.web.page.display_names import DisplayNameError, display_name
from quiz.web.page.pasted import private_tokens, what_it_is_instead
from quiz.web.page.words import still_today, today
from quiz.web.services import services


class _NamedForm(FlaskForm):
    """A name is asked for and needed: people agree to a comparison with somebody."""

    class Meta:
        csrf = False  # whether the request is ours was decided before (see `csrf`)

    display_name = StringField()

    def validate_display_name(self, field: StringField) -> None:
        try:
            field.data = display_name(field.data or "")
        except DisplayNameError as error:
            raise ValidationError(str(error)) from error
        if not field.data:
            raise ValidationError("Write the name by which the other one shall know you.")


class ProposalForm(_NamedForm):
    """Whose result is compared, by which name, and how much of it."""

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


class AcceptanceForm(_NamedForm):
    """By which name the owner of the share link will be shown."""


class ProposalError(Exception):
    """Why there can be no proposal; `target` is the control it is about."""

    def __init__(self, message: str, target: str = "private-link") -> None:
        super().__init__(message)
        self.target = target


def proposed(shared: Shared, form: ProposalForm) -> Comparison:
    """The proposal, or the one that was made before. Raises ProposalError."""
    token = str(form.private_token)
    if not comparable_instruments(_own_result(token).instrument, shared.finished.instrument):
        raise ProposalError("These two results come from different questionnaires and cannot be compared.")
    proposal = Proposal(form.display_name.data, Extent(form.extent.data))
    try:
        with writing(services().engine) as connection:
            comparison = propose_comparison(connection, shared.link, token, proposal, today())
    except OwnResultError:
        raise ProposalError(
            "This is the private link of the very result you are looking at. A comparison needs two people."
        ) from None
    except TooManyProposalsError:
        raise ProposalError(
            "Many proposals wait at this share link already. Ask its owner to answer some first, or for a "
            "link of your own."
        ) from None
    if comparison.state_on(still_today()) is ComparisonState.ENDED:
        raise ProposalError(
            "You proposed this before, and it was ended. If you both want to compare after all, ask for a "
            "new share link."
        )
    return comparison


def _own_result(token: str) -> Finished:
    with reading(services().engine) as connection:
        saved = load_response_set(connection, token)
    if saved is None:
        raise ProposalError(
            "There is no result under this link on this server. Check that all of it is there."
        )
    if saved.completed_on is None:
        raise ProposalError("These answers are not finished yet. Finish the quiz first, then come back here.")
    return finished_or_404(saved)
