"""Proves that a store is whole: the database, each reading, the ledger, the decisions. Repairs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from outputs.store import Store, reading
from outputs.store_chain import all_links, broken_links
from outputs.store_heads import corrected, head_as_read, head_id, rows_as_read
from outputs.store_ledger import Entry, altered, inboxes, ledger_of
from outputs.store_reading import layer_rows
from outputs.store_reviews import ADDED, Review, all_reviews, folded, is_found, reviews_of
from outputs.store_rows import as_stored, contract, stored
from outputs.store_schema import LAYERS, METADATA, decisions, figures, pages, queue, reports, texts, waiting
from outputs.store_settling import unsettled

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it must be. `code`: what kind; `where`: a report, a file, a row, a number."""

    code: str
    where: str


def flaws(store: Store, step: Callable[[], None] = lambda: None) -> Iterator[Flaw]:
    """All that is wrong with the store; `step` is called for each report that was looked at.

    A store so damaged that it cannot be read to the end yields `unreadable`.
    """
    try:
        with reading(store) as connection:
            for check in (_database, _ledger, _duplicates, _decisions, _reviews, _relations, _strays, _queue):
                yield from _guarded(check, connection)
            for key in connection.scalars(select(reports.c.key).order_by(reports.c.key)).all():
                yield from _guarded(partial(_report, key=key), connection)
                step()
    except _BROKEN as error:
        yield Flaw("unreadable", str(error).splitlines()[0])


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = METADATA.sorted_tables
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


# What reading damaged pages raises: of the database, of text that is none, of values of another kind.
_BROKEN = (SQLAlchemyError, ValueError, TypeError, KeyError, OverflowError)
_Check = Callable[["Connection"], Iterator[Flaw]]


def _guarded(check: _Check, connection: Connection) -> Iterator[Flaw]:
    try:
        yield from list(check(connection))
    except _BROKEN as error:
        if connection.dialect.name != "sqlite":
            # A failed statement ends the whole transaction there.
            raise
        yield Flaw("unreadable", str(error).splitlines()[0])


def _database(connection: Connection) -> Iterator[Flaw]:
    """Structure, indexes and references as the database itself checks them."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield Flaw("database", said)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Flaw("stray_rows", f"{row[0]} {row[1]}")


def _report(connection: Connection, key: int) -> Iterator[Flaw]:
    """A reading is what its digest says, and its columns follow from it."""
    now = dict(connection.execute(select(reports).where(reports.c.key == key)).mappings().one())
    yield from _head(connection, now)
    rows = rows_as_read(now, {layer: layer_rows(connection, layer, key) for layer in LAYERS})
    head = head_as_read(now)
    text = connection.scalar(select(texts.c.text).where(texts.c.report == key))
    letters = tuple(
        connection.scalars(select(pages.c.grade).where(pages.c.report == key).order_by(pages.c.position))
    )
    if text is None:
        yield Flaw("no_text", head["sha256"])
        return
    again = stored(contract(head, text, letters, rows))
    found = as_stored({name: head[name] for name in again.head}, text, letters, rows)
    if found.digest(head) != head["digest"]:
        yield Flaw("altered_report", head["sha256"])
    elif again.rows != rows or again.head != found.head:
        yield Flaw("altered_columns", head["sha256"])
    if head["pages"] is not None and len(letters) != head["pages"]:
        yield Flaw("lost_pages", head["sha256"])


def _head(connection: Connection, head: Mapping[str, Any]) -> Iterator[Flaw]:
    """The head is what was read with what people set, and rows that lean on it say so."""
    review = reviews_of(connection, head["sha256"]).get(head_id(head["sha256"]))
    if review is None and head["as_read"] is None:
        return
    wanted, periods = corrected(connection, head, {} if review is None else review.slots)
    query = select(figures.c.position, figures.c.period).where(figures.c.report == head["key"])
    found: dict[int, str | None] = {row.position: row.period for row in connection.execute(query)}
    if any(head[name] != value for name, value in wanted.items()) or any(
        found.get(position) != period for position, period in periods.items()
    ):
        yield Flaw("altered_head", head["sha256"])


def _ledger(connection: Connection) -> Iterator[Flaw]:
    for line in altered(connection):
        yield Flaw("altered_line", f"{line.inbox}/{line.file}")
    for inbox in inboxes(connection):
        for line in ledger_of(connection, inbox).values():
            if _needs_report(line) and not _has_report(connection, line):
                yield Flaw("no_report", f"{line.inbox}/{line.file}")


def _needs_report(line: Entry) -> bool:
    return not line.gone and line.sha256 is not None and not line.failed and line.status != "duplicate"


def _has_report(connection: Connection, line: Entry) -> bool:
    query = select(reports.c.status).where(reports.c.sha256 == line.sha256)
    return connection.scalar(query) == line.status


def _duplicates(connection: Connection) -> Iterator[Flaw]:
    """Every duplicate has its original, with the same content, that is none itself."""
    for inbox in inboxes(connection):
        lines = ledger_of(connection, inbox)
        for line in lines.values():
            if line.status != "duplicate" or line.gone:
                continue
            first = lines.get(line.duplicate_of or "")
            if first is None or first.gone or first.sha256 != line.sha256 or first.status == "duplicate":
                yield Flaw("lost_original", f"{inbox}/{line.file}")


def _decisions(connection: Connection) -> Iterator[Flaw]:
    for seq in broken_links(connection):
        yield Flaw("broken_chain", str(seq))


def _reviews(connection: Connection) -> Iterator[Flaw]:
    """The reviews are what follows from the decisions: none was cut off, none is missing."""
    wanted = folded(all_links(connection))
    found = {(review.report, review.row): review for review in all_reviews(connection)}
    for place in wanted.keys() | found.keys():
        if _said(wanted.get(place)) != _said(found.get(place)):
            yield Flaw("altered_review", place[1])
    # Rows that people added are nowhere once that is undone, and nobody need look for them.
    undone = select(decisions.c.row).where(decisions.c.field == ADDED, decisions.c.undoes.isnot(None))
    taken_back = set(connection.scalars(undone))
    for review in found.values():
        if review.orphan == is_found(connection, review) and review.row not in taken_back:
            yield Flaw("wrong_orphan", review.row)


def _said(review: Review | None) -> Any:
    return review and (review.layer, review.version, review.state, review.slots, review.comment)


def _relations(connection: Connection) -> Iterator[Flaw]:
    for sha256 in unsettled(connection):
        yield Flaw("unsettled", sha256)


def _strays(connection: Connection) -> Iterator[Flaw]:
    """Rows of reports that are not there, and counts that are not so."""
    keys = select(reports.c.key)
    for table in (texts, pages, *LAYERS.values()):
        query = select(table.c.report).where(table.c.report.notin_(keys)).distinct()
        for key in connection.scalars(query):
            yield Flaw("stray_rows", f"{table.name} {key}")


def _queue(connection: Connection) -> Iterator[Flaw]:
    """Every row stands in the queue once, or its report waits for that; so do those that people added."""
    waits = select(waiting.c.report)
    for layer, table in LAYERS.items():
        rows = _by_report(connection, table.c.report, table.c.report.notin_(waits))
        in_queue = (queue.c.layer == layer, queue.c.report.notin_(waits))
        lined_up = _by_report(connection, queue.c.report, *in_queue, queue.c.added.is_(None))
        for key in sorted(rows.keys() | lined_up.keys()):
            if rows.get(key) != lined_up.get(key):
                yield Flaw("lost_in_queue", f"{layer} {key}")


def _by_report(connection: Connection, column: Any, *wanted: Any) -> dict[int, int]:
    query = select(column, func.count()).where(*wanted).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query)}
