"""Share links: what a result's owner passes on, and may take back.

A link's token is made from the owner's private token and the link's public id. So the owner's page can show
the whole link again at any time, while the database knows only its hash (docs/adr/0011).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, Engine, RowMapping, bindparam, select, update

from quiz.measurement.as_others_see import Extent
from quiz.store.database.dialects import insert_once
from quiz.store.database.driver import first_row
from quiz.store.database.engine import reading
from quiz.store.database.tables import comparisons, response_sets, share_links
from quiz.store.response_sets import (
    RESPONSE_SET_COLUMNS,
    SavedResponseSet,
    hash_token,
    kept_edition,
    saved_response_set,
)
from quiz.store.tokens import derived_token, new_id


class LinkState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class ShareWish:
    """What an owner asks for. `display_name` may be empty; without `expires_on` the link has no end."""

    link_id: str
    extent: Extent
    display_name: str
    is_findable: bool
    expires_on: date | None


@dataclass(frozen=True)
class ShareLink:
    """A share link as it is kept; a link that expires on a day is open through that day."""

    token_hash: bytes
    owner_hash: bytes
    link_id: str
    last_four: str
    extent: Extent
    edition: str
    display_name: str
    is_findable: bool
    created_on: date
    expires_on: date | None
    revoked_on: date | None

    def is_as_wished(self, wish: ShareWish) -> bool:
        """Whether it shows what is asked for and can still be opened; the same wish made twice is one."""
        ours = (self.extent, self.display_name, self.is_findable, self.expires_on)
        return self.revoked_on is None and ours == (
            wish.extent,
            wish.display_name,
            wish.is_findable,
            wish.expires_on,
        )

    def state_on(self, today: date) -> LinkState:
        return _state(self.expires_on, self.revoked_on, today)


def new_link_id(private_token: str) -> str:
    """A name for a link that its owner may make: public, never used twice."""
    return new_id(lambda link_id: share_token(private_token, link_id))


def share_token(private_token: str, link_id: str) -> str:
    """The token of this owner's link."""
    return derived_token(private_token, f"share link {link_id}")


def issue_share_link(connection: Connection, private_token: str, wish: ShareWish, today: date) -> str:
    """Make the link and return its token. Made before under the same id, it stays as it was.

    It shows the edition that is finished now, also when its owner goes on to a longer one.
    Raises sqlalchemy's IntegrityError when there is no such response set (any more).
    """
    token = share_token(private_token, wish.link_id)
    row = {
        "token_hash": hash_token(token),
        "owner_hash": hash_token(private_token),
        "link_id": wish.link_id,
        "last_four": token[-4:],
        "extent": wish.extent.value,
        "edition": kept_edition(private_token),
        "display_name": wish.display_name,
        "is_findable": wish.is_findable,
        "created_on": today,
        "expires_on": wish.expires_on,
    }
    insert_once(connection, share_links, row)
    return token


def load_share_link(connection: Connection, token: str) -> ShareLink | None:
    """The link with this token, open or not, or None."""
    row = connection.execute(_LINK, {"key": hash_token(token)}).mappings().one_or_none()
    return None if row is None else share_link(row)


def load_link_state(engine: Engine, token: str, today: date) -> LinkState | None:
    """Only whether the link is open, and fast: crowds ask for a card."""
    with reading(engine) as connection:
        row = first_row(connection, _STATE, {"key": hash_token(token)})
    return None if row is None else _state(today=today, **row)


def load_share_links(connection: Connection, private_token: str) -> tuple[ShareLink, ...]:
    """All links of this response set, newest first, those no longer open too."""
    rows = connection.execute(_LINKS, {"key": hash_token(private_token)}).mappings()
    return tuple(share_link(row) for row in rows)


def load_shared(connection: Connection, token: str) -> tuple[ShareLink, SavedResponseSet] | None:
    """The link with this token, open or not, and in its edition the response set behind it; or None."""
    row = connection.execute(_SHARED, {"key": hash_token(token)}).mappings().one_or_none()
    return None if row is None else (share_link(row), saved_response_set(row))


def revoke_share_link(connection: Connection, private_token: str, link_id: str, today: date) -> bool:
    """Take the link back, also when its time is over; False when its owner has no such link to take back.

    Its display name is forgotten, and its comparisons end with both their names. In a `writing` transaction.
    """
    parameters = {"key": hash_token(share_token(private_token, link_id)), "today": today}
    connection.execute(_END_COMPARISONS, parameters)
    return connection.execute(_REVOKE, parameters).rowcount == 1


def share_link(row: RowMapping) -> ShareLink:
    """From a row with the columns of LINK_COLUMNS."""
    values = {name: row[name] for name in ShareLink.__dataclass_fields__}
    return ShareLink(**{**values, "extent": Extent(row["extent"])})


def _state(expires_on: date | None, revoked_on: date | None, today: date) -> LinkState:
    if revoked_on is not None:
        return LinkState.REVOKED
    is_over = expires_on is not None and expires_on < today
    return LinkState.EXPIRED if is_over else LinkState.OPEN


LINK_COLUMNS = tuple(share_links.c[name] for name in ShareLink.__dataclass_fields__)

_LINK = select(*LINK_COLUMNS).where(share_links.c.token_hash == bindparam("key"))
_STATE = select(share_links.c.expires_on, share_links.c.revoked_on).where(
    share_links.c.token_hash == bindparam("key")
)
_LINKS = (
    select(*LINK_COLUMNS)
    .where(share_links.c.owner_hash == bindparam("key"))
    .order_by(share_links.c.created_on.desc(), share_links.c.link_id)
)
_SHARED = (
    select(*LINK_COLUMNS, *(column for column in RESPONSE_SET_COLUMNS if column.name != "edition"))
    .join_from(share_links, response_sets, share_links.c.owner_hash == response_sets.c.token_hash)
    .where(share_links.c.token_hash == bindparam("key"))
)
_REVOKE = (
    update(share_links)
    .where(share_links.c.token_hash == bindparam("key"), share_links.c.revoked_on.is_(None))
    .values(revoked_on=bindparam("today"), display_name="")
)
_END_COMPARISONS = (
    update(comparisons)
    .where(comparisons.c.share_link_hash == bindparam("key"), comparisons.c.ended_on.is_(None))
    .values(ended_on=bindparam("today"), owner_name="", proposer_name="")
)
