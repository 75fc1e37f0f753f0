"""Pictures hold nothing but what may be told, and a result that was in a workshop is marked for good."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_pictures = sa.table(
    "pictures",
    sa.column("workshop_id", sa.String),
    sa.column("round", sa.Integer),
    sa.column("number", sa.Integer),
    sa.column("picture", sa.JSON),
)
_workshops = sa.table("workshops", sa.column("slide", sa.String))


def upgrade() -> None:
    op.create_table(
        "used_results",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_used_results"),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["response_sets.token_hash"],
            name="fk_used_results_token_hash",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO used_results (token_hash) SELECT token_hash FROM participants")
    _tell_less()


def _tell_less() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(_pictures)).all():
        kept = row.picture if isinstance(row.picture, dict) else json.loads(row.picture)
        of_row = (
            _pictures.c.workshop_id == row.workshop_id,
            _pictures.c.round == row.round,
            _pictures.c.number == row.number,
        )
        connection.execute(sa.update(_pictures).where(*of_row).values(picture=_told(kept)))
    connection.execute(sa.update(_workshops).where(_workshops.c.slide == "spread").values(slide="facets"))


def downgrade() -> None:
    """What is no longer kept cannot come back, and the version before cannot read what is."""
    op.get_bind().execute(sa.delete(_pictures))
    op.drop_table("used_results")


def _told(kept: dict[str, Any]) -> dict[str, Any]:
    facets = {facet_id: _ends(score, kept["n"]) for facet_id, score in kept["facets"].items()}
    return {"n": kept["n"], "facets": facets, "quarters": {}}


def _ends(score: dict[str, Any], n: int) -> dict[str, int]:
    most = 2 * (n // 3) if n > 3 else 0
    leanings = score["leanings"] or {"low": 0, "high": 0}
    return {end: min(leanings[end] - leanings[end] % 2, most) for end in ("low", "high")}
