"""The tables. A changed table needs a migration: see CONTRIBUTING.md."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

HEAD_REVISION = "0011"
"""The migration this code expects; kept here so that an up-to-date start need not import Alembic."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

instruments = Table(
    "instruments",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("first_used_on", Date, nullable=False),
)

response_sets = Table(
    "response_sets",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("instrument_sha256", String(64), ForeignKey(instruments.c.sha256), nullable=False),
    Column("edition", String(64), nullable=False),
    # One JSON column: 40 rows a respondent made a commit several times dearer (docs/adr/0003).
    Column("responses", JSON().with_variant(JSONB(), "postgresql"), nullable=False),
    Column("position", String(64), nullable=True),
    # Days, not times: nobody needs to know at which minute somebody answered.
    Column("started_on", Date, nullable=False),
    Column("completed_on", Date, nullable=True),
    # Whole seconds an item, up to 10; none from a workshop or without JavaScript.
    Column("median_seconds", Integer, nullable=True),
    # The longer edition that is gone on to from this finished one, and what was responded to of it so far.
    Column("goes_on_to", String(64), nullable=True),
    Column("further_responses", JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")),
    sqlite_with_rowid=False,
)

# What hangs on a response set goes with it: deleting the one row deletes all that follow.


def _response_set_key(name: str, *, is_primary: bool = False) -> Column[bytes]:
    owner = ForeignKey(response_sets.c.token_hash, ondelete="CASCADE")
    return Column(
        name, LargeBinary(32), owner, primary_key=is_primary, nullable=False, index=not is_primary or None
    )


share_links = Table(
    "share_links",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    _response_set_key("owner_hash"),
    # Public; with the owner's private token it gives the link's own (docs/adr/0011).
    Column("link_id", String(22), nullable=False),
    Column("last_four", String(4), nullable=False),
    Column("extent", String(16), nullable=False),
    # As it was when it was shared: its owner may go on to a longer one.
    Column("edition", String(64), nullable=False),
    Column("display_name", Text, nullable=False),
    Column("is_findable", Boolean, nullable=False),
    Column("created_on", Date, nullable=False),
    Column("expires_on", Date, nullable=True),
    Column("revoked_on", Date, nullable=True),
    sqlite_with_rowid=False,
)

comparisons = Table(
    "comparisons",
    metadata,
    Column("id", String(22), primary_key=True),
    Column(
        "share_link_hash",
        LargeBinary(32),
        ForeignKey(share_links.c.token_hash, ondelete="CASCADE"),
        nullable=False,
    ),
    _response_set_key("proposer_hash"),
    Column("proposer_name", Text, nullable=False),
    Column("proposer_extent", String(16), nullable=False),
    Column("proposer_edition", String(64), nullable=False),
    Column("owner_name", Text, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("accepted_on", Date, nullable=True),
    Column("ended_on", Date, nullable=True),
    UniqueConstraint("share_link_hash", "proposer_hash"),
    sqlite_with_rowid=False,
)

retakes = Table(
    "retakes",
    metadata,
    _response_set_key("token_hash", is_primary=True),
    _response_set_key("earlier_hash"),
    sqlite_with_rowid=False,
)

# No row is no consent, and taking it back deletes the row.
research_consents = Table(
    "research_consents",
    metadata,
    _response_set_key("token_hash", is_primary=True),
    Column("given_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

counted_headlines = Table(
    "counted_headlines",
    metadata,
    _response_set_key("token_hash", is_primary=True),
    # Of the response set, and here again for the index: whoever comes counts all of the group.
    Column("instrument_sha256", String(64), nullable=False),
    Column("edition", String(64), nullable=False),
    Column("points", Integer, nullable=False),
    Index(None, "instrument_sha256", "edition"),
    sqlite_with_rowid=False,
)

# What is shown of all counted headlines together: blurred, and as it was when the group last doubled.
comparison_groups = Table(
    "comparison_groups",
    metadata,
    Column("instrument_sha256", String(64), ForeignKey(instruments.c.sha256), primary_key=True),
    Column("edition", String(64), primary_key=True),
    Column("people", Integer, nullable=False),
    Column("counts", JSON, nullable=False),
    sqlite_with_rowid=False,
)

workshops = Table(
    "workshops",
    metadata,
    # Who has it may look at what the room's screen shows, and do nothing else.
    Column("id", String(22), primary_key=True),
    Column("join_code", String(6), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("instrument_sha256", String(64), ForeignKey(instruments.c.sha256), nullable=False),
    Column("edition", String(64), nullable=False),
    Column("minimum_group", Integer, nullable=False),
    Column("may_bring", Boolean, nullable=False),
    Column("keep_days", Integer, nullable=False),
    Column("kept_until", Date, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("is_locked", Boolean, nullable=False),
    # Empty while no picture may be seen.
    Column("slide", String(16), nullable=False),
    Column("round", Integer, nullable=False),
    Column("reminders", Integer, nullable=False),
    Column("next_round_on", Date, nullable=True),
    # Raised by each commit that changes what screens show; `arrivals` by each that changes a count.
    Column("version", Integer, nullable=False),
    Column("arrivals", Integer, nullable=False),
    # Counts as they were before the first change of a window of time, and which that was: see `told_counts`.
    Column("told", JSON(none_as_null=True), nullable=True),
    Column("told_in", String(16), nullable=True),
    sqlite_with_rowid=False,
)


def _workshop_key(*, is_primary: bool = False) -> Column[str]:
    owner = ForeignKey(workshops.c.id, ondelete="CASCADE")
    return Column(
        "workshop_id", String(22), owner, primary_key=is_primary, nullable=False, index=not is_primary or None
    )


facilitators = Table(
    "facilitators",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    _workshop_key(),
    # Public; with the first facilitator's token it gives the co-facilitator's own. None is the first one.
    Column("co_id", String(22), nullable=True),
    Column("revoked_on", Date, nullable=True),
    sqlite_with_rowid=False,
)

participants = Table(
    "participants",
    metadata,
    _response_set_key("token_hash", is_primary=True),
    _workshop_key(),
    Column("round", Integer, nullable=False),
    # All that a picture knows of its members; made from the token, which is not kept, so it leads to nobody.
    Column("key", String(22), nullable=False, unique=True),
    Column("paper_hash", LargeBinary(32), nullable=False, unique=True),
    Column("sealed_token", LargeBinary(32), nullable=False),
    Column("is_scored", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

used_results = Table(
    "used_results",
    metadata,
    # Was in a workshop once, not said in which; also after it was withdrawn, and when the workshop is gone.
    _response_set_key("token_hash", is_primary=True),
    sqlite_with_rowid=False,
)

pictures = Table(
    "pictures",
    metadata,
    _workshop_key(is_primary=True),
    Column("round", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("instrument_sha256", String(64), ForeignKey(instruments.c.sha256), nullable=False),
    Column("members", JSON, nullable=False),
    Column("picture", JSON, nullable=False),
    sqlite_with_rowid=False,
)

commitments = Table(
    "commitments",
    metadata,
    _workshop_key(is_primary=True),
    Column("round", Integer, primary_key=True),
    # Not the hash that answers are kept under: nothing here leads from a sentence to answers.
    Column("author_hash", LargeBinary(32), primary_key=True),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

chores = Table(
    "chores",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("done_on", Date, nullable=False),
    sqlite_with_rowid=False,
)
