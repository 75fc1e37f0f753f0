"""Instruments and response sets."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "instruments",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_instruments"),
    )
    op.create_table(
        "response_sets",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("instrument_sha256", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("responses", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("position", sa.String(64), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_response_sets"),
        sa.ForeignKeyConstraint(
            ["instrument_sha256"], ["instruments.sha256"], name="fk_response_sets_instrument_sha256"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("response_sets")
    op.drop_table("instruments")
