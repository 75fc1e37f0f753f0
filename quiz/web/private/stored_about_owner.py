"""What else is kept of a result's owner, for their download: share links, comparisons, retakes, consent."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from quiz.store.comparison_groups import load_group_seen
from quiz.store.comparisons import Comparison, load_comparisons
from quiz.store.consents import load_research_consent
from quiz.store.response_sets import load_started_on
from quiz.store.retakes import load_earlier, load_retaken_on
from quiz.store.share_links import ShareLink, load_share_links


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


def _share_link(link: ShareLink) -> dict[str, Any]:
    return {
        "last_four": link.last_four,
        "extent": link.extent.value,
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
