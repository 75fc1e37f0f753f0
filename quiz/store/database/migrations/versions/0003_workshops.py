"""Workshops: facilitators, participants, pictures, commitments."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_workshops()
    _create_people()
    op.create_table(
        "pictures",
        sa.Column("workshop_id", sa.String(22), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("instrument_sha256", sa.String(64), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("picture", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "round", "number", name="pk_pictures"),
        _of_workshop("pictures"),
        _of_instrument("pictures"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitments",
        sa.Column("workshop_id", sa.String(22), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workshop_id", "round", "author_hash", name="pk_commitments"),
        _of_workshop("commitments"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("commitments", "pictures", "participants", "facilitators", "workshops"):
        op.drop_table(table)


def _create_workshops() -> None:
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("join_code", sa.String(6), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("instrument_sha256", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("minimum_group", sa.Integer(), nullable=False),
        sa.Column("may_bring", sa.Boolean(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("slide", sa.String(16), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("next_round_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("arrivals", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
        sa.UniqueConstraint("join_code", name="uq_workshops_join_code"),
        _of_instrument("workshops"),
        sqlite_with_rowid=False,
    )


def _create_people() -> None:
    op.create_table(
        "facilitators",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("workshop_id", sa.String(22), nullable=False),
        sa.Column("co_id", sa.String(22), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_facilitators"),
        _of_workshop("facilitators"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_facilitators_workshop_id", "facilitators", ["workshop_id"])
    op.create_table(
        "participants",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("workshop_id", sa.String(22), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(22), nullable=False),
        sa.Column("paper_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_token", sa.LargeBinary(32), nullable=False),
        sa.Column("is_scored", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_participants"),
        sa.UniqueConstraint("key", name="uq_participants_key"),
        sa.UniqueConstraint("paper_hash", name="uq_participants_paper_hash"),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["response_sets.token_hash"],
            name="fk_participants_token_hash",
            ondelete="CASCADE",
        ),
        _of_workshop("participants"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participants_workshop_id", "participants", ["workshop_id"])


def _of_workshop(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_workshop_id"
    return sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name=name, ondelete="CASCADE")


def _of_instrument(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_instrument_sha256"
    return sa.ForeignKeyConstraint(["instrument_sha256"], ["instruments.sha256"], name=name)
