"""Of a person one number counts for others, and what was shown of them exactly is shown no more."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEYS = ("token_hash", "instrument_sha256", "edition")


def upgrade() -> None:
    headlines = op.create_table(
        "counted_headlines",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("instrument_sha256", sa.String(64), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_counted_headlines"),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["response_sets.token_hash"],
            name="fk_counted_headlines_token_hash",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_counted_headlines_instrument_sha256", "counted_headlines", ["instrument_sha256", "edition"]
    )
    scores = sa.table("counted_scores", *map(sa.column, _KEYS), sa.column("scores", sa.JSON))
    rows = op.get_bind().execute(sa.select(scores)).mappings().all()
    counted = [{**{key: row[key] for key in _KEYS}, "points": row["scores"]["headline"]} for row in rows]
    op.bulk_insert(headlines, counted)
    op.drop_table("counted_scores")
    op.execute("DELETE FROM comparison_groups")


def downgrade() -> None:
    raise NotImplementedError("The domains' scores, which the older version needs, are gone.")
