"""What stands in the store: contract objects as they were read. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from outputs.store_heads import head_as_read, rows_as_read
from outputs.store_rows import Row, contract
from outputs.store_schema import LAYERS, pages, reports, texts

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEY = select(reports.c.key).where(reports.c.sha256 == bindparam("of"))


def report_key(connection: Connection, sha256: str) -> int | None:
    """The key of the report with this content."""
    found: int | None = connection.scalar(_KEY, {"of": sha256})
    return found


def known_readings(
    connection: Connection, hashes: Sequence[str] | None = None
) -> dict[str, tuple[str, str, str | None, str]]:
    """Content hash -> (pipeline, status, format, name) of what was read; of all where `hashes` is None."""
    columns = (reports.c.sha256, reports.c.pipeline, reports.c.status, reports.c.format, reports.c.name)
    query = select(*columns)
    if hashes is not None:
        query = query.where(reports.c.sha256.in_(hashes))
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in connection.execute(query)}


def read_report(connection: Connection, sha256: str) -> Row | None:
    """The contract object of this content, equal to the one that was stored."""
    head = connection.execute(select(reports).where(reports.c.sha256 == sha256)).mappings().first()
    return None if head is None else whole(connection, dict(head), as_read=True)


def whole(connection: Connection, head: Mapping[str, Any], *, as_read: bool = False) -> Row:
    """The contract object to a row of the table of reports, its head as people corrected it.

    `as_read`: as it was read.
    """
    text = connection.scalar(select(texts.c.text).where(texts.c.report == head["key"]))
    letters = connection.scalars(
        select(pages.c.grade).where(pages.c.report == head["key"]).order_by(pages.c.position)
    )
    rows = {layer: layer_rows(connection, layer, head["key"]) for layer in LAYERS}
    if as_read:
        head, rows = head_as_read(head), rows_as_read(head, rows)
    return contract(head, text or "", list(letters), rows)


def layer_rows(connection: Connection, layer: str, key: int) -> list[tuple[Any, ...]]:
    """The tuples of a report's rows in one layer, without the report's key, in reading order."""
    table = LAYERS[layer]
    query = select(*list(table.columns)[1:]).where(table.c.report == key).order_by(table.c.position)
    return [tuple(row) for row in connection.execute(query)]
