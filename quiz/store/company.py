"""Whether a result stands alone, as most do, or has comparisons or retakes beside it."""

from __future__ import annotations

from sqlalchemy import BindParameter, Connection, bindparam, exists, or_, select

from quiz.store.direct import first_row
from quiz.store.response_sets import hash_token
from quiz.store.tables import comparisons, retakes, share_links


def is_alone(connection: Connection, token: str) -> bool:
    """One quick look in place of three: no comparison was ever asked for, and nothing was taken again."""
    row = first_row(connection, _HAS_COMPANY, {"key": hash_token(token)})
    return row is not None and not row["has_company"]


_KEY: BindParameter[bytes] = bindparam("key")
_HAS_COMPANY = select(
    or_(
        exists().where(retakes.c.token_hash == _KEY),
        exists().where(retakes.c.earlier_hash == _KEY),
        exists().where(comparisons.c.proposer_hash == _KEY),
        exists().where(
            comparisons.c.share_link_hash == share_links.c.token_hash, share_links.c.owner_hash == _KEY
        ),
    ).label("has_company")
)
