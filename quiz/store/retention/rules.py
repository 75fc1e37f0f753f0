"""What is over, in the words of docs/privacy.md, and as conditions on rows.

A condition compares a day in the database with an earlier day than today. So a clock that went back finds
less that is over, and never anything that still lives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, exists, or_, select

from quiz.store.database.tables import comparisons, participants, response_sets, share_links, workshops


@dataclass(frozen=True)
class Periods:
    """For how many days what is kept, counted from the day it ended; None is for good."""

    unfinished_days: int
    results_days: int | None
    ended_days: int


@dataclass(frozen=True)
class Rule:
    """`changes` is what is forgotten of the rows under the rule; None means that they are deleted whole."""

    name: str
    table: Table
    key: Column[Any]
    condition: ColumnElement[bool]
    changes: Mapping[str, object] | None = None


def rules_on(today: date, periods: Periods) -> tuple[Rule, ...]:
    """In the order in which they are followed: whole workshops first, which frees those who took part."""
    return (
        Rule("workshops that are over", workshops, workshops.c.id, workshops.c.kept_until < today),
        *_response_set_rules(today, periods),
        *_sharing_rules(today, periods),
    )


def _response_set_rules(today: date, periods: Periods) -> tuple[Rule, ...]:
    own, key = response_sets.c, response_sets.c.token_hash
    # What takes part in a workshop stays as long as that; the figures on its screens are made of it.
    is_free = ~exists().where(participants.c.token_hash == own.token_hash)
    is_old = own.started_on < today - timedelta(days=periods.unfinished_days)
    rules = [
        Rule("questionnaires not finished", response_sets, key, own.completed_on.is_(None) & is_old & is_free)
    ]
    if periods.results_days is not None:
        is_old = own.completed_on < today - timedelta(days=periods.results_days)
        rules.append(Rule("results", response_sets, key, is_old & is_free))
    return tuple(rules)


def _sharing_rules(today: date, periods: Periods) -> tuple[Rule, ...]:
    link, comparison = share_links.c, comparisons.c
    before = today - timedelta(days=periods.ended_days)
    over = select(link.token_hash).where(link.expires_on < today)
    return (
        Rule(
            "names in comparisons over an expired share link",
            comparisons,
            comparison.id,
            comparison.ended_on.is_(None) & comparison.share_link_hash.in_(over),
            {"ended_on": today, "owner_name": "", "proposer_name": ""},
        ),
        Rule(
            "names on expired share links",
            share_links,
            link.token_hash,
            (link.expires_on < today) & (link.display_name != ""),
            {"display_name": ""},
        ),
        Rule("comparisons that ended", comparisons, comparison.id, comparison.ended_on < before),
        Rule(
            "share links that ended",
            share_links,
            link.token_hash,
            or_(link.expires_on < before, link.revoked_on < before),
        ),
    )
