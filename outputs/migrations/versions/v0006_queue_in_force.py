"""The queue goes by what people set, and is what rows are found by; reports wait for it beside their rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NO_LONGER = (
    ("figures", "ix_figures_indicator_period_failing_confidence"),
    ("figures", "ix_figures_failing_confidence"),
    ("cells", "ix_cells_indicator_failing_confidence"),
)
NAMED = ["indicator", "layer", "doubt", "risk", "trust", "report", "position", "state", "period"]


def upgrade() -> None:
    """Every report waits for its place in the empty queue: whoever opens the store next fills it."""
    for table, index in NO_LONGER:
        op.drop_index(index, table)
    op.create_table(
        "waiting",
        sa.Column("report", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("report", name="pk_waiting"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_waiting_report_reports"),
    )
    op.execute("DELETE FROM queue")
    for name, kind in (
        ("indicator", sa.Text()),
        ("period", sa.Text()),
        ("amount", sa.Float()),
        ("added", sa.Text()),
    ):
        op.add_column("queue", sa.Column(name, kind))
    here = sa.text("indicator IS NOT NULL")
    op.create_index("ix_queue_indicator", "queue", NAMED, sqlite_where=here, postgresql_where=here)
    op.execute("INSERT INTO waiting (report) SELECT key FROM reports")
