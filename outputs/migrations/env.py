"""Runs the migrations on the connection that outputs/store_migrations.py hands over. Knows no table."""

from __future__ import annotations

from alembic import context

from outputs.store_schema import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
