"""Research consents: whose owner lets their answers be exported for research, and since which day."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "research_consents",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_research_consents"),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["response_sets.token_hash"],
            name="fk_research_consents_token_hash",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("research_consents")
