"""Who may review: accounts, what is assigned to them, open doors, keys, and a journal that only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; no account, so that a store on one machine stays open to whoever uses it."""
    op.create_table(
        "accounts",
        *_texts("name! role! password!"),
        sa.Column("active", sa.Boolean(), nullable=False),
        *_texts("made_at!"),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )
    op.create_table(
        "assignments",
        *_texts("account! kind! value!"),
        sa.PrimaryKeyConstraint("account", "kind", "value", name="pk_assignments"),
    )
    op.create_table(
        "doors",
        sa.Column("hash", sa.String(64), nullable=False),
        *_texts("account! kind! label made_at! ends_at!"),
        sa.PrimaryKeyConstraint("hash", name="pk_doors"),
    )
    op.create_index("ix_doors_account", "doors", ["account"])
    op.create_table("secrets", *_texts("name! value!"), sa.PrimaryKeyConstraint("name", name="pk_secrets"))
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=True),
        *_texts("at! who! what! about place"),
        sa.PrimaryKeyConstraint("seq", name="pk_events"),
    )
    for statement in _triggers(op.get_bind().dialect.name):
        op.execute(statement)


def _texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name.rstrip("!"), sa.Text(), nullable=not name.endswith("!")) for name in names.split()]


def _triggers(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER events_no_{verb} BEFORE {verb} ON events"
            " BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
            for verb in ("update", "delete")
        ]
    return [
        "CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$",
        "CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events"
        " FOR EACH STATEMENT EXECUTE FUNCTION events_append_only()",
    ]
