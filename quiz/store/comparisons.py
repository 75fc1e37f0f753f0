"""Comparisons of two results: proposed by one person through a share link, accepted by the link's owner.

A comparison stands on its share link: it ends when either withdraws, and with the link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, Update, bindparam, func, or_, select, update

from quiz.measurement.as_others_see import Extent, narrower
from quiz.store.database.dialects import insert_once
from quiz.store.database.tables import comparisons, response_sets, share_links
from quiz.store.response_sets import (
    RESPONSE_SET_COLUMNS,
    SavedResponseSet,
    hash_token,
    kept_edition,
    saved_response_set,
)
from quiz.store.share_links import LINK_COLUMNS, LinkState, ShareLink, share_link
from quiz.store.tokens import new_id

OPEN_PROPOSALS = 20
"""At most, waiting for an answer at one share link: nobody shall be flooded with them."""


class OwnResultError(Exception):
    """A result is compared with somebody else's, never with itself."""


class TooManyProposalsError(Exception):
    """So many proposals wait at this share link that its owner should answer some first."""


class ComparisonState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    ENDED = "ended"


@dataclass(frozen=True)
class Proposal:
    """Who asks, by the name they choose, and how much of their own result they would show."""

    name: str
    extent: Extent


@dataclass(frozen=True)
class Comparison:
    """`owner` is who made the share link, `proposer` who came by it."""

    id: str
    link: ShareLink
    proposer_hash: bytes
    proposer_name: str
    proposer_extent: Extent
    proposer_edition: str
    owner_name: str
    proposed_on: date
    accepted_on: date | None
    ended_on: date | None

    @property
    def owner_hash(self) -> bytes:
        return self.link.owner_hash

    @property
    def extent(self) -> Extent:
        """What both see of each other: never more than either shows."""
        return narrower(self.link.extent, self.proposer_extent)

    def state_on(self, today: date) -> ComparisonState:
        if self.ended_on is not None or self.link.state_on(today) is not LinkState.OPEN:
            return ComparisonState.ENDED
        return ComparisonState.PROPOSED if self.accepted_on is None else ComparisonState.ACCEPTED

    def is_proposer(self, private_token: str) -> bool:
        return hash_token(private_token) == self.proposer_hash

    def is_party(self, private_token: str) -> bool:
        return hash_token(private_token) in {self.proposer_hash, self.owner_hash}


def propose_comparison(
    connection: Connection, link: ShareLink, private_token: str, proposal: Proposal, today: date
) -> Comparison:
    """Ask the link's owner for a comparison. Who asked before gets that comparison, whatever became of it.

    Raises OwnResultError or TooManyProposalsError; give it a `writing` transaction.
    """
    proposer = hash_token(private_token)
    if proposer == link.owner_hash:
        raise OwnResultError
    parties = {"link": link.token_hash, "proposer": proposer}
    before = _found(connection, _BETWEEN, parties)
    if before is not None:
        return before
    if connection.execute(_WAITING, parties).scalar_one() >= OPEN_PROPOSALS:
        raise TooManyProposalsError
    row = {
        "id": new_id(),
        "share_link_hash": link.token_hash,
        "proposer_hash": proposer,
        "proposer_name": proposal.name,
        "proposer_extent": proposal.extent.value,
        "proposer_edition": kept_edition(private_token),
        "owner_name": "",
        "proposed_on": today,
    }
    insert_once(connection, comparisons, row)
    made = _found(connection, _BETWEEN, parties)
    assert made is not None
    return made


def load_comparison(connection: Connection, comparison_id: str) -> Comparison | None:
    """The comparison, in whatever state, or None."""
    return _found(connection, _BY_ID, {"id": comparison_id})


def load_comparisons(connection: Connection, private_token: str) -> tuple[Comparison, ...]:
    """Those this result's owner asked for, or was asked for, newest first; ended ones are left out."""
    rows = connection.execute(_OF_ONE, {"party": hash_token(private_token)}).mappings()
    return tuple(_comparison(row) for row in rows)


def load_pair(
    connection: Connection, comparison: Comparison
) -> tuple[SavedResponseSet, SavedResponseSet] | None:
    """The two response sets, the owner's first, each in the edition that the other agreed to see.

    None when one was deleted in the meantime.
    """
    owner, proposer = parties = (comparison.owner_hash, comparison.proposer_hash)
    rows = connection.execute(_PAIR, {"parties": parties}).mappings()
    found = {row["token_hash"]: saved_response_set(row) for row in rows}
    if len(found) < 2:
        return None
    editions = comparison.link.edition, comparison.proposer_edition
    return found[owner].shown_as(editions[0]), found[proposer].shown_as(editions[1])


def accept_comparison(
    connection: Connection, comparison_id: str, private_token: str, owner_name: str, today: date
) -> bool:
    """The owner agrees, under this name; False when it is not theirs to accept, accepted before, or ended."""
    parameters = {"key": comparison_id, "owner": hash_token(private_token), "name": owner_name}
    return connection.execute(_ACCEPT, {**parameters, "today": today}).rowcount == 1


def end_comparison(connection: Connection, comparison_id: str, private_token: str, today: date) -> bool:
    """Declined or withdrawn by either, and both names forgotten; False when it ended, or is not theirs."""
    parameters = {"key": comparison_id, "party": hash_token(private_token), "today": today}
    return connection.execute(_END, parameters).rowcount == 1


def _found(connection: Connection, statement: Any, parameters: Mapping[str, object]) -> Comparison | None:
    row = connection.execute(statement, parameters).mappings().one_or_none()
    return None if row is None else _comparison(row)


def _comparison(row: RowMapping) -> Comparison:
    return Comparison(
        id=row["id"],
        link=share_link(row),
        proposer_hash=row["proposer_hash"],
        proposer_name=row["proposer_name"],
        proposer_extent=Extent(row["proposer_extent"]),
        proposer_edition=row["proposer_edition"],
        owner_name=row["owner_name"],
        proposed_on=row["proposed_on"],
        accepted_on=row["accepted_on"],
        ended_on=row["ended_on"],
    )


def _of_unended(*conditions: Any) -> Update:
    return update(comparisons).where(
        comparisons.c.id == bindparam("key"), comparisons.c.ended_on.is_(None), *conditions
    )


_ALL = select(comparisons, *LINK_COLUMNS).join(share_links)
_BY_ID = _ALL.where(comparisons.c.id == bindparam("id"))
_BETWEEN = _ALL.where(
    comparisons.c.share_link_hash == bindparam("link"), comparisons.c.proposer_hash == bindparam("proposer")
)
_IS_PARTY = or_(
    comparisons.c.proposer_hash == bindparam("party"), share_links.c.owner_hash == bindparam("party")
)
_OF_ONE = _ALL.where(
    _IS_PARTY, comparisons.c.ended_on.is_(None), share_links.c.revoked_on.is_(None)
).order_by(comparisons.c.proposed_on.desc(), comparisons.c.id)
_WAITING = select(func.count()).where(
    comparisons.c.share_link_hash == bindparam("link"),
    comparisons.c.accepted_on.is_(None),
    comparisons.c.ended_on.is_(None),
)
_PAIR = select(response_sets.c.token_hash, *RESPONSE_SET_COLUMNS).where(
    response_sets.c.token_hash.in_(bindparam("parties", expanding=True))
)
_LINKS_OF = select(share_links.c.token_hash).where
_ACCEPT = _of_unended(
    comparisons.c.accepted_on.is_(None),
    comparisons.c.share_link_hash.in_(_LINKS_OF(share_links.c.owner_hash == bindparam("owner"))),
).values(accepted_on=bindparam("today"), owner_name=bindparam("name"))
_END = _of_unended(
    or_(
        comparisons.c.proposer_hash == bindparam("party"),
        comparisons.c.share_link_hash.in_(_LINKS_OF(share_links.c.owner_hash == bindparam("party"))),
    )
).values(ended_on=bindparam("today"), owner_name="", proposer_name="")
