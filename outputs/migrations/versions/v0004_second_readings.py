"""What a second person made of a sample of rows, not knowing what the first did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "second_readings",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("report", "row", "who", "at", "slots")),
        sa.PrimaryKeyConstraint("report", "row", name="pk_second_readings"),
    )
