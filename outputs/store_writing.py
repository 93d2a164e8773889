"""Puts one reading into the store, in place of an earlier one of the same content. Knows no run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, update

from outputs.likeness import signature, submission
from outputs.store import now
from outputs.store_anchors import anchor
from outputs.store_heads import correct, head_id
from outputs.store_priority import leave_waiting, line_up
from outputs.store_reading import report_key
from outputs.store_reviews import reviews_of
from outputs.store_rows import Row, Stored, stored
from outputs.store_schema import LAYERS, pages, queue, reports, texts

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


# Built once: that costs more than running them.
_UPDATE = update(reports).where(reports.c.key == bindparam("at"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A contract object with its content's hash. `pipeline`: the version of the rules. `seconds`: it took."""

    row: Mapping[str, Any]
    pipeline: str
    seconds: float | None = None


def save(connection: Connection, reading: Reading, *, wait: bool = False) -> int:
    """The key of the report where the reading now stands; what people decided on is anchored anew.

    `wait`: its rows come into the queue with those of other reports, at the next `line_up`.
    """
    new = stored(reading.row)
    key, known = _head(connection, new, reading)
    if known:
        for table in (texts, pages, queue, *LAYERS.values()):
            connection.execute(delete(table).where(table.c.report == key))
    bulk(connection, texts, [(key, new.text)])
    bulk(connection, pages, [(key, *page) for page in enumerate(new.grades)])
    for layer, table in LAYERS.items():
        bulk(connection, table, [(key, *row) for row in new.rows[layer]])
    leave_waiting(connection, key)
    if known:
        anchor(connection, new.head["sha256"], new.text, new.rows)
        # What was read takes the place of everything; people's corrections of the head go over it again.
        head = reviews_of(connection, new.head["sha256"]).get(head_id(new.head["sha256"]))
        if head is not None:
            correct(connection, head.report, head.slots)
    if not wait:
        line_up(connection)
    return key


def bulk(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert tuples in the order of the table's columns, past everything that costs time a row."""
    if rows:
        connection.exec_driver_sql(_statement(table, connection.dialect.name), list(rows))


def _head(connection: Connection, new: Stored, reading: Reading) -> tuple[int, bool]:
    """The key of the report, and whether it was there before."""
    values: Row = {
        **new.head,
        "pipeline": reading.pipeline,
        "seconds": reading.seconds,
        "read_at": now(),
        "submission": submission(reading.row["meta"]),
        "signature": signature(new.text),
        "as_read": None,
    }
    values["digest"] = new.digest(values)
    key = _inserted(connection, values)
    if key is not None:
        return key, False
    key = report_key(connection, new.head["sha256"])
    assert key is not None
    connection.execute(_UPDATE, {**values, "at": key})
    return key, True


def _inserted(connection: Connection, values: Row) -> int | None:
    """The key of a new report, None where it was there before."""
    # Past what builds statements, which takes longer than running this one.
    dialect = connection.dialect
    statement = _insert(reports, list(values), dialect.name) + " ON CONFLICT (sha256) DO NOTHING"
    if dialect.insert_returning:
        found = connection.exec_driver_sql(statement + " RETURNING key", tuple(values.values())).scalar()
        return None if found is None else int(found)
    made = connection.exec_driver_sql(statement, tuple(values.values()))
    return report_key(connection, values["sha256"]) if made.rowcount else None


@cache
def _statement(table: Table, dialect: str) -> str:
    return _insert(table, [column.name for column in table.columns], dialect)


def _insert(table: Table, names: Sequence[str], dialect: str) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(["?" if dialect == "sqlite" else "%s"] * len(names))
    return f"INSERT INTO {table.name} ({quoted}) VALUES ({places})"
