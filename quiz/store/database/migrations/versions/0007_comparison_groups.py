"""Comparison groups: whose scores count, and what is shown of all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counted_scores",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("instrument_sha256", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_counted_scores"),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["response_sets.token_hash"],
            name="fk_counted_scores_token_hash",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_counted_scores_instrument_sha256",
        "counted_scores",
        ["instrument_sha256", "edition", "is_shown"],
    )
    op.create_table(
        "comparison_groups",
        sa.Column("instrument_sha256", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("instrument_sha256", "edition", name="pk_comparison_groups"),
        sa.ForeignKeyConstraint(
            ["instrument_sha256"], ["instruments.sha256"], name="fk_comparison_groups_instrument_sha256"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("comparison_groups")
    op.drop_table("counted_scores")
