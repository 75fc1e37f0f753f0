"""Counts are told by windows of time: what was there before the first change of a window is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshops", sa.Column("told", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("workshops", sa.Column("told_in", sa.String(16), nullable=True))


def downgrade() -> None:
    op.drop_column("workshops", "told_in")
    op.drop_column("workshops", "told")
