"""Whoever finished an edition may go on to a longer one; what was shared stays in the edition it was."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_SHOWN = (("share_links", "edition", "owner_hash"), ("comparisons", "proposer_edition", "proposer_hash"))


def upgrade() -> None:
    further = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
    op.add_column("response_sets", sa.Column("goes_on_to", sa.String(64), nullable=True))
    op.add_column("response_sets", sa.Column("further_responses", further, nullable=True))
    for table, column, key in _SHOWN:
        op.add_column(table, sa.Column(column, sa.String(64), nullable=True))
        op.execute(
            f"UPDATE {table} SET {column} = "  # noqa: S608 - the names are our own
            f"(SELECT edition FROM response_sets WHERE token_hash = {table}.{key})"
        )
        with op.batch_alter_table(table, table_kwargs={"sqlite_with_rowid": False}) as batch:
            batch.alter_column(column, existing_type=sa.String(64), nullable=False)


def downgrade() -> None:
    """Whoever went on has a result of the longer edition, and what they shared shows that."""
    for table, column, _ in _SHOWN:
        op.drop_column(table, column)
    op.drop_column("response_sets", "further_responses")
    op.drop_column("response_sets", "goes_on_to")
