"""Heads that people correct, and who is at which report: shared by all servers of a store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing is corrected yet, and nobody is there."""
    op.add_column("reports", sa.Column("as_read", sa.Text()))
    op.create_table(
        "desk",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("report", "layer", "row", "who")),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("report", "layer", "row", name="pk_desk"),
    )
    op.create_index("ix_desk_until", "desk", ["until"])
