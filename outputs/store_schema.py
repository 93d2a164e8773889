"""The tables of the store as they are now; how older stores come here stands in migrations/. No verbs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

# The newest migration; a store that says so needs none.
HEAD = "0006"
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, **how: Any) -> Column[Any]:
    return Column(name, Text, **how)


def _number(name: str, **how: Any) -> Column[Any]:
    return Column(name, Integer, **how)


def _layer(name: str, *columns: Column[Any]) -> Table:
    """The rows of one layer, a report's rows beside each other in reading order."""
    return Table(
        name,
        METADATA,
        _number("report", nullable=False),
        _number("position", nullable=False),
        _text("id", nullable=False),
        *columns,
        Column("confidence", Float),
        # What is shown but never searched for, as one JSON object.
        _text("more"),
        *_keyed_by_report(),
        sqlite_with_rowid=False,
    )


def _keyed_by_report() -> tuple[Any, ...]:
    return PrimaryKeyConstraint("report", "position"), ForeignKeyConstraint(["report"], ["reports.key"])


def _place() -> tuple[Column[Any], ...]:
    return _number("start"), _number("end"), _text("text"), _number("page")


# One row for each content that was read, whatever it is called; what was found is replaced when rules change.
reports = Table(
    "reports",
    METADATA,
    _number("key", primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    _text("pipeline", nullable=False),
    _text("name", nullable=False),
    _text("status", nullable=False),
    _text("format"),
    _text("warnings", nullable=False),
    _number("pages"),
    Column("coverage", Float),
    *(_text(name) for name in "kind issuer parent number place date title period signer recipients".split()),
    _text("more"),
    *(_number(name, nullable=False) for name in "figures units models cells checks failing".split()),
    _text("digest", nullable=False),
    Column("seconds", Float),
    _text("read_at", nullable=False),
    # What other reports make of this one; worked out anew after each pass over the inbox.
    _text("submission", index=True),
    _text("signature"),
    _text("superseded_by"),
    _text("near"),
    Column("near_share", Float),
    # JSON of what people's corrections of the head stand in place of; the columns above are as corrected.
    _text("as_read"),
)
texts = Table(
    "texts",
    METADATA,
    Column("report", Integer, ForeignKey("reports.key"), primary_key=True, autoincrement=False),
    _text("text", nullable=False),
)
pages = Table(
    "pages",
    METADATA,
    _number("report", nullable=False),
    _number("position", nullable=False),
    # A to D; absent where the reader gave the page none.
    Column("grade", String(1)),
    *_keyed_by_report(),
    sqlite_with_rowid=False,
)
figures = _layer(
    "figures",
    *_place(),
    _text("kind"),
    _text("value"),
    *(_text(name) for name in "value_max total unit approx change noun action level actor".split()),
    *(_text(name) for name in "period status part_of_id indicator".split()),
    # `value` once more, for sorting and comparing; `value` itself is exact.
    Column("number", Float),
    Column("failing", Boolean),
)
units = _layer("units", *_place(), _text("name"), _text("type"), _text("code"), _text("seat"), _text("key"))
models = _layer("models", *_place(), _text("key"), _text("kind"), _text("unit"), _text("unit_id"))
cells = _layer(
    "cells",
    *_place(),
    _number("table"),
    *(_text(name) for name in "row column value unit indicator".split()),
    Column("number", Float),
    Column("failing", Boolean),
)
checks = _layer("checks", _text("kind"), Column("ok", Boolean), _text("total"), _text("message"))
LAYERS = {"figures": figures, "units": units, "models": models, "cells": cells, "checks": checks}


# One row for every name ever found in an inbox; `gone`: no longer there.
ledger = Table(
    "ledger",
    METADATA,
    _text("inbox", primary_key=True),
    _text("file", primary_key=True),
    Column("size", BigInteger),
    Column("mtime_ns", BigInteger),
    Column("sha256", String(64), index=True),
    _text("status", nullable=False),
    _text("warnings", nullable=False),
    _text("format"),
    _text("duplicate_of"),
    _number("pages"),
    # The rules under which the program failed on it, and how often: quarantined from the second time on.
    _text("pipeline"),
    _number("attempts", nullable=False),
    Column("seconds", Float),
    _number("run"),
    _text("seen_at", nullable=False),
    Column("gone", Boolean, nullable=False),
    _text("digest", nullable=False),
)
runs = Table(
    "runs",
    METADATA,
    _number("key", primary_key=True),
    _text("inbox", nullable=False),
    _text("pipeline", nullable=False),
    _text("started_at", nullable=False),
    _text("ended_at"),
    # running, done, interrupted; a run that was cut off stays `running` until the next one begins.
    _text("state", nullable=False),
    _number("jobs"),
    *(_text(name) for name in ("counts", "stages")),
)

# Append-only: triggers refuse changes. `hash` covers the row and the hash of the one before.
decisions = Table(
    "decisions",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("report", String(64), nullable=False, index=True),
    _text("row", nullable=False, index=True),
    _text("layer", nullable=False),
    _text("field", nullable=False),
    _text("old"),
    _text("new"),
    _number("version", nullable=False),
    _text("who", nullable=False),
    _text("at", nullable=False),
    _text("why", nullable=False),
    _text("through", nullable=False),
    # One bulk change or import, undone together.
    _text("batch", index=True),
    Column("undoes", BigInteger),
    # Where it stood when it was decided, for finding the place again.
    _number("start"),
    _text("quote"),
    _text("before"),
    _text("after"),
    _text("previous", nullable=False),
    _text("hash", nullable=False),
)
# What the decisions amount to for each row: can be worked out from them, kept for speed.
reviews = Table(
    "reviews",
    METADATA,
    Column("report", String(64), primary_key=True),
    _text("row", primary_key=True),
    _text("layer", nullable=False),
    _number("version", nullable=False),
    # accepted, rejected, postponed, or none of them yet
    _text("state"),
    # JSON object of the slots that people set
    _text("slots", nullable=False),
    _text("comment"),
    Column("orphan", Boolean, nullable=False, index=True),
)
# Every row as it is looked for, with what people set; worked out from layers and reviews. Layers have no
# index of their own, so that storing a report stays cheap.
queue = Table(
    "queue",
    METADATA,
    _number("report", primary_key=True, autoincrement=False),
    # Below 0 for rows that people added, whose id is then in `added`.
    _number("position", primary_key=True, autoincrement=False),
    _text("layer", primary_key=True),
    # 0 where sums contradict the row.
    _number("doubt", nullable=False),
    # Less than 0 by how doubtful the value is, and how large within its indicator.
    Column("risk", Float, nullable=False),
    Column("trust", Float, nullable=False),
    # open, or as in reviews
    _text("state", nullable=False),
    *(_text(name) for name in ("indicator", "period")),
    # What the value weighs in the sum of its indicator and period.
    Column("amount", Float),
    _text("added"),
    ForeignKeyConstraint(["report"], ["reports.key"]),
    Index(None, "layer", "doubt", "risk", "trust", "report", "position", "state"),
    sqlite_with_rowid=False,
)
_named = [queue.c[name] for name in "indicator layer doubt risk trust report position state period".split()]
_has_indicator = queue.c.indicator.isnot(None)
Index("ix_queue_indicator", *_named, sqlite_where=_has_indicator, postgresql_where=_has_indicator)
# Reports whose rows have not come into the queue yet.
waiting = Table(
    "waiting",
    METADATA,
    Column("report", Integer, ForeignKey("reports.key"), primary_key=True, autoincrement=False),
)

# Who may review from other machines. `role`: reader, reviewer, lead, admin; `password`: an argon2 hash.
accounts = Table(
    "accounts",
    METADATA,
    _text("name", primary_key=True),
    *(_text(name, nullable=False) for name in ("role", "password")),
    Column("active", Boolean, nullable=False),
    _text("made_at", nullable=False),
)
# What an account may decide on, if not on everything; `kind`: unit or folder.
assignments = Table(
    "assignments",
    METADATA,
    *(_text(name, primary_key=True) for name in ("account", "kind", "value")),
)
# Doors that are open; of each only the hash of its secret. `kind`: session or token, which has a label.
doors = Table(
    "doors",
    METADATA,
    Column("hash", String(64), primary_key=True),
    _text("account", nullable=False, index=True),
    _text("kind", nullable=False),
    _text("label"),
    *(_text(name, nullable=False) for name in ("made_at", "ends_at")),
)
# Who has a row open for editing until when; or who looks at a report, `layer` then empty. Decides nothing.
desk = Table(
    "desk",
    METADATA,
    *(_text(name, primary_key=True) for name in ("report", "layer", "row")),
    _text("who", nullable=False),
    Column("until", Float, nullable=False, index=True),
)
# Keys of this store that sign what leaves it and comes back.
secrets = Table("secrets", METADATA, _text("name", primary_key=True), _text("value", nullable=False))
# Append-only, for people to read: who came, failed to, exported, imported, changed accounts.
events = Table(
    "events",
    METADATA,
    _number("seq", primary_key=True),
    *(_text(name, nullable=False) for name in ("at", "who", "what")),
    *(_text(name) for name in ("about", "place")),
)
# What a second person made of a row, not knowing what the first did. `slots`: JSON object, {} for rejected.
second_readings = Table(
    "second_readings",
    METADATA,
    *(_text(name, primary_key=True) for name in ("report", "row")),
    *(_text(name, nullable=False) for name in ("who", "at", "slots")),
)
