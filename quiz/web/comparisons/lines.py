"""The comparisons a private page speaks of: those that wait, and those that are open."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import Connection

from quiz.store.comparisons import Comparison, ComparisonState, load_comparisons
from quiz.web.days import still_today
from quiz.web.pages import ComparisonLine

SOMEBODY = "somebody"
"""Who made a share link without a name on it."""


def comparison_lines(connection: Connection, token: str) -> tuple[ComparisonLine, ...]:
    """Newest first; ended ones are not spoken of."""
    return tuple(
        _line(each, token)
        for each in load_comparisons(connection, token)
        if each.state_on(still_today()) is not ComparisonState.ENDED
    )


def other_name(comparison: Comparison, token: str) -> str:
    """Of the one who is not the holder of this private link."""
    if comparison.is_proposer(token):
        return comparison.owner_name or comparison.link.display_name or SOMEBODY
    return comparison.proposer_name


def _line(comparison: Comparison, token: str) -> ComparisonLine:
    is_proposer = comparison.is_proposer(token)
    is_open = comparison.state_on(still_today()) is ComparisonState.ACCEPTED
    if is_open:
        state = "You both agreed."
    else:
        state = "Waiting for an answer." if is_proposer else "Asks to compare results with you."
    return ComparisonLine(
        name=other_name(comparison, token),
        state=state,
        url=url_for("comparisons.show", token=token, comparison_id=comparison.id),
        is_waiting_for_owner=not is_open and not is_proposer,
    )
