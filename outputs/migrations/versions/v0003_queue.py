"""The order in which reviewers look at rows, as a table of its own, filled from what stands in the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

DOUBT = {
    "figures": "CASE WHEN t.failing THEN 0 ELSE 1 END",
    "units": "1",
    "models": "1",
    "cells": "CASE WHEN t.failing THEN 0 ELSE 1 END",
    "checks": "CASE WHEN t.ok THEN 1 ELSE 0 END",
}


def upgrade() -> None:
    """Make the table and put every row into it; weights come with the next run."""
    op.create_table(
        "queue",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Integer(), nullable=False),
        sa.Column("risk", sa.Float(), nullable=False),
        sa.Column("trust", sa.Float(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", "position", "layer", name="pk_queue"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_queue_report_reports"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_queue_layer_doubt_risk_trust_report_position_state",
        "queue",
        ["layer", "doubt", "risk", "trust", "report", "position", "state"],
    )
    for layer, doubt in DOUBT.items():
        op.execute(
            "INSERT INTO queue (layer, report, position, doubt, risk, trust, state)"
            f" SELECT '{layer}', t.report, t.position, {doubt}, 0, COALESCE(t.confidence, 0),"
            f" COALESCE(r.state, 'open') FROM {layer} t JOIN reports h ON h.key = t.report"
            " LEFT JOIN reviews r ON r.report = h.sha256 AND r.row = t.id"
        )
