"""The files of an inbox as contract objects out of the store, as read or with what people decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from outputs.store_decisions import deciders, effective
from outputs.store_ledger import Entry, as_contract, heads, ledger_of, walk_order
from outputs.store_reading import whole
from outputs.store_reviews import Review, reviews_of
from outputs.store_rows import Row
from outputs.store_schema import LAYERS

if TYPE_CHECKING:
    from sqlalchemy import Connection


def exported(connection: Connection, inbox: str, *, reviewed: bool = True) -> Iterator[tuple[Row, Entry]]:
    """The contract object of every file that is there, in the order of the walk, each with its line.

    `reviewed`: with what people set in place of what was read, rows they added, and none that they rejected;
    a row that somebody accepted, changed or added says by `reviewed` who decided last.
    """
    lines = [line for line in ledger_of(connection, inbox).values() if not line.gone]
    for line in sorted(lines, key=lambda line: walk_order(line.file)):
        yield exported_file(connection, line, reviewed=reviewed), line


def exported_file(connection: Connection, line: Entry, *, reviewed: bool = True) -> Row:
    """The contract object of one line of the ledger."""
    if line.sha256 is None or line.failed or line.status == "duplicate":
        return as_contract(line)
    head = heads(connection, [line.sha256]).get(line.sha256)
    if head is None:
        return as_contract(line)
    row = {**whole(connection, head, as_read=not reviewed), "file": line.file}
    reviews = reviews_of(connection, line.sha256) if reviewed else {}
    if not reviews:
        return row
    by = deciders(connection, line.sha256)
    return {**row, **{layer: _layer(layer, row[layer], reviews, by) for layer in LAYERS}}


def _layer(layer: str, rows: list[Row], reviews: Mapping[str, Review], by: Mapping[str, str]) -> list[Row]:
    found = {row["id"] for row in rows}
    added = [
        {"id": review.row, **effective({}, review), "reviewed": by.get(review.row, "")}
        for review in reviews.values()
        if review.layer == layer and review.added and review.row not in found
    ]
    kept = [_decided(row, reviews.get(row["id"]), by) for row in rows] + added
    kept = [row for row in kept if not _rejected(reviews.get(row["id"]))]
    return sorted(kept, key=_place) if added else kept


def _decided(row: Row, review: Review | None, by: Mapping[str, str]) -> Row:
    """The row as people left it; who accepted or changed it, unless they put it off or took it back."""
    now = effective(row, review)
    accepted = review is not None and (review.state == "accepted" or (review.state is None and now != row))
    return {**now, "reviewed": by.get(row["id"], "")} if accepted else now


def _rejected(review: Review | None) -> bool:
    return review is not None and review.state == "rejected"


def _place(row: Mapping[str, Any]) -> int:
    return int(row.get("start", 0))
