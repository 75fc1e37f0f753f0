"""Share links, comparisons and retakes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share_links",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("owner_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("link_id", sa.String(22), nullable=False),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("extent", sa.String(16), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("is_findable", sa.Boolean(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_share_links"),
        _key("owner_hash", "response_sets", "fk_share_links_owner_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_share_links_owner_hash", "share_links", ["owner_hash"])
    op.create_table(
        "comparisons",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("share_link_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("proposer_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("proposer_name", sa.Text(), nullable=False),
        sa.Column("proposer_extent", sa.String(16), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_comparisons"),
        sa.UniqueConstraint("share_link_hash", "proposer_hash", name="uq_comparisons_share_link_hash"),
        _key("share_link_hash", "share_links", "fk_comparisons_share_link_hash"),
        _key("proposer_hash", "response_sets", "fk_comparisons_proposer_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comparisons_proposer_hash", "comparisons", ["proposer_hash"])
    op.create_table(
        "retakes",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("earlier_hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_retakes"),
        _key("token_hash", "response_sets", "fk_retakes_token_hash"),
        _key("earlier_hash", "response_sets", "fk_retakes_earlier_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_retakes_earlier_hash", "retakes", ["earlier_hash"])


def downgrade() -> None:
    op.drop_table("retakes")
    op.drop_table("comparisons")
    op.drop_table("share_links")


def _key(column: str, table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.token_hash"], name=name, ondelete="CASCADE")
