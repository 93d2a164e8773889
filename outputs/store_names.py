"""The names of units and titles of models over all reports of a store, as people have them by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select

from outputs.store_rows import loaded
from outputs.store_schema import LAYERS, reports, reviews

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Layer -> the slot that people set, and the column of what was read.
NAMED = {"units": ("name", "name"), "models": ("title", "text")}


@dataclass(frozen=True, slots=True)
class NameInUse:
    """`key`: the usual one of its rows. `rows`: how many there are, in how many `reports`."""

    name: str
    key: str | None
    rows: int
    reports: int


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row by its report's content hash and id, with its version and key."""

    report: str
    row: str
    version: int
    key: str | None


def names_in_use(connection: Connection, layer: str) -> list[NameInUse]:
    """Every name, the most frequent first; rows that were rejected do not count."""
    table = LAYERS[layer]
    column = table.c[NAMED[layer][1]]
    query = select(column, func.min(table.c.key), func.count(), func.count(table.c.report.distinct()))
    found = {
        name: [key, rows, many]
        for name, key, rows, many in connection.execute(query.group_by(column))
        if name
    }
    for read, now, key in _changed(connection, layer):
        if read in found:
            found[read][1] -= 1
        if now is not None:
            known = found.setdefault(now, [key, 0, 0])
            known[1] += 1
            known[2] = max(known[2], 1)
    ordered = sorted(found.items(), key=lambda item: (-item[1][1], item[0]))
    return [NameInUse(name, key, rows, many) for name, (key, rows, many) in ordered if rows > 0]


def rows_named(connection: Connection, layer: str, names: Collection[str]) -> list[NamedRow]:
    """The rows that go by one of the names now, in a stable order."""
    slot, read = NAMED[layer]
    table = LAYERS[layer]
    query = (
        select(
            reports.c.sha256, table.c.id, table.c.key, table.c[read],
            reviews.c.version, reviews.c.state, reviews.c.slots,
        )
        .join(reports, reports.c.key == table.c.report)
        .outerjoin(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == table.c.id))
        .where(table.c[read].in_(names) | reviews.c.slots.contains(f'"{slot}"'))
        .order_by(table.c.report, table.c.position)
    )  # fmt: skip
    found = []
    for sha256, id, key, name, version, state, slots in connection.execute(query):
        set_by_people = loaded(slots) if slots else {}
        if state != "rejected" and set_by_people.get(slot, name) in names:
            found.append(NamedRow(sha256, id, version or 0, set_by_people.get("key", key)))
    return found


def _changed(connection: Connection, layer: str) -> Iterator[tuple[str | None, str | None, str | None]]:
    """(name that was read, name now or None for rejected ones, key) of the rows that people changed."""
    slot, read = NAMED[layer]
    table = LAYERS[layer]
    query = (
        select(table.c[read], table.c.key, reviews.c.state, reviews.c.slots)
        .join(reports, reports.c.sha256 == reviews.c.report)
        .join(table, and_(table.c.report == reports.c.key, table.c.id == reviews.c.row))
        .where(reviews.c.layer == layer)
    )
    for name, key, state, slots in connection.execute(query):
        known: dict[str, Any] = loaded(slots) if slots else {}
        now = None if state == "rejected" else known.get(slot, name)
        if now != name:
            yield name, now, known.get("key", key)
