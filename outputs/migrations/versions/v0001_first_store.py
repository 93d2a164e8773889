"""The first store: every table, its indexes, and the triggers that keep decisions as they were made.

Frozen: it says what the tables were, whatever outputs/store_schema.py says by now.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Table -> its columns as name:type, with ! where a value must stand.
TABLES = {
    "decisions": (
        "seq:big! report:str64! row:text! layer:text! field:text! old:text new:text version:int! "
        "who:text! at:text! why:text! through:text! batch:text undoes:big start:int quote:text "
        "before:text after:text previous:text! hash:text!"
    ),
    "ledger": (
        "inbox:text! file:text! size:big mtime_ns:big sha256:str64 status:text! warnings:text! "
        "format:text duplicate_of:text pages:int pipeline:text attempts:int! seconds:float run:int "
        "seen_at:text! gone:bool! digest:text!"
    ),
    "reports": (
        "key:int! sha256:str64! pipeline:text! name:text! status:text! format:text warnings:text! "
        "pages:int coverage:float kind:text issuer:text parent:text number:text place:text date:text "
        "title:text period:text signer:text recipients:text more:text figures:int! units:int! "
        "models:int! cells:int! checks:int! failing:int! digest:text! seconds:float read_at:text! "
        "submission:text signature:text superseded_by:text near:text near_share:float"
    ),
    "reviews": (
        "report:str64! row:text! layer:text! version:int! state:text slots:text! comment:text orphan:bool!"
    ),
    "runs": (
        "key:int! inbox:text! pipeline:text! started_at:text! ended_at:text state:text! jobs:int "
        "counts:text stages:text"
    ),
    "cells": (
        "report:int! position:int! id:text! start:int end:int text:text page:int table:int row:text "
        "column:text value:text unit:text indicator:text number:float failing:bool confidence:float "
        "more:text"
    ),
    "checks": (
        "report:int! position:int! id:text! kind:text ok:bool total:text message:text "
        "confidence:float more:text"
    ),
    "figures": (
        "report:int! position:int! id:text! start:int end:int text:text page:int kind:text value:text "
        "value_max:text total:text unit:text approx:text change:text noun:text action:text level:text "
        "actor:text period:text status:text part_of_id:text indicator:text number:float failing:bool "
        "confidence:float more:text"
    ),
    "models": (
        "report:int! position:int! id:text! start:int end:int text:text page:int key:text kind:text "
        "unit:text unit_id:text confidence:float more:text"
    ),
    "pages": ("report:int! position:int! grade:str1"),
    "texts": ("report:int! text:text!"),
    "units": (
        "report:int! position:int! id:text! start:int end:int text:text page:int name:text type:text "
        "code:text seat:text key:text confidence:float more:text"
    ),
}
KEYS = {
    "reports": ["key"],
    "texts": ["report"],
    "ledger": ["inbox", "file"],
    "runs": ["key"],
    "decisions": ["seq"],
    "reviews": ["report", "row"],
}
OF_A_REPORT = ("texts", "pages", "figures", "units", "models", "cells", "checks")
WITHOUT_ROWID = ("pages", "figures", "units", "models", "cells", "checks")
COUNTED = ("reports", "runs")
# (table, columns, condition)
INDEXES = (
    ("reports", ["submission"], None),
    ("ledger", ["sha256"], None),
    ("decisions", ["report"], None),
    ("decisions", ["row"], None),
    ("decisions", ["batch"], None),
    ("reviews", ["orphan"], None),
    ("figures", ["indicator", "period", "failing", "confidence"], "indicator IS NOT NULL"),
    ("figures", ["failing", "confidence"], "failing"),
    ("cells", ["indicator", "failing", "confidence"], "indicator IS NOT NULL"),
)
TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "int": sa.Integer(),
    "big": sa.BigInteger(),
    "float": sa.Float(),
    "bool": sa.Boolean(),
    "text": sa.Text(),
    "str1": sa.String(1),
    "str64": sa.String(64),
}


def upgrade() -> None:
    """Make everything that the store of this version has."""
    for name, columns in TABLES.items():
        op.create_table(
            name, *_columns(name, columns), *_keys(name), sqlite_with_rowid=name not in WITHOUT_ROWID
        )
    for table, names, condition in INDEXES:
        where = None if condition is None else sa.text(condition)
        op.create_index(
            f"ix_{table}_{'_'.join(names)}", table, names, sqlite_where=where, postgresql_where=where
        )
    dialect = op.get_bind().dialect.name
    for statement in _triggers(dialect):
        op.execute(statement)


def _columns(table: str, columns: str) -> list[sa.Column[Any]]:
    made = []
    for word in columns.split():
        name, _, kind = word.partition(":")
        counted = table in COUNTED and name == "key"
        made.append(
            sa.Column(
                name,
                TYPES[kind.rstrip("!")],
                nullable=not kind.endswith("!"),
                autoincrement="auto" if counted else False,
            )
        )
    return made


def _keys(table: str) -> list[sa.schema.SchemaItem]:
    keys: list[sa.schema.SchemaItem] = [
        sa.PrimaryKeyConstraint(*KEYS.get(table, ["report", "position"]), name=f"pk_{table}")
    ]
    if table in OF_A_REPORT:
        keys.append(sa.ForeignKeyConstraint(["report"], ["reports.key"], name=f"fk_{table}_report_reports"))
    if table == "reports":
        keys.append(sa.UniqueConstraint("sha256", name="uq_reports_sha256"))
    return keys


def _triggers(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER decisions_no_{verb} BEFORE {verb} ON decisions"
            " BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END"
            for verb in ("update", "delete")
        ]
    return [
        "CREATE FUNCTION decisions_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'decisions are append-only'; END $$",
        "CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions"
        " FOR EACH STATEMENT EXECUTE FUNCTION decisions_append_only()",
    ]
