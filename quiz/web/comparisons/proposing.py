"""From a valid form to a proposal, or to the sentence that says why it cannot be made."""

from __future__ import annotations

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
from quiz.web.access import Finished, Shared, finished_or_404
from quiz.web.comparisons.forms import ProposalForm
from quiz.web.days import still_today, today
from quiz.web.services import services


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
