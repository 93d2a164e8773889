"""What stands in the store: contract objects as they were read, and pages of rows. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, literal_column, or_, select

from outputs.context import sentence_at
from outputs.store_heads import head_as_read, rows_as_read
from outputs.store_rows import Row, contract, contract_row
from outputs.store_schema import LAYERS, pages, reports, reviews, texts

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, Table

_KEY = select(reports.c.key).where(reports.c.sha256 == bindparam("of"))
# What rows may be filtered by, beside the columns of their own table.
_OF_THE_REPORT = frozenset(("sha256", "issuer", "submission"))
_ORDERS: dict[str, Callable[[Table], tuple[ColumnElement[Any], ...]]] = {
    # Where sums contradict each other first, then what the reader was least sure of.
    "doubt": lambda table: (table.c.failing.desc(), table.c.confidence, table.c.report, table.c.position),
    "place": lambda table: (table.c.report, table.c.position),
}


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row with what people made of it.

    `report`: sha256 of its content. `row`: the contract's row as it was read. `slots`: what people set.
    `version`: how often people changed it. `state`: accepted, rejected, postponed or None.
    """

    report: str
    layer: str
    row: Row
    slots: Row
    version: int
    state: str | None
    sentence: str
    sentence_start: int


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


def rows_page(
    connection: Connection,
    layer: str,
    *,
    where: Mapping[str, Any] | None = None,
    state: str | None = None,
    order: str = "place",
    limit: int = 100,
    offset: int = 0,
) -> list[StoredRow]:
    """One page of rows. `where`: column -> value, of the layer or sha256, issuer, submission of the report.

    `state`: only rows that people left so; `open` for those that nobody decided on.
    """
    table = LAYERS[layer]
    # The wide rows are fetched for the page alone; which ones they are, indexes tell.
    sorting = _ORDERS[order](table)
    if order == "doubt" and (where or {}).get("failing") is True:
        # All alike in that; without it the index is in the order that is wanted.
        sorting = sorting[1:]
    chosen = _chosen(layer, where or {}, state).order_by(*sorting).limit(limit).offset(offset)
    keys = chosen.subquery()
    query = (
        select(table, reports.c.sha256, reviews.c.version, reviews.c.state, reviews.c.slots)
        .join(keys, and_(keys.c.report == table.c.report, keys.c.position == table.c.position))
        .join(reports, reports.c.key == table.c.report)
        .outerjoin(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == table.c.id))
        .order_by(*sorting)
    )
    found = connection.execute(query).all()
    told = _texts(connection, sorted({row.report for row in found}))
    width = len(table.columns)
    return [_stored_row(layer, row, width, told) for row in found]


def count_rows(
    connection: Connection, layer: str, where: Mapping[str, Any] | None = None, state: str | None = None
) -> int:
    """How many rows `rows_page` would show on all its pages together."""
    chosen = _chosen(layer, where or {}, state).subquery()
    return connection.scalar(select(func.count()).select_from(chosen)) or 0


def _chosen(layer: str, where: Mapping[str, Any], state: str | None) -> Select[tuple[int, int]]:
    """Report and position of the rows that are wanted; joins only what the conditions speak of."""
    table = LAYERS[layer]
    query = select(table.c.report, table.c.position).where(*_conditions(layer, where, state))
    if state is not None or not _OF_THE_REPORT.isdisjoint(where):
        query = query.join(reports, reports.c.key == table.c.report)
    if state is not None:
        joined = and_(reviews.c.report == reports.c.sha256, reviews.c.row == table.c.id)
        query = query.outerjoin(reviews, joined)
    return query


def _conditions(layer: str, where: Mapping[str, Any], state: str | None) -> Iterator[ColumnElement[bool]]:
    table = LAYERS[layer]
    for name, value in where.items():
        column = reports.c[name] if name in _OF_THE_REPORT else table.c[name]
        if value is True:
            # As it stands in the condition of the index, which is not used otherwise.
            yield literal_column(f"{table.name}.{name}")
            continue
        yield column.in_(value) if isinstance(value, list | tuple) else column == value
    if state == "open":
        yield or_(reviews.c.state.is_(None), reviews.c.state == "postponed")
    elif state is not None:
        yield reviews.c.state == state


def _texts(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    query = select(texts.c.report, texts.c.text).where(texts.c.report.in_(keys))
    return {row.report: row.text for row in connection.execute(query)} if keys else {}


def _stored_row(layer: str, found: Any, width: int, told: Mapping[int, str]) -> StoredRow:
    from outputs.store_rows import loaded

    row = contract_row(layer, tuple(found)[1:width])
    text = told.get(found.report, "")
    start, end = sentence_at(text, row["start"], row["end"]) if "start" in row else (0, 0)
    sha256, version, state, slots = tuple(found)[width:]
    return StoredRow(
        sha256, layer, row, loaded(slots) if slots else {}, version or 0, state, text[start:end], start
    )
