"""How many seconds an item took at the median, where the browser measured it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("response_sets", sa.Column("median_seconds", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("response_sets", "median_seconds")
